import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountText, readAmount } from "../../../src/console/sale-form/form-amount.ts";
import { type FormTexts, readSaleForm } from "../../../src/console/sale-form/read-sale-form.ts";
import { fieldOf, SALE_FIELDS } from "../../../src/console/sale-form/sale-field.ts";
import { saleTemplate } from "../../../src/console/sale-form/sale-template.ts";
import { writeSaleForm } from "../../../src/console/sale-form/write-sale-form.ts";
import { SALE_MODES } from "../../../src/domain/terms/definition.ts";
import { saleRequest } from "../../../src/wire/sale-request.ts";
import { saleDefinition, saleTerms } from "../../../src/wire/sale-terms.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12, 34, 56);
const instant = fc
  .integer({ min: Date.UTC(2026, 0), max: Date.UTC(2030, 0) })
  .map((atMs) => new Date(Math.floor(atMs / 1000) * 1000).toISOString());

/** Terms of every kind, which need not go together: a form carries what was typed, whatever the mode asks. */
const terms = fc
  .record(
    {
      mode: fc.constantFrom(...SALE_MODES),
      units: fc.integer({ min: 0, max: 1e6 }),
      price: fc.record({
        amountMinor: fc.integer({ min: 0, max: 1e12 }),
        currency: fc.constantFrom("INR", "JPY", "KWD"),
      }),
      opensAt: instant,
      closesAt: instant,
      addressLocked: fc.boolean(),
      clientSignals: fc.constantFrom("required", "optional"),
      challengeKinds: fc.constant(["turnstile", "shop_otp"]),
      registration: fc.record({ opensAt: instant, closesAt: instant, invite: fc.constantFrom("none", "required") }),
      draw: fc.record({ drawAt: instant, leadSeconds: fc.integer({ min: 5, max: 90 }) }),
      waves: fc.array(fc.record({ units: fc.integer({ min: 1, max: 99 }), shipBy: instant }), {
        minLength: 1,
        maxLength: 3,
      }),
      shipBy: instant,
      shipWithinDays: fc.integer({ min: 1, max: 9 }),
      timeZone: fc.constant("Asia/Kolkata"),
      test: fc.constant(true),
      campaignId: fc.constant("winter-2026"),
    },
    { requiredKeys: ["mode", "units", "price", "opensAt", "closesAt"] },
  )
  .map((some) => saleTerms.parse({ title: "Mi 3", sku: "MI3", ...some }));

describe("the form of a sale", () => {
  it.each(SALE_MODES)("of the template for %s has no problem, and reads as the template", (mode) => {
    const template = saleTemplate(mode, NOW_MS);
    const read = readSaleForm(writeSaleForm(template));
    expect(read.ok && saleDefinition(read.value)).toEqual(saleDefinition(template));
  });

  it("carries every term there and back: what a sale is, put again, changes nothing", () => {
    fc.assert(
      fc.property(terms, (request) => {
        const definition = saleDefinition(request);
        expect(saleDefinition(saleRequest(definition))).toEqual(definition);
        const form = writeSaleForm(request);
        const read = readSaleForm(form, request);
        if (read.ok) expect(saleDefinition(read.value)).toEqual(definition);
        else
          expect(read.error.filter(({ detail }) => /^Invalid input|whole number|amount of/.test(detail))).toEqual([]);
      }),
    );
  });

  it("names every problem at once, each beside its field", () => {
    const form: FormTexts = {
      ...writeSaleForm(saleTemplate("draw", NOW_MS)),
      "/title": [" "],
      "/units": ["many"],
      "/price/amountMinor": ["1.234"],
      "/limits/perAccount": ["0"],
      "/closesAt": ["2026-11-01T12:00"],
      "/draw/drawAt": [""],
      "/timeZone": ["Mars"],
    };
    const read = readSaleForm(form);
    const problems = read.ok ? [] : read.error;
    expect(problems.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining([
        "/title",
        "/units",
        "/price/amountMinor",
        "/limits/perAccount",
        "/draw/drawAt",
        "/timeZone",
      ]),
    );
    expect(problems.filter(({ pointer }) => fieldOf(pointer) === undefined)).toEqual([]);
    expect(problems.filter(({ pointer }) => pointer === "/units")).toHaveLength(1);
    expect(problems).toContainEqual({ pointer: "/title", detail: "is needed" });
  });

  it("never throws, and never takes for a sale what is none, whatever is typed", () => {
    const pointers = SALE_FIELDS.flatMap(({ fields }) => fields.map(({ pointer }) => pointer));
    const typed = fc.dictionary(
      fc.constantFrom("/mode", ...pointers),
      fc.array(fc.string({ maxLength: 30 }), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(typed, (form) => {
        expect(readSaleForm(form).ok).toBe(false);
      }),
    );
  });

  it("asks for every term that a shop may write, and for no other", () => {
    const asked = new Set([
      "mode",
      ...SALE_FIELDS.flatMap(({ fields }) => fields.map(({ pointer }) => pointer.split("/")[1])),
    ]);
    expect(asked).toEqual(new Set(Object.keys(saleTerms.shape)));
  });
});

describe("an amount", () => {
  it("is written and read by the digits of its currency", () => {
    expect([amountText(1399900, "INR"), amountText(5, "INR"), amountText(500, "JPY"), amountText(1, "KWD")]).toEqual([
      "13999.00",
      "0.05",
      "500",
      "0.001",
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom("INR", "JPY", "KWD", "?"), (amount, currency) => {
        expect(readAmount(amountText(amount, currency), currency)).toBe(amount);
      }),
    );
    for (const text of ["1.005", "-1", "1e3", "1,000", ""]) expect(readAmount(text, "INR")).toBeUndefined();
  });
});
