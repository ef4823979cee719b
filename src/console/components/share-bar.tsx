import { share } from "../charts/share.ts";
import { countWords } from "../words/count.ts";

/** A part of a whole as a bar, and in words below it. */
export const ShareBar = ({ part, whole }: { readonly part: number; readonly whole: number }) => (
  <>
    <svg class="bar-track" aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="3" />
      <rect class="stock-sold" width={share(part, whole)} height="100%" rx="3" />
    </svg>
    <span class="soft small">
      {share(part, whole)} of {countWords(whole)}
    </span>
  </>
);
