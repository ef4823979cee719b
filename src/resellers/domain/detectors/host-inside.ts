import { defineDetector } from "./detector.ts";

/** One of the brand's own hosts, written out inside a host that belongs to somebody else: `brand.example.sale.top`. */
export const hostInside = defineDetector({
  id: "host-inside",
  title: "The brand's own host stands inside another host",
  signs: ["labels", "hyphens"],
  detect: ({ host }, brand) => {
    for (const own of brand.ownHosts) {
      if (own.length >= host.ascii.length) continue;
      if (stands(host.ascii, own)) return [{ sign: "labels", detail: `"${own}" inside "${host.ascii}"` }];
    }
    const dotted = host.ascii.replaceAll("-", ".");
    if (dotted === host.ascii) return [];
    for (const own of brand.ownHosts) {
      if (own.length < dotted.length && stands(dotted, own)) {
        return [{ sign: "hyphens", detail: `"${own}" with hyphens for dots inside "${host.ascii}"` }];
      }
    }
    return [];
  },
});

/** As whole labels, with something after them: at the end of a host it would be the brand's own. */
function stands(host: string, own: string): boolean {
  return host.startsWith(`${own}.`) || host.includes(`.${own}.`);
}
