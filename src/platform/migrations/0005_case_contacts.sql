-- Contacts and payees that reports named, as keyed hashes: enough to see that two shops show the same one.
CREATE TABLE case_contact (
  case_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  pseudonym TEXT NOT NULL,
  PRIMARY KEY (case_id, kind, pseudonym)
) WITHOUT ROWID;
CREATE INDEX case_contact_by_pseudonym ON case_contact (pseudonym);
