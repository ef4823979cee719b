import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/config.ts";
import { newSecret } from "../../../src/dev/make-keys.ts";
import { pseudonymsFor } from "../../../src/domain/identity/pseudonym.ts";
import { clueKeysOf, everyClueKey } from "../../../src/platform/decisions/clue-keys.ts";
import { sellerKeys } from "../../../src/resellers/store/seller-keys.ts";
import { validSettings } from "../../support/settings.ts";

const PEPPERS = [
  { epoch: "e2", k: newSecret() },
  { epoch: "e1", k: newSecret() },
];
const { settings } = await validSettings();
const parsed = parseConfig({ ...settings, PEPPERS: JSON.stringify(PEPPERS) });
if (!parsed.ok) throw new TypeError(parsed.error.join());
const config = parsed.value;
const keyOf = (shop: string, at: 0 | 1) => {
  const [pepper] = config.peppers.slice(at);
  if (pepper === undefined) throw new TypeError("there are two peppers");
  return pseudonymsFor(shop, pepper);
};

describe("the keys of a seller", () => {
  it("are those that its checkouts have, at each shop and under each pepper in use", () => {
    const keys = sellerKeys(config, [{ kind: "address", value: "IN|400001|12|||hill||" }]);
    expect(keys.map(({ pseudonym }) => pseudonym).sort()).toEqual(
      ["shop-a", "shop-b"]
        .flatMap((shop) => [keyOf(shop, 0), keyOf(shop, 1)].map((key) => key("household", "IN|400001|12|||hill||")))
        .sort(),
    );
    expect(keys.filter(({ shop }) => shop === "shop-a").map(({ pseudonym }) => pseudonym.slice(0, 3))).toEqual([
      "e2.",
      "e1.",
    ]);
  });

  it("are none where nothing is known", () => {
    expect(sellerKeys(config, [])).toEqual([]);
  });
});

describe("the key of a number on a listing", () => {
  const clue = { kind: "serial", value: "865123" } as const;

  it("is made under the pepper of today, and found under every one that was in use, whoever sold the goods", () => {
    expect(clueKeysOf(config, "shop-b")(clue)).toBe(keyOf("shop-b", 0)("serial", "865123"));
    const asked = everyClueKey(config, clue);
    for (const shop of ["shop-a", "shop-b"]) {
      for (const at of [0, 1] as const) expect(asked).toContain(keyOf(shop, at)("serial", "865123"));
    }
    expect(new Set(asked).size).toBe(4);
  });

  it("is another one for an order of the same letters", () => {
    expect(everyClueKey(config, { ...clue, kind: "order" })).not.toEqual(everyClueKey(config, clue));
  });
});
