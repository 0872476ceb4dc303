/**
 * Which catalogue versions were never given out, whether this database is a copy that was made to be kept, and when a
 * terminal was last believed that the store was put back.
 */
export const VERSIONS = `
CREATE TABLE version_gaps (
  after_version INTEGER PRIMARY KEY,
  before_version INTEGER NOT NULL
) STRICT;
INSERT OR IGNORE INTO version_gaps (after_version, before_version)
  SELECT details ->> '$.lostAfterVersion', details ->> '$.lostBeforeVersion' FROM alarms
  WHERE kind = 'restored' AND details ->> '$.lostAfterVersion' < details ->> '$.lostBeforeVersion'
  ORDER BY alarm_id;

ALTER TABLE store ADD COLUMN is_copy INTEGER NOT NULL DEFAULT 0;
ALTER TABLE terminals ADD COLUMN believed_at_ms INTEGER NOT NULL DEFAULT 0;
`
