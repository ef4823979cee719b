export type WebhookKey = { readonly shop: string; readonly webhookId: string };

/** What a secret is derived from, beside a key of the deployment. */
export type SecretName = {
  readonly kid: string;
  readonly nonce: string;
  readonly createdAtMs: number;
  /** It signs until then; absent of the latest. */
  readonly expiresAtMs?: number | undefined;
};

/** Where a shop wants to be told of what. */
export type StoredWebhook = WebhookKey & {
  readonly url: string;
  /** Types of events, and families of them such as `hold.*`. */
  readonly events: readonly string[];
  readonly state: "enabled" | "disabled";
  readonly disabledBecause?: DisabledBecause | undefined;
  /** The latest first. */
  readonly secrets: readonly SecretName[];
  /** Times in a row that it did not answer. */
  readonly timeouts: number;
  /** Nothing is sent before. */
  readonly restsUntilMs: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
};

/** Its shop switched it off, or it answered 410. */
export type DisabledBecause = "shop" | "gone";

type Row = {
  shop: string;
  webhook_id: string;
  url: string;
  events: string;
  state: StoredWebhook["state"];
  disabled_because: DisabledBecause | null;
  secrets: string;
  timeouts: number;
  rests_until_ms: number;
  created_at_ms: number;
  updated_at_ms: number;
};

export async function findWebhook(db: D1Database, { shop, webhookId }: WebhookKey): Promise<StoredWebhook | undefined> {
  const row = await db
    .prepare("SELECT * FROM webhook WHERE shop = ? AND webhook_id = ?")
    .bind(shop, webhookId)
    .first<Row>();
  return row === null ? undefined : webhookOf(row);
}

/** Webhooks in the order of their names; of one shop, or of all. */
export async function listWebhooks(db: D1Database, shop: string | undefined): Promise<StoredWebhook[]> {
  const { results } = await db
    .prepare("SELECT * FROM webhook WHERE ?1 IS NULL OR shop = ?1 ORDER BY shop, webhook_id")
    .bind(shop ?? null)
    .all<Row>();
  return results.map(webhookOf);
}

/** Makes a webhook, or puts it in the place of the one that has its name. */
export function writeWebhook(db: D1Database, webhook: StoredWebhook): D1PreparedStatement {
  const { shop, webhookId, url, events, state, disabledBecause, secrets } = webhook;
  return db
    .prepare("INSERT OR REPLACE INTO webhook VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    .bind(
      ...[shop, webhookId, url, JSON.stringify(events), state, disabledBecause ?? null, JSON.stringify(secrets)],
      ...[webhook.timeouts, webhook.restsUntilMs, webhook.createdAtMs, webhook.updatedAtMs],
    );
}

/** Deletes a webhook and everything that was to be delivered to it. */
export function deleteWebhook(db: D1Database, { shop, webhookId }: WebhookKey): D1PreparedStatement[] {
  return ["webhook_delivery", "webhook"].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE shop = ? AND webhook_id = ?`).bind(shop, webhookId),
  );
}

/** It answered, or it did not in time: then it rests. */
export function noteTimeouts(
  db: D1Database,
  { shop, webhookId }: WebhookKey,
  { timeouts, restsUntilMs }: Pick<StoredWebhook, "timeouts" | "restsUntilMs">,
): D1PreparedStatement {
  return db
    .prepare("UPDATE webhook SET timeouts = ?, rests_until_ms = ? WHERE shop = ? AND webhook_id = ?")
    .bind(timeouts, restsUntilMs, shop, webhookId);
}

/** It said that it is gone for good. */
export function disableGone(db: D1Database, { shop, webhookId }: WebhookKey, nowMs: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE webhook SET state = 'disabled', disabled_because = 'gone', updated_at_ms = ? WHERE shop = ? AND webhook_id = ?`,
    )
    .bind(nowMs, shop, webhookId);
}

function webhookOf(row: Row): StoredWebhook {
  const { webhook_id: webhookId, disabled_because: because, rests_until_ms: restsUntilMs } = row;
  return {
    shop: row.shop,
    webhookId,
    url: row.url,
    events: JSON.parse(row.events),
    state: row.state,
    disabledBecause: because ?? undefined,
    secrets: JSON.parse(row.secrets),
    timeouts: row.timeouts,
    restsUntilMs,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}
