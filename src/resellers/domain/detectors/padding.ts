import { defineDetector } from "./detector.ts";

/** Digits or loose hyphens around the name, as serial registrations have them: `brand-19`, `brand--shop`. */
export const padding = defineDetector({
  id: "padding",
  title: "Digits or hyphens pad the name",
  signs: ["digits", "hyphens"],
  detect: ({ host, mentions }) => {
    for (const { labelAt, span } of mentions) {
      const label = host.labels[labelAt];
      if (label === undefined || span === undefined) continue;
      const before = label.slice(0, span.start);
      const after = label.slice(span.end);
      if (/\d-?$/.test(before) || /^-?\d/.test(after)) return [{ sign: "digits" as const, detail: `"${label}"` }];
      if (/^-|--|-$/.test(label)) return [{ sign: "hyphens" as const, detail: `"${label}"` }];
    }
    return [];
  },
});
