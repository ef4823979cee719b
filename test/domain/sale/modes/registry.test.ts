import { describe, expect, it } from "vitest";
import { putSale } from "../../../../src/domain/sale/commands/put-sale.ts";
import { memorySaleStore } from "../../../../src/domain/sale/memory-store.ts";
import type { Mode } from "../../../../src/domain/sale/modes/mode.ts";
import { MODES, termsRefused } from "../../../../src/domain/sale/modes/registry.ts";
import { SALE_MODES } from "../../../../src/domain/terms/definition.ts";
import { DEFINITION, NOW_MS, RANDOM_MIDDLE, SALE } from "../fixtures.ts";

const NOT_SUPPORTED = SALE_MODES.filter((mode) => MODES[mode] === "not supported yet");
const PUT = { shop: SALE.shop, saleId: SALE.saleId, pepperEpoch: SALE.pepperEpoch };

describe("the terms of a sale", () => {
  it("are sold as a flash sale without any further one", () => {
    expect(termsRefused(DEFINITION)).toBeUndefined();
  });

  it.each([...NOT_SUPPORTED, "constructor", "auction"])("are refused in the mode %s, by the sale itself", (mode) => {
    const definition = JSON.parse(JSON.stringify({ ...DEFINITION, mode }));
    const store = memorySaleStore();
    const refused = putSale({ store, nowMs: NOW_MS, random: RANDOM_MIDDLE }, { ...PUT, definition });
    expect(refused).toEqual({ ok: false, error: { kind: "mode-not-supported", mode, supported: ["flash"] } });
    expect(store.findSale()).toBeUndefined();
  });

  it("have every problem told at once", () => {
    const locked: Mode = {
      requires: [
        { pointer: "/limits/perAccount", detail: "must be 1", isMet: ({ limits }) => limits.perAccount === 1 },
        { pointer: "/addressLocked", detail: "must be true", isMet: ({ addressLocked }) => addressLocked },
        { pointer: "/shipBy", detail: "is required", isMet: ({ shipBy }) => shipBy !== undefined },
      ],
    };
    expect(termsRefused({ ...DEFINITION, addressLocked: false }, { flash: locked })).toEqual({
      kind: "terms-refused",
      problems: [
        { pointer: "/addressLocked", detail: "must be true" },
        { pointer: "/shipBy", detail: "is required" },
      ],
    });
  });
});
