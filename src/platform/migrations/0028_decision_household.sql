-- The exact key of the delivery address, so that staff find what was ordered to it.
ALTER TABLE decision_key ADD COLUMN household TEXT;
CREATE INDEX decision_key_by_household ON decision_key (household) WHERE household IS NOT NULL;
