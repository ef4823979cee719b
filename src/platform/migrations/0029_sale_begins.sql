-- When anybody can first do something about a sale: register for it, or check out.
ALTER TABLE sale ADD COLUMN begins_at_ms INTEGER NOT NULL DEFAULT 0;
UPDATE sale SET begins_at_ms = opens_at_ms;
