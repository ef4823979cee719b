import { expect, it } from "vitest";
import { crc32 } from "../../../../src/resellers/domain/evidence-pack/crc32.ts";

it("is the checksum that the format's description gives as its example", () => {
  expect(crc32(Buffer.from("123456789")).toString(16)).toBe("cbf43926");
  expect(crc32(new Uint8Array())).toBe(0);
});
