/**
 * Why an alarm was settled, who closed it, and everything that ever became of it; how far each terminal counts its
 * requests for comparison, so that an older one that comes late is known.
 */
export const ALARMS_TOLD = `
ALTER TABLE alarms ADD COLUMN settled_why TEXT;
ALTER TABLE alarms ADD COLUMN closed_at_ms INTEGER;
ALTER TABLE alarms ADD COLUMN opened_at_ms INTEGER;
UPDATE alarms SET opened_at_ms = at_ms;
CREATE INDEX alarms_of_places ON alarms (terminal_id, epoch, kind) WHERE epoch > 0;

CREATE TABLE alarm_history (
  event_id INTEGER PRIMARY KEY,
  alarm_id INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('settled', 'opened', 'closed')),
  by_whom TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;
CREATE INDEX alarm_history_by_alarm ON alarm_history (alarm_id, event_id);
INSERT INTO alarm_history (alarm_id, at_ms, what, by_whom, why)
  SELECT alarm_id, settled_at_ms, 'settled', '', '' FROM alarms WHERE settled_at_ms IS NOT NULL ORDER BY settled_at_ms;
CREATE TRIGGER alarm_history_changes_nothing BEFORE UPDATE ON alarm_history
  BEGIN SELECT RAISE(ABORT, 'the history of alarms is appended to only'); END;
CREATE TRIGGER alarm_history_loses_nothing BEFORE DELETE ON alarm_history
  BEGIN SELECT RAISE(ABORT, 'the history of alarms is appended to only'); END;
CREATE TRIGGER alarm_settled AFTER UPDATE OF settled_at_ms ON alarms
  WHEN OLD.settled_at_ms IS NULL AND NEW.settled_at_ms IS NOT NULL BEGIN
  INSERT INTO alarm_history (alarm_id, at_ms, what, by_whom, why)
    VALUES (NEW.alarm_id, NEW.settled_at_ms, 'settled', '', coalesce(NEW.settled_why, ''));
END;
CREATE TRIGGER alarm_opened AFTER UPDATE OF settled_at_ms ON alarms
  WHEN OLD.settled_at_ms IS NOT NULL AND NEW.settled_at_ms IS NULL BEGIN
  INSERT INTO alarm_history (alarm_id, at_ms, what, by_whom, why)
    VALUES (NEW.alarm_id, coalesce(NEW.opened_at_ms, NEW.at_ms), 'opened', '', '');
END;

CREATE TABLE control_numbers (
  terminal_id TEXT PRIMARY KEY,
  newest INTEGER NOT NULL
) STRICT;
`
