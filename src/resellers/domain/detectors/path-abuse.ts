import { defineDetector } from "./detector.ts";

/** The reported page names the brand in its path, where anybody can write anything. */
export const pathAbuse = defineDetector({
  id: "path-abuse",
  title: "The path of the page names the brand",
  signs: ["own-host", "name"],
  detect: ({ path }, brand) => {
    const segments = path.map((segment) => segment.toLowerCase());
    for (const segment of segments) {
      for (const own of brand.ownHosts) {
        if (segment === own || segment.startsWith(`${own}.`)) {
          return [{ sign: "own-host", detail: `"${own}" as part of the path` }];
        }
      }
    }
    const words = new Set(segments.flatMap((segment) => segment.split(/[^\p{L}\p{M}]+/u)));
    const name = brand.names.find(({ strength, text }) => strength !== "short" && words.has(text));
    return name ? [{ sign: "name", detail: `"${name.text}" in the path` }] : [];
  },
});
