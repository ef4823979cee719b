import decodeQR from "qr/decode.js";
import { expect, it } from "vitest";
import { renderPartner } from "../../../src/resellers/console/pages/partner.tsx";

/** Pixels of a module: a reader wants more than one. */
const SCALE = 4;

/** The picture in a page, as a camera has it. */
function pixelsOf(page: string) {
  const size = Number(/class="qr-code"[^>]*viewBox="0 0 (\d+) /.exec(page)?.[1]) * SCALE;
  const data = new Uint8Array(size * size * 4).fill(255);
  for (const [, x, y, width] of page.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      const from = row * size + Number(x) * SCALE;
      for (let at = from; at < from + Number(width) * SCALE; at += 1) data.fill(0, at * 4, at * 4 + 3);
    }
  }
  return { width: size, height: size, data };
}

it.each(["https://firsthand.example/p/go", `https://firsthand.example/p/${"a".repeat(64)}`])(
  "the code on a partner's page leads to %s",
  async (href) => {
    const page = renderPartner({
      name: "Go",
      legalName: "Go Ltd",
      href,
      since: "2026-01-01",
      addresses: [],
      places: [],
      sales: [],
    });
    expect(decodeQR(pixelsOf(String(await page)))).toBe(href);
  },
);
