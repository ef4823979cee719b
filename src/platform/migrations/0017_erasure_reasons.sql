-- Who of the staff had somebody forgotten, and the reason that was given for it: on the page of the console, which asks for one.
ALTER TABLE erasure ADD COLUMN email TEXT;
ALTER TABLE erasure ADD COLUMN reason TEXT;
UPDATE erasure SET (email, reason) = (
  SELECT said.email, said.reason FROM staff_action AS said
  WHERE said.action = 'erase' AND said.at_ms = erasure.at_ms AND 'staff/' || said.sub = erasure.source
);
DELETE FROM staff_action WHERE action = 'erase';
