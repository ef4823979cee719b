import { latinLabel } from "../words/fold.ts";
import { defineDetector } from "./detector.ts";

/** The label that the brand registered itself, under a suffix where the brand owns nothing. */
export const suffixSwap = defineDetector({
  id: "suffix-swap",
  title: "The brand's own label under another suffix",
  signs: ["country", "generic"],
  detect: ({ host }, brand) => {
    const registered = host.labels.at(-1);
    if (registered === undefined || !brand.ownLabels.has(latinLabel(registered))) return [];
    const suffix = host.suffix.join(".");
    return [{ sign: suffixKind(host.suffix), detail: `"${registered}" under ".${suffix}"` }];
  },
});

/** Country suffixes are those of two letters, and the internationalised ones, which are given to countries only. */
function suffixKind(suffix: readonly string[]): "country" | "generic" {
  const last = suffix.at(-1) ?? "";
  return last.length === 2 ? "country" : "generic";
}
