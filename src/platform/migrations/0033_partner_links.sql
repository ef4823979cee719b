-- A partner is found by the code of its own address; the registry is read as documents.
CREATE INDEX partner_link ON partner (document ->> '$.linkCode') WHERE document ->> '$.linkCode' IS NOT NULL;
