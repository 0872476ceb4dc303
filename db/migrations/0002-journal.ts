/**
 * Facts become a journal of their own that nothing ever changes or deletes; the outbox keeps only their delivery.
 * Facts written before this version have no signature.
 */
export const journal = {
  version: 2,
  sql: `
CREATE TABLE journal (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  business_day TEXT NOT NULL,
  body TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  wall_ms INTEGER NOT NULL,
  boot_id TEXT NOT NULL,
  monotonic_ms INTEGER NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (epoch, seq)
) STRICT;
INSERT INTO journal
  SELECT epoch, seq, kind, subject_id,
    coalesce(body ->> '$.order.businessDay', body ->> '$.cancellation.businessDay', ''),
    body, body_hash, previous_hash, wall_ms, boot_id, monotonic_ms, ''
  FROM outbox ORDER BY epoch, seq;
CREATE INDEX journal_by_day ON journal (business_day, epoch, seq);
CREATE INDEX journal_by_subject ON journal (subject_id, kind, epoch, seq);
CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_changes_nothing BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE deliveries (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  acknowledged_at_ms INTEGER,
  verdict TEXT,
  PRIMARY KEY (epoch, seq),
  FOREIGN KEY (epoch, seq) REFERENCES journal (epoch, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO deliveries SELECT epoch, seq, acknowledged_at_ms, verdict FROM outbox;
DROP TABLE outbox;
ALTER TABLE deliveries RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (epoch, seq) WHERE acknowledged_at_ms IS NULL;
`,
}
