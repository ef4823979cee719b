-- Who of the staff had somebody forgotten, and the reason that was given for it: on the page of the console, which asks for one.
-- The names of the columns are none that the build before reads of a table that it joins.
ALTER TABLE erasure ADD COLUMN staff_email TEXT;
ALTER TABLE erasure ADD COLUMN why TEXT;
UPDATE erasure SET (staff_email, why) = (
  SELECT said.email, said.reason FROM staff_action AS said
  WHERE said.action = 'erase' AND said.at_ms = erasure.at_ms AND 'staff/' || said.sub = erasure.source
);
DELETE FROM staff_action WHERE action = 'erase';
