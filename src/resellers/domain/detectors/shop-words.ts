import { HOST_WORD_KINDS } from "../words/vocabulary.ts";
import { defineDetector } from "./detector.ts";

/** Words around the name that say: bought here, official, sign in, in this country, this product. */
export const shopWords = defineDetector({
  id: "shop-words",
  title: "Words of a shop stand beside the name",
  signs: [...HOST_WORD_KINDS, "product"],
  detect: ({ mentions, words }) => {
    if (mentions.length === 0) return [];
    return [...HOST_WORD_KINDS, "product" as const].flatMap((sign) => {
      const ofKind = words.filter(({ kind }) => kind === sign).map(({ text }) => `"${text}"`);
      return ofKind.length > 0 ? [{ sign, detail: ofKind.join(", ") }] : [];
    });
  },
});
