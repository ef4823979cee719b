-- Pictures that staff attached to cases, cleaned of everything that is no pixel, as base64: D1 hands bytes back as lists of
-- numbers, which are three times as long. What was taken out leaves no row; the history of the case says that it was there.
CREATE TABLE case_attachment (
  attachment_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  media_type TEXT NOT NULL,
  width_pixels INTEGER NOT NULL,
  height_pixels INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  uploaded_sha256 TEXT NOT NULL,
  caption TEXT NOT NULL,
  added_at_ms INTEGER NOT NULL,
  added_by TEXT NOT NULL,
  picture TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX case_attachment_by_case ON case_attachment (case_id, added_at_ms);

-- Numbers of goods and orders that shops said they delivered, as keyed hashes, and the decisions that they were sold by.
CREATE TABLE delivery (
  pseudonym TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  PRIMARY KEY (pseudonym, decision_id)
) WITHOUT ROWID;

-- Calls that said so, as keyed hashes, so that a repeat is known.
CREATE TABLE delivery_call (
  call TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- Purchases that numbers on a listing led to. The number itself is not kept.
CREATE TABLE case_purchase (
  case_id TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  clue TEXT NOT NULL,
  account TEXT NOT NULL,
  traced_at_ms INTEGER NOT NULL,
  PRIMARY KEY (case_id, decision_id)
) WITHOUT ROWID;
CREATE INDEX case_purchase_by_decision ON case_purchase (decision_id);
CREATE INDEX case_purchase_by_account ON case_purchase (account);

-- Who the seller of a case is, as the keys that its checkouts would have at each shop.
CREATE TABLE case_identity (
  case_id TEXT NOT NULL,
  pseudonym TEXT NOT NULL,
  kind TEXT NOT NULL,
  shop TEXT NOT NULL,
  added_at_ms INTEGER NOT NULL,
  PRIMARY KEY (case_id, pseudonym)
) WITHOUT ROWID;
CREATE INDEX case_identity_by_pseudonym ON case_identity (pseudonym);
