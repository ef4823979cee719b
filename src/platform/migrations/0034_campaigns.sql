-- What holds for all sales of a shop that name the campaign.
CREATE TABLE campaign (
  campaign_id TEXT PRIMARY KEY,
  shop TEXT NOT NULL,
  title TEXT NOT NULL,
  weight_max INTEGER NOT NULL,
  carry_registration INTEGER NOT NULL,
  one_per_person INTEGER NOT NULL,
  pepper_epoch TEXT NOT NULL,
  updated_at_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- Sales of one campaign, in their order, without asking the object of each.
ALTER TABLE sale ADD COLUMN campaign_id TEXT;
ALTER TABLE sale ADD COLUMN units INTEGER;
ALTER TABLE sale ADD COLUMN registration_closes_at_ms INTEGER;
CREATE INDEX sale_by_campaign ON sale (campaign_id, opens_at_ms) WHERE campaign_id IS NOT NULL;
