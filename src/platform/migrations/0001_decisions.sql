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
CREATE INDEX decision_by_time ON decision (at_ms DESC, decision_id DESC);
CREATE INDEX decision_by_sale ON decision (sale_id, at_ms DESC, decision_id DESC);

-- Which sales exist, for lists. The Sale object is the truth about a sale; a row here may lag behind it.
CREATE TABLE sale (
  sale_id TEXT PRIMARY KEY,
  shop TEXT NOT NULL,
  title TEXT NOT NULL,
  opens_at_ms INTEGER NOT NULL,
  closes_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
);

-- What staff did to sales, written before it is done. Names people of the staff, never buyers.
CREATE TABLE staff_action (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  sub TEXT NOT NULL,
  email TEXT NOT NULL,
  action TEXT NOT NULL,
  sale_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  request_id TEXT NOT NULL
);
