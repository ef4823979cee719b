import type { ChainEntry } from "../../../domain/hash-chain.ts";
import type { SettingsEvent } from "./settings-event.ts";

/** Settings that wait for a second person. Their id is the place of their event in the history. */
export type SettingsProposal = { readonly id: number } & Extract<SettingsEvent, { kind: "proposed" }>;

/** What follows from the history. A publication ends every proposal: what they would do was judged against others. */
export type SettingsState = { readonly liveHash: string; readonly proposals: readonly SettingsProposal[] };

/** @param shippedHash the settings of the bundle, which are live until others are published */
export function settingsState(history: Iterable<ChainEntry<SettingsEvent>>, shippedHash: string): SettingsState {
  let liveHash = shippedHash;
  let proposals: readonly SettingsProposal[] = [];
  for (const { seq, body } of history) {
    switch (body.kind) {
      case "proposed":
        proposals = [...proposals.filter(({ hash }) => hash !== body.hash), { id: seq, ...body }];
        break;
      case "withdrawn":
        proposals = proposals.filter(({ id }) => id !== body.proposal);
        break;
      case "published":
        liveHash = body.hash;
        proposals = [];
    }
  }
  return { liveHash, proposals };
}
