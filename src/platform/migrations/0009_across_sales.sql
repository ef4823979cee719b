-- The pseudonyms that a person can name or that name a home, of each decision, so that everything about somebody is found
-- without reading every record.
CREATE TABLE decision_key (
  decision_id TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  account TEXT NOT NULL,
  device TEXT,
  payment TEXT,
  email TEXT,
  phone TEXT
) WITHOUT ROWID;
CREATE INDEX decision_key_by_time ON decision_key (at_ms);
CREATE INDEX decision_key_by_account ON decision_key (account);
CREATE INDEX decision_key_by_device ON decision_key (device) WHERE device IS NOT NULL;
CREATE INDEX decision_key_by_payment ON decision_key (payment) WHERE payment IS NOT NULL;
CREATE INDEX decision_key_by_email ON decision_key (email) WHERE email IS NOT NULL;
CREATE INDEX decision_key_by_phone ON decision_key (phone) WHERE phone IS NOT NULL;

-- Accounts that held units in some sale. A pseudonym belongs to one shop and one epoch, so each row does.
CREATE TABLE buyer (
  account TEXT PRIMARY KEY,
  created_hour INTEGER,
  last_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX buyer_by_time ON buyer (last_at_ms);

-- What they held them with, and how firmly that speaks for two accounts being one hand's.
CREATE TABLE buyer_link (
  link TEXT NOT NULL,
  account TEXT NOT NULL,
  weight REAL NOT NULL,
  last_at_ms INTEGER NOT NULL,
  PRIMARY KEY (link, account)
) WITHOUT ROWID;
CREATE INDEX buyer_link_by_account ON buyer_link (account);

-- Two accounts that belong together: by which kinds of links, how much these weigh, in which sale and when it was seen first.
-- Each pair stands here twice, once from either side.
CREATE TABLE buyer_edge (
  account TEXT NOT NULL,
  other TEXT NOT NULL,
  kinds TEXT NOT NULL,
  weight REAL NOT NULL,
  sale_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (account, other)
) WITHOUT ROWID;

-- Units that an account paid for in a sale that has ended.
CREATE TABLE buyer_purchase (
  account TEXT NOT NULL,
  sale_id TEXT NOT NULL,
  units INTEGER NOT NULL,
  PRIMARY KEY (account, sale_id)
) WITHOUT ROWID;

-- Units that all accounts together paid for in such a sale.
CREATE TABLE buyer_sale (
  sale_id TEXT PRIMARY KEY,
  shop TEXT NOT NULL,
  units INTEGER NOT NULL,
  ended_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX buyer_sale_by_shop ON buyer_sale (shop);
