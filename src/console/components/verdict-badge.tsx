import { VERDICT_WORDS, type Verdict } from "../verdict.ts";

export const VerdictBadge = ({ verdict }: { readonly verdict: Verdict }) => (
  <span class={`badge badge-${verdict}`}>{VERDICT_WORDS[verdict]}</span>
);
