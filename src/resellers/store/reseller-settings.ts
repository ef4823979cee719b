import type { ChainEntry } from "../../domain/hash-chain.ts";
import { ok, type Result } from "../../domain/result.ts";
import {
  type Append,
  appendDecided,
  chainEntries,
  chainEntryOf,
  chainIn,
  type EntryRow,
} from "../../platform/chain.ts";
import type { SettingsEvent } from "../domain/settings-history/settings-publication.ts";

const SETTINGS_CHAIN = chainIn<SettingsEvent>("reseller_settings_event");

/** Who proposed, published and withdrew settings, in order. */
export async function settingsHistory(db: D1Database): Promise<ChainEntry<SettingsEvent>[]> {
  return await chainEntries(db, SETTINGS_CHAIN);
}

/** The text of settings that were published or proposed here. */
export async function findSettings(db: D1Database, hash: string): Promise<string | undefined> {
  const row = await db
    .prepare("SELECT text FROM reseller_settings WHERE hash = ?")
    .bind(hash)
    .first<{ text: string }>();
  return row?.text;
}

/** An event, and the texts by their hashes that it and what it replaces are about. */
export type SettingsAppend = { readonly event: SettingsEvent; readonly texts: { readonly [hash: string]: string } };

/**
 * Adds what `decide` makes of the history behind it, with its texts, in one transaction.
 * @param decide is asked again where another event came meanwhile
 */
export async function appendSettingsEvent<Refusal>(
  db: D1Database,
  decide: (history: readonly ChainEntry<SettingsEvent>[]) => Result<SettingsAppend, Refusal>,
): Promise<Result<ChainEntry<SettingsEvent>, Refusal | { readonly kind: "busy" }>> {
  const appended = await appendDecided(db, SETTINGS_CHAIN, {
    reads: [db.prepare(`SELECT seq, previous, body, hash FROM ${SETTINGS_CHAIN.table} ORDER BY seq`)],
    decide: ([rows]: readonly D1Result<EntryRow>[]): Result<Append<SettingsEvent>, Refusal> => {
      const decided = decide((rows?.results ?? []).map((row) => chainEntryOf(SETTINGS_CHAIN, row)));
      if (!decided.ok) return decided;
      const { event, texts } = decided.value;
      const kept = db
        .prepare(
          `INSERT INTO reseller_settings (hash, text, stored_at_ms)
           SELECT key, value, ?2 FROM json_each(?1) WHERE TRUE ON CONFLICT (hash) DO NOTHING`,
        )
        .bind(JSON.stringify(texts), event.atMs);
      return ok({ bodies: [event], also: () => [kept] });
    },
  });
  return appended.ok ? ok(appended.value.entries[0]) : appended;
}
