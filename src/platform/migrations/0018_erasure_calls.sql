-- Calls that had somebody forgotten, so that a repeat under the same key gets the same answer. Both hashes are made with the key
-- of the call, which stands nowhere: without it nobody can try identifiers. The answer is null until the erasure has come to its end.
CREATE TABLE erasure_call (
  call TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  erasure_id TEXT NOT NULL,
  answer TEXT,
  recorded_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
