-- Where shops want to be told of events. A secret is derived from a key of the deployment and the nonce in `secrets`, so that this
-- table gives nothing away that signs.
CREATE TABLE webhook (
  shop TEXT NOT NULL,
  webhook_id TEXT NOT NULL,
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled')),
  disabled_because TEXT,
  secrets TEXT NOT NULL,
  timeouts INTEGER NOT NULL DEFAULT 0,
  rests_until_ms INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (shop, webhook_id)
) WITHOUT ROWID;
-- One event on its way to one webhook. The queue carries its name alone: this row says whether it is still to be delivered.
CREATE TABLE webhook_delivery (
  shop TEXT NOT NULL,
  webhook_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  event_at_ms INTEGER NOT NULL,
  body TEXT NOT NULL,
  -- waiting, delivered, failed or cancelled
  state TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  last_tries TEXT NOT NULL DEFAULT '[]',
  due_at_ms INTEGER NOT NULL,
  queued_at_ms INTEGER NOT NULL,
  leased_until_ms INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (shop, webhook_id, event_id)
) WITHOUT ROWID;
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at_ms) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_failed ON webhook_delivery (event_at_ms) WHERE state = 'failed';
CREATE INDEX webhook_delivery_latest ON webhook_delivery (shop, webhook_id, event_at_ms, event_id);
CREATE INDEX webhook_delivery_age ON webhook_delivery (event_at_ms);
-- Calls that changed a webhook, so that a repeat under the same key gets the same answer. A secret in it is a name, as above.
CREATE TABLE webhook_call (
  call TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  answer TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
