/**
 * Keys, signatures, epochs that terminals begin by themselves, alarms, and what tells a restored database from one
 * that went on. Facts from before are given their kind and their sums, as far as they could be read.
 */
export const SIGNED = `
ALTER TABLE store ADD COLUMN commits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE store ADD COLUMN signing_seed BLOB;
ALTER TABLE store ADD COLUMN sealing_seed BLOB;

ALTER TABLE terminals ADD COLUMN signing_key TEXT;
ALTER TABLE terminals ADD COLUMN sealing_key TEXT;
ALTER TABLE terminals ADD COLUMN heard_at_ms INTEGER NOT NULL DEFAULT 0;
UPDATE terminals SET heard_at_ms = enrolled_at_ms;
CREATE INDEX terminals_by_heard ON terminals (heard_at_ms);

ALTER TABLE epochs ADD COLUMN signed_from_seq INTEGER;
ALTER TABLE epochs ADD COLUMN begun_at_ms INTEGER NOT NULL DEFAULT 0;

ALTER TABLE facts ADD COLUMN signature TEXT NOT NULL DEFAULT '';
ALTER TABLE facts ADD COLUMN kind TEXT;
ALTER TABLE facts ADD COLUMN subject_id TEXT;
ALTER TABLE facts ADD COLUMN business_day TEXT;
ALTER TABLE facts ADD COLUMN amount_minor INTEGER;
UPDATE facts SET
  kind = json_extract(body, '$.kind'),
  subject_id = coalesce(json_extract(body, '$.order.orderId'), json_extract(body, '$.cancellation.cancellationId')),
  business_day = coalesce(
    json_extract(body, '$.order.businessDay'), json_extract(body, '$.cancellation.businessDay')),
  amount_minor = coalesce(json_extract(body, '$.order.totalMinor'), json_extract(body, '$.cancellation.refundMinor'))
WHERE json_valid(body) AND coalesce(code, '') NOT IN ('fact.body_malformed', 'fact.kind_unknown')
  AND NOT (coalesce(code, '') = 'fact.hash_wrong' AND coalesce(details, '') LIKE '%body%');
CREATE INDEX facts_by_day ON facts (terminal_id, business_day, kind, subject_id, amount_minor)
  WHERE amount_minor IS NOT NULL;
CREATE INDEX facts_refused ON facts (code, terminal_id, epoch, seq) WHERE code IS NOT NULL;

CREATE TABLE paper_orders (
  order_id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  carried_by TEXT NOT NULL,
  carried_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE alarms (
  alarm_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  details TEXT NOT NULL,
  body TEXT,
  at_ms INTEGER NOT NULL,
  settled_at_ms INTEGER,
  UNIQUE (kind, terminal_id, epoch, seq, business_day, details)
) STRICT;
CREATE INDEX alarms_open ON alarms (kind, terminal_id, epoch, seq) WHERE settled_at_ms IS NULL;
INSERT INTO alarms (kind, terminal_id, epoch, seq, business_day, details, body, at_ms)
  SELECT 'same_place_other_body', terminal_id, epoch, seq, '', json_object('bodyHash', body_hash), body, received_at_ms
  FROM fact_alarms ORDER BY received_at_ms;
DROP TABLE fact_alarms;
`
