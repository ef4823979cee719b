import { latinLabel } from "../words/fold.ts";
import { defineDetector } from "./detector.ts";

/** The brand's name drawn with other characters: letters of another script, digits, pairs such as `rn` for `m`. */
export const lookAlike = defineDetector({
  id: "look-alike",
  title: "The host looks like a name of the brand",
  signs: ["script", "script-short", "digit", "shape"],
  detect: ({ mentions, host }) => {
    for (const form of ["script", "digit", "shape"] as const) {
      const mention = mentions.find((each) => each.form === form);
      if (!mention) continue;
      const isShort = mention.name.strength === "short" && form !== "digit";
      const sign = isShort ? "script-short" : form;
      const encoded = form === "script" ? `, in DNS "${host.ascii}"` : "";
      return [{ sign, detail: `"${mention.seen}" looks like "${mention.name.text}"${encoded}` }];
    }
    const mixed = mentions.map(({ labelAt }) => host.labels[labelAt] ?? "").find(mixesScripts);
    return mixed === undefined
      ? []
      : [{ sign: "script-short", detail: `"${mixed}" mixes letters of two scripts, in DNS "${host.ascii}"` }];
  },
});

/** Letters of another script among Latin ones, all of which are read as Latin. */
function mixesScripts(label: string): boolean {
  return /(?!\p{sc=Latin})\p{L}/u.test(label) && /[a-z]/.test(label) && /^[a-z0-9_-]+$/.test(latinLabel(label));
}
