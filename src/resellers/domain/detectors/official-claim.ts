import { latinReading } from "../words/fold.ts";
import { defineDetector } from "./detector.ts";

/** A report's text is read up to here. */
const TEXT_CHARS_MAX = 20_000;

/** The page says that it is the brand, or sells for it. */
export const officialClaim = defineDetector({
  id: "official-claim",
  title: "The page claims to be official",
  signs: ["claim"],
  detect: ({ listing }, brand) => {
    if (!listing.text) return [];
    const text = plain(listing.text.slice(0, TEXT_CHARS_MAX));
    const claim = brand.profile.claims.find((sentence) => ` ${text} `.includes(` ${plain(sentence)} `));
    return claim === undefined ? [] : [{ sign: "claim", detail: `"${claim}"` }];
  },
});

/** Words only, so that case, punctuation, look-alike letters and line breaks make no difference. */
function plain(text: string): string {
  return latinReading(text.normalize("NFKC").toLowerCase())
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ");
}
