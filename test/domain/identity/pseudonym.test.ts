import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { type Pepper, pseudonymsFor } from "../../../src/domain/identity/pseudonym.ts";

const BYTES = 15;

/** The same by another library. */
function expected(shop: string, { epoch, key }: Pepper, [kind, value]: readonly [string, string]): string {
  const digest = createHmac("sha256", key).update(`${shop}\u0000${kind}\u0000${value}`).digest();
  return `${epoch}.${digest.subarray(0, BYTES).toString("base64url")}`;
}

it("is a keyed hash of shop, kind and value, in whatever order and whoever's pseudonyms are made", () => {
  const peppers: Pepper[] = ["e1", "e2"].map((epoch, n) => ({ epoch, key: new Uint8Array(32).fill(n + 1) }));
  const makers = peppers.flatMap((pepper) =>
    ["shop", "another shop", "s".repeat(200)].map((shop) => ({ shop, pepper, make: pseudonymsFor(shop, pepper) })),
  );
  const values = ["", "a", "ß ü 手机", "x".repeat(63), "x".repeat(64), "x".repeat(1000)];
  values.push(...[247, 248, 249].flatMap((length) => ["x".repeat(length), `${"x".repeat(length - 1)}ü`]));
  for (const value of values) {
    for (const { shop, pepper, make } of makers) {
      expect(make("account", value)).toBe(expected(shop, pepper, ["account", value]));
      expect(pseudonymsFor(shop, pepper)("device", value)).toBe(expected(shop, pepper, ["device", value]));
    }
  }
});
