-- Texts that the records of a sale repeat: names of signals and features, what rules say. Numbers in a record stand for them.
CREATE TABLE record_word (
  sale_id TEXT NOT NULL,
  id INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (sale_id, id)
) WITHOUT ROWID;
