-- Since when a case waits for a decision; the group of cases that it belongs to, called by the id of its oldest case; the
-- days on which it was reported, and how many such days its whole group has, which is its reach.
ALTER TABLE reseller_case ADD COLUMN waiting_since_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reseller_case ADD COLUMN group_id TEXT NOT NULL DEFAULT '';
ALTER TABLE reseller_case ADD COLUMN report_days INTEGER NOT NULL DEFAULT 1;
ALTER TABLE reseller_case ADD COLUMN last_report_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reseller_case ADD COLUMN reach INTEGER NOT NULL DEFAULT 1;
UPDATE reseller_case SET
  waiting_since_ms = opened_at_ms,
  group_id = (SELECT MIN(other.case_id) FROM reseller_case AS other WHERE other.skeleton = reseller_case.skeleton),
  report_days = MAX(1, (SELECT COUNT(DISTINCT at_ms / 86400000) FROM case_report
    WHERE case_report.case_id = reseller_case.case_id AND kind = 'suspicion')),
  last_report_day = COALESCE((SELECT MAX(at_ms / 86400000) FROM case_report
    WHERE case_report.case_id = reseller_case.case_id AND kind = 'suspicion'), 0);
UPDATE reseller_case SET reach =
  (SELECT SUM(other.report_days) FROM reseller_case AS other WHERE other.group_id = reseller_case.group_id);
CREATE INDEX reseller_case_by_reach ON reseller_case (reach DESC, case_id DESC);
CREATE INDEX reseller_case_by_age ON reseller_case (waiting_since_ms, case_id);
CREATE INDEX reseller_case_by_group ON reseller_case (group_id);
CREATE INDEX reseller_case_by_person ON reseller_case (assigned_to);

-- What was done to several cases at once, so that it can be undone at once.
ALTER TABLE case_event ADD COLUMN batch_id TEXT;
CREATE INDEX case_event_by_batch ON case_event (batch_id);

-- Settings of the detectors as staff published or proposed them, each text by its hash.
CREATE TABLE reseller_settings (
  hash TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  stored_at_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- Who proposed and published settings, and why, as one hash chain. What is live follows from it. Only ever added to.
CREATE TABLE reseller_settings_event (
  seq INTEGER PRIMARY KEY,
  previous TEXT NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL
);
