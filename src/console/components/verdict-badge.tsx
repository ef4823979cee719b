import type { Verdict } from "../../domain/decision/decision.ts";
import { VERDICT_WORDS } from "../verdict-words.ts";

export const VerdictBadge = ({ verdict }: { readonly verdict: Verdict }) => (
  <span class={`badge badge-${verdict}`}>{VERDICT_WORDS[verdict]}</span>
);
