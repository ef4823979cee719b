import type { Verdict } from "../../domain/decision/decision.ts";
import { VERDICT_WORDS } from "../verdict-words.ts";

/** A verdict in words, on its colour. */
export const VerdictBadge = ({ verdict }: { readonly verdict: Verdict }) => (
  <span class={`badge badge-${verdict}`}>{VERDICT_WORDS[verdict]}</span>
);
