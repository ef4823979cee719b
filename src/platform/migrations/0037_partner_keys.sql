-- Keys of partners, for the tablet of a store: hashes alone, so that this table opens nothing.
CREATE TABLE partner_key (
  key_hash TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER
) WITHOUT ROWID;
CREATE INDEX partner_key_partner ON partner_key (partner_id, made_at_ms);
-- What staff did with the keys of a partner names the partner, and no sale.
ALTER TABLE staff_action ADD COLUMN partner TEXT;
