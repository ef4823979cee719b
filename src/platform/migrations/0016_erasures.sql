-- How many decisions of a sale are no longer in the archive, because their time was over or somebody asked to be forgotten:
-- with them the figures of the sale still add up.
CREATE TABLE erased_decision (
  sale_id TEXT NOT NULL,
  verdict TEXT NOT NULL,
  decisions INTEGER NOT NULL,
  PRIMARY KEY (sale_id, verdict)
) WITHOUT ROWID;

-- That somebody was forgotten, at whose word and when, and how much was deleted. Nothing here says who it was.
CREATE TABLE erasure (
  erasure_id TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  sales INTEGER,
  deleted INTEGER,
  tombstones INTEGER
) WITHOUT ROWID;
