-- What staff said of clusters, as one hash chain. Names people of the staff and no buyer: whom a cut is about stands in
-- cluster_cut alone, so that it can be forgotten. Only ever added to.
CREATE TABLE cluster_event (
  seq INTEGER PRIMARY KEY,
  previous TEXT NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL
);

-- Pairs of accounts that staff say are different people, whatever they share; the first of a pair is the smaller text. `seq`
-- is the event that changed the row last, so that a sale can ask for what it does not know yet.
CREATE TABLE cluster_cut (
  account TEXT NOT NULL,
  other TEXT NOT NULL,
  cut_id TEXT NOT NULL UNIQUE,
  shop TEXT NOT NULL,
  kinds TEXT NOT NULL,
  in_force INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (account, other)
) WITHOUT ROWID;
CREATE INDEX cluster_cut_by_shop ON cluster_cut (shop, seq);
