-- Decisions exported from Sale objects: pseudonyms and signals only. Lists, search, replay and the console read them here.
CREATE TABLE decision (
  decision_id TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL,
  shop TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  reasons TEXT NOT NULL,
  policy_hash TEXT NOT NULL,
  record TEXT NOT NULL,
  exported_at_ms INTEGER NOT NULL
);
CREATE INDEX decision_by_sale ON decision (sale_id, at_ms DESC);

-- Which sales exist, for lists. The Sale object is the truth about a sale; a row here may lag behind it.
CREATE TABLE sale (
  sale_id TEXT PRIMARY KEY,
  shop TEXT NOT NULL,
  title TEXT NOT NULL,
  opens_at_ms INTEGER NOT NULL,
  closes_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
);
