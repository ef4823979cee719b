import { TYPO_KINDS } from "../brand/typo-variants.ts";
import { defineDetector } from "./detector.ts";

/** Slips of names shorter than this are words of their own too often, so all of their kinds share one lower weight. */
const LONG_NAME_CHARS_MIN = 6;

const KINDS = [...TYPO_KINDS, "hyphenation", "two-slips"] as const;

/** The brand's name with one slip in it, or spread over hyphens. */
export const typo = defineDetector({
  id: "typo",
  title: "The host carries a misspelt name of the brand",
  signs: [...KINDS, "short-name"],
  detect: ({ mentions }) => {
    for (const { form, name, seen } of mentions) {
      const kind = KINDS.find((one) => one === form);
      if (kind === undefined) continue;
      // Spread over hyphens no letter differs; a name that is a word of its own is two of them as often.
      const isShort = kind === "hyphenation" ? name.strength === "short" : name.text.length < LONG_NAME_CHARS_MIN;
      const sign = isShort ? "short-name" : kind;
      return [{ sign, detail: `"${seen}" for "${name.text}" (${kind})` }];
    }
    return [];
  },
});
