import { type ChainEntry, nextEntry } from "../../domain/hash-chain.ts";
import type { SettingsEvent } from "../domain/settings-history/settings-event.ts";

type EventRow = { readonly seq: number; readonly previous: string; readonly body: string; readonly hash: string };

/** Who proposed, published and withdrew settings, in order. */
export async function settingsHistory(db: D1Database): Promise<ChainEntry<SettingsEvent>[]> {
  const { results } = await db.prepare("SELECT * FROM reseller_settings_event ORDER BY seq").all<EventRow>();
  return results.map(({ body, ...entry }) => ({ ...entry, body: JSON.parse(body) }));
}

/** The text of settings that were published or proposed here. */
export async function findSettings(db: D1Database, hash: string): Promise<string | undefined> {
  const row = await db
    .prepare("SELECT text FROM reseller_settings WHERE hash = ?")
    .bind(hash)
    .first<{ text: string }>();
  return row?.text;
}

/**
 * Adds an event behind the last one, with the texts that it and what it replaces are about, in one transaction.
 * @returns the entry, or undefined where somebody else was quicker: nothing is written then
 */
export async function appendSettingsEvent(
  db: D1Database,
  last: ChainEntry<SettingsEvent> | undefined,
  { event, texts }: { readonly event: SettingsEvent; readonly texts: { readonly [hash: string]: string } },
): Promise<ChainEntry<SettingsEvent> | undefined> {
  const entry = nextEntry(last, event);
  const { seq, previous, body, hash } = entry;
  const [written] = await db.batch<{ readonly seq: number }>([
    db
      .prepare(
        `INSERT INTO reseller_settings_event (seq, previous, body, hash) VALUES (?, ?, ?, ?)
         ON CONFLICT (seq) DO NOTHING RETURNING seq`,
      )
      .bind(seq, previous, JSON.stringify(body), hash),
    db
      .prepare(
        `INSERT INTO reseller_settings (hash, text, stored_at_ms)
         SELECT key, value, ?2 FROM json_each(?1) WHERE TRUE ON CONFLICT (hash) DO NOTHING`,
      )
      .bind(JSON.stringify(texts), event.atMs),
  ]);
  return written?.results.length === 1 ? entry : undefined;
}
