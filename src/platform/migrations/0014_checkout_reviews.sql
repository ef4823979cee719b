-- What people of the staff said of checkouts that a policy left to them. `expires_at_ms` of an approval is what its sale
-- answered; without it the sale has not heard of the approval yet, and somebody must send it again.
CREATE TABLE checkout_review (
  decision_id TEXT PRIMARY KEY,
  resolution TEXT NOT NULL,
  rules TEXT NOT NULL,
  reason TEXT NOT NULL,
  email TEXT NOT NULL,
  decided_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER
) WITHOUT ROWID;

CREATE INDEX decision_to_review ON decision (at_ms, decision_id) WHERE verdict = 'review';
