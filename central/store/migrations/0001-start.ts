/**
 * Nothing here is numbered by a sequence that every terminal would wait for: terminals own their facts, their states
 * and their cursors, so that the tables can be spread over machines by `terminal_id`.
 */
export const START = `
CREATE TABLE store (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  incarnation TEXT NOT NULL,
  shop TEXT NOT NULL,
  catalogue_version INTEGER NOT NULL,
  goods_version INTEGER NOT NULL,
  stock_published_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE enrolment_codes (
  code_hash TEXT PRIMARY KEY,
  made_at_ms INTEGER NOT NULL,
  installation_id TEXT,
  used_at_ms INTEGER
) STRICT;

CREATE TABLE terminals (
  terminal_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  installation_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  epoch INTEGER NOT NULL,
  state_cursor INTEGER NOT NULL,
  enrolled_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE epochs (
  terminal_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  acknowledged_seq INTEGER NOT NULL,
  chain_head TEXT NOT NULL,
  PRIMARY KEY (terminal_id, epoch)
) STRICT;

CREATE TABLE facts (
  terminal_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  body_hash TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  wall_ms INTEGER NOT NULL,
  boot_id TEXT NOT NULL,
  monotonic_ms INTEGER NOT NULL,
  body TEXT NOT NULL,
  received_at_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'refused')),
  code TEXT,
  details TEXT,
  PRIMARY KEY (terminal_id, epoch, seq)
) STRICT;

CREATE TABLE fact_alarms (
  terminal_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  body_hash TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at_ms INTEGER NOT NULL,
  PRIMARY KEY (terminal_id, epoch, seq, body_hash)
) STRICT;

CREATE TABLE orders (
  order_id TEXT PRIMARY KEY,
  terminal_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  body_hash TEXT NOT NULL,
  number TEXT NOT NULL,
  business_day TEXT NOT NULL,
  total_minor INTEGER NOT NULL,
  state TEXT NOT NULL,
  refusal_code TEXT,
  refusal_details TEXT
) STRICT;

CREATE TABLE cancellations (
  cancellation_id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  body_hash TEXT NOT NULL,
  business_day TEXT NOT NULL,
  refund_minor INTEGER NOT NULL,
  of_refused_order INTEGER NOT NULL
) STRICT;
CREATE INDEX cancellations_by_order ON cancellations (order_id);

CREATE TABLE order_states (
  terminal_id TEXT NOT NULL,
  cursor INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  state TEXT NOT NULL,
  code TEXT,
  details TEXT,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (terminal_id, cursor)
) STRICT;

CREATE TABLE oversold (
  order_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  missing INTEGER NOT NULL,
  PRIMARY KEY (order_id, sku)
) STRICT;

CREATE TABLE categories (
  id TEXT PRIMARY KEY,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  rank INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE product_versions (
  sku TEXT NOT NULL,
  version INTEGER NOT NULL,
  until_version INTEGER,
  removed INTEGER NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  producer_ko TEXT NOT NULL,
  producer_en TEXT NOT NULL,
  category TEXT NOT NULL,
  price_minor INTEGER NOT NULL,
  unit TEXT NOT NULL,
  barcodes TEXT NOT NULL,
  picture_hash TEXT,
  variant TEXT,
  popularity INTEGER NOT NULL,
  PRIMARY KEY (sku, version)
) STRICT;
CREATE INDEX product_versions_by_version ON product_versions (version);
CREATE UNIQUE INDEX product_versions_current ON product_versions (sku) WHERE until_version IS NULL;

CREATE TABLE stock (
  sku TEXT PRIMARY KEY,
  on_hand INTEGER,
  version INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX stock_by_version ON stock (version) WHERE version > 0;
CREATE INDEX stock_changed ON stock (sku) WHERE changed = 1;

CREATE TABLE pictures (
  hash TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
`
