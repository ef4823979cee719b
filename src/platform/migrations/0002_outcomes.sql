-- What was learned of a decision after it was made: labels for replay. Only ever added to. The key of a call is kept as a
-- keyed hash, so that a repeat is known; nothing here names a buyer.
CREATE TABLE outcome (
  call TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  source TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX outcome_by_decision ON outcome (decision_id, at_ms);
