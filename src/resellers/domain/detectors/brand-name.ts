import { defineDetector } from "./detector.ts";

/** The brand's name, an alias or a sub-brand stands in the host as it is written. */
export const brandName = defineDetector({
  id: "brand-name",
  title: "The host carries a name of the brand",
  signs: ["distinctive", "word", "short"],
  detect: ({ mentions }) => {
    const exact = mentions.filter(({ form }) => form === "exact");
    for (const strength of ["distinctive", "word", "short"] as const) {
      const mention = exact.find(({ name }) => name.strength === strength);
      if (mention) return [{ sign: strength, detail: `${mention.name.kind} "${mention.name.text}"` }];
    }
    return [];
  },
});
