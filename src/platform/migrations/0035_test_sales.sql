-- Sales to integrate by: they are listed for staff and for erasures, and counted nowhere.
ALTER TABLE sale ADD COLUMN is_test INTEGER NOT NULL DEFAULT 0;
