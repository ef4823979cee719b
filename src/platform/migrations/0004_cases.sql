-- Shops that may pose as a brand, one case for each host or marketplace page. What the columns say follows from the events,
-- from the reports and from the latest assessment; they are what lists are made by.
CREATE TABLE reseller_case (
  case_id TEXT PRIMARY KEY,
  subject TEXT NOT NULL UNIQUE,
  skeleton TEXT NOT NULL,
  brand TEXT,
  state TEXT NOT NULL,
  score REAL NOT NULL,
  assessment TEXT NOT NULL,
  confirmed_by TEXT NOT NULL,
  confirmed_at_ms INTEGER,
  assigned_to TEXT,
  reports INTEGER NOT NULL,
  objections INTEGER NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
);
CREATE INDEX reseller_case_queue ON reseller_case (state, score DESC, case_id DESC);
CREATE INDEX reseller_case_by_skeleton ON reseller_case (skeleton);
CREATE INDEX reseller_case_by_score ON reseller_case (score DESC, case_id DESC);

-- What buyers, sellers and staff said of a case, in their words. Nothing in it was fetched or checked.
CREATE TABLE case_report (
  report_id TEXT PRIMARY KEY,
  case_id TEXT,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  report TEXT NOT NULL,
  at_ms INTEGER NOT NULL
);
CREATE INDEX case_report_by_case ON case_report (case_id, at_ms);

-- Everything that staff did with cases, as one hash chain over all of them. Only ever added to.
CREATE TABLE case_event (
  seq INTEGER PRIMARY KEY,
  previous TEXT NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  case_id TEXT NOT NULL
);
CREATE INDEX case_event_by_case ON case_event (case_id, seq);
