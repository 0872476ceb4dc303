/** The terminal's first schema. Money in minor units, times in UTC epoch milliseconds, ids as UUID text. */
export const foundation = {
  version: 1,
  sql: `
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- A snapshot is copied in as a whole, so the table itself says what a product may be.
CREATE TABLE products (
  sku TEXT PRIMARY KEY CHECK (length(sku) BETWEEN 1 AND 64),
  name_ko TEXT NOT NULL CHECK (length(name_ko) <= 300), name_en TEXT NOT NULL CHECK (length(name_en) <= 300),
  producer_ko TEXT NOT NULL CHECK (length(producer_ko) <= 300), producer_en TEXT NOT NULL CHECK (length(producer_en) <= 300),
  category TEXT NOT NULL CHECK (length(category) BETWEEN 1 AND 64),
  price_minor INTEGER NOT NULL CHECK (price_minor BETWEEN 0 AND 9000000000),
  unit TEXT NOT NULL CHECK (unit IN ('piece', 'gram')),
  barcodes TEXT NOT NULL CHECK (json_valid(barcodes) AND json_type(barcodes) = 'array'),
  picture_hash TEXT CHECK (picture_hash IS NULL OR length(picture_hash) = 64),
  stock INTEGER,
  variant TEXT CHECK (variant IS NULL OR (json_valid(variant) AND json_type(variant, '$.style') = 'text')),
  popularity INTEGER NOT NULL CHECK (popularity >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX products_by_picture ON products (picture_hash) WHERE picture_hash IS NOT NULL;

CREATE TABLE categories (
  id TEXT PRIMARY KEY, name_ko TEXT NOT NULL, name_en TEXT NOT NULL, rank INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pictures (hash TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;

-- The one open cart. Its id becomes the order's.
CREATE TABLE open_cart (
  slot INTEGER PRIMARY KEY CHECK (slot = 1),
  order_id TEXT NOT NULL,
  lines TEXT NOT NULL,
  revision INTEGER NOT NULL,
  recent_changes TEXT NOT NULL
) STRICT;

CREATE TABLE order_numbers (business_day TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  order_id TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  running INTEGER NOT NULL,
  placed_at_ms INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  total_minor INTEGER NOT NULL,
  refunded_minor INTEGER NOT NULL DEFAULT 0,
  document TEXT NOT NULL,
  state TEXT NOT NULL,
  state_source TEXT NOT NULL CHECK (state_source IN ('terminal', 'central')),
  state_at_ms INTEGER NOT NULL,
  refusal TEXT
) STRICT;
CREATE INDEX orders_by_time ON orders (placed_at_ms DESC, order_id DESC);
CREATE INDEX orders_by_number ON orders (number, placed_at_ms DESC);
CREATE INDEX orders_by_running ON orders (running, placed_at_ms DESC);
CREATE INDEX orders_refused ON orders (placed_at_ms DESC) WHERE refusal IS NOT NULL;

CREATE TABLE cancellations (
  cancellation_id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (order_id),
  cancelled_at_ms INTEGER NOT NULL,
  refund_minor INTEGER NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE INDEX cancellations_by_order ON cancellations (order_id, cancelled_at_ms, cancellation_id);

CREATE TABLE card_attempts (
  attempt_id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('intent', 'authorised', 'declined', 'unknown')),
  authorisation TEXT,
  last4 TEXT,
  started_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX card_attempts_outstanding ON card_attempts (started_at_ms) WHERE outcome IN ('intent', 'unknown');

-- Facts for the central store, in the order they happened, never changed; only their delivery is noted.
CREATE TABLE outbox (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  body TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  wall_ms INTEGER NOT NULL,
  boot_id TEXT NOT NULL,
  monotonic_ms INTEGER NOT NULL,
  acknowledged_at_ms INTEGER,
  verdict TEXT,
  PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_waiting ON outbox (epoch, seq) WHERE acknowledged_at_ms IS NULL;
CREATE INDEX outbox_done ON outbox (acknowledged_at_ms) WHERE acknowledged_at_ms IS NOT NULL;

CREATE TABLE print_jobs (
  job_id TEXT PRIMARY KEY,
  order_id TEXT,
  label TEXT NOT NULL,
  document TEXT NOT NULL,
  paper TEXT NOT NULL CHECK (paper IN ('58', '80')),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'printed', 'failed', 'skipped')),
  attempts INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX print_jobs_pending ON print_jobs (created_at_ms, job_id) WHERE state IN ('waiting', 'failed');
CREATE INDEX print_jobs_done ON print_jobs (created_at_ms) WHERE state IN ('printed', 'skipped');
CREATE INDEX print_jobs_by_order ON print_jobs (order_id, created_at_ms DESC, job_id DESC);
`,
}
