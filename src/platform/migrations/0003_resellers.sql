-- Partners whom the brand has authorised, as the registry is now.
CREATE TABLE partner (
  partner_id TEXT PRIMARY KEY,
  document TEXT NOT NULL
) WITHOUT ROWID;

-- Every import of the registry, and who made it. The latest version is what an isolate compares its own copy with.
CREATE TABLE registry_version (
  version INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  sub TEXT NOT NULL,
  email TEXT NOT NULL,
  request_id TEXT NOT NULL,
  partners INTEGER NOT NULL
);

-- What each import did to each partner that it touched. Who came has no document before, who left has none after.
CREATE TABLE partner_change (
  version INTEGER NOT NULL,
  partner_id TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (version, partner_id)
) WITHOUT ROWID;
