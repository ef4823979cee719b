import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pixelsProblem } from "../../../src/resellers/app/check-pixels.ts";
import { cleanImage } from "../../../src/resellers/domain/evidence-pack/clean-image.ts";
import { crc32 } from "../../../src/resellers/domain/evidence-pack/crc32.ts";

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length, 0);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

/** A grey picture of 8 by 8 pixels; `interlace` 1 has its lines in seven passes. */
function png(deflated: Uint8Array, interlace = 0): Uint8Array {
  const header = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, interlace]);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk("IHDR", header), chunk("IDAT", deflated), chunk("IEND", Buffer.alloc(0))]);
}

async function problemOf(bytes: Uint8Array): Promise<string | undefined> {
  const image = cleanImage(bytes);
  return image.ok ? await pixelsProblem(image.value) : image.error;
}

const RAW_BYTES = 8 * 9;
const INTERLACED_BYTES = 2 + 2 + 3 + 2 * 3 + 2 * 5 + 4 * 5 + 4 * 9;

describe("pixelsProblem", () => {
  it("finds nothing wrong with a screenshot", async () => {
    expect(await problemOf(readFileSync("test/fixtures/reseller/images/screenshot.png"))).toBe(undefined);
  });

  it.each<[string, Uint8Array, string | undefined]>([
    ["a picture", png(deflateSync(Buffer.alloc(RAW_BYTES))), undefined],
    ["an interlaced picture", png(deflateSync(Buffer.alloc(INTERLACED_BYTES)), 1), undefined],
    [
      "bytes behind the stream",
      png(Buffer.concat([deflateSync(Buffer.alloc(RAW_BYTES)), Buffer.from("name")])),
      "damaged",
    ],
    ["a byte more than its pixels", png(deflateSync(Buffer.alloc(RAW_BYTES + 1))), "surplus"],
    ["a hundred megabytes", png(deflateSync(Buffer.alloc(100_000_000))), "surplus"],
    ["too few pixels", png(deflateSync(Buffer.alloc(RAW_BYTES - 1))), "damaged"],
    ["no stream at all", png(Buffer.from("nothing")), "damaged"],
  ])("of %s", async (_, bytes, problem) => {
    expect(await problemOf(bytes)).toBe(problem);
  });
});
