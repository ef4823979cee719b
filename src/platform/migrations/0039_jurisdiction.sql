-- In which jurisdiction the objects of a sale are; empty where in none. Those of another one are not found by their names.
ALTER TABLE sale ADD COLUMN jurisdiction TEXT NOT NULL DEFAULT '';
