import { defineDetector } from "./detector.ts";

/** The brand's name drawn with other characters: letters of another script, digits, pairs such as `rn` for `m`. */
export const lookAlike = defineDetector({
  id: "look-alike",
  title: "The host looks like a name of the brand",
  signs: ["script", "digit", "shape"],
  detect: ({ mentions, host }) => {
    for (const sign of ["script", "digit", "shape"] as const) {
      const mention = mentions.find(({ form }) => form === sign);
      if (!mention) continue;
      const encoded = sign === "script" ? `, in DNS "${host.ascii}"` : "";
      return [{ sign, detail: `"${mention.seen}" looks like "${mention.name.text}"${encoded}` }];
    }
    return [];
  },
});
