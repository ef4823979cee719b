-- Reports of the public that wait for their case, since about names that begin alike an hour opens no more. `network` is a keyed hash
-- of the block of addresses that the report came from: those of each network have their turn.
CREATE TABLE waiting_report (
  report_id TEXT PRIMARY KEY,
  pattern TEXT NOT NULL,
  network TEXT NOT NULL,
  report TEXT NOT NULL,
  at_ms INTEGER NOT NULL
);
CREATE INDEX waiting_report_by_network ON waiting_report (pattern, network, at_ms);
CREATE INDEX waiting_report_by_age ON waiting_report (at_ms);

-- Contacts that a waiting report names, as cases keep them.
CREATE TABLE waiting_contact (
  report_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  pseudonym TEXT NOT NULL,
  PRIMARY KEY (report_id, kind, pseudonym)
);
CREATE INDEX waiting_contact_by_pseudonym ON waiting_contact (pseudonym);
