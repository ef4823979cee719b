-- What counts for the weight of an account in the next draw of a campaign. A week in which it lost twice counts once.
CREATE TABLE campaign_weight (
  campaign_id TEXT NOT NULL,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  week INTEGER NOT NULL,
  drawn_at_ms INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, account, kind, week)
) WITHOUT ROWID;
CREATE INDEX campaign_weight_by_account ON campaign_weight (account);
CREATE INDEX campaign_weight_by_time ON campaign_weight (drawn_at_ms);

-- What came of a draw of a campaign, once it is over.
CREATE TABLE campaign_draw (
  sale_id TEXT PRIMARY KEY,
  registered INTEGER NOT NULL,
  eligible INTEGER NOT NULL,
  called INTEGER NOT NULL,
  sold INTEGER NOT NULL,
  carried INTEGER NOT NULL DEFAULT 0,
  by_weight TEXT NOT NULL
) WITHOUT ROWID;
