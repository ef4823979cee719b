import { evictDurableObject } from "cloudflare:test";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { BODY_BYTES_MAX } from "../../src/domain/limits.ts";
import { ROUTES } from "../../src/http/routes.ts";
import { parseJson } from "../../src/wire/json.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { JSON_FILES, NAUGHTY_STRINGS } from "./support/corpora.ts";
import { call, migrateDatabase, type Seen, saleStub, slugOf } from "./support/deployment.ts";
import { routeOf } from "./support/described-answer.ts";
import {
  all,
  assertTold,
  type BodyCall,
  bodyCalls,
  prototypeText,
  textPlaces,
  withValues,
} from "./support/hostile-calls.ts";
import { decided, holdUnit, ledgerOf, newSale, redeem } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const prototypeBefore = prototypeText();

let saleId: string;
let calls: BodyCall[];
let token: string;
beforeEach(async () => {
  saleId = await newSale({
    units: 10_000,
    limits: { perAccount: 99, perDevice: 99, perHousehold: 99, perPayment: 99 },
  });
  token = (await holdUnit(saleId, 1, { quantity: 1 })).token;
  calls = bodyCalls(saleId, token);
});

async function assertWhole(): Promise<void> {
  const { received, free, held, sold, withdrawn } = await ledgerOf(saleId);
  expect(free + held + sold + withdrawn).toBe(received);
  expect(prototypeText()).toBe(prototypeBefore);
}

function send(
  { method, path, shop }: BodyCall,
  body: unknown,
  headers: { [name: string]: string } = {},
): Promise<Seen> {
  return call(path, { method, shop, body, headers });
}

/** JSON that readers do not understand alike. */
const REFUSED_ON_PURPOSE = ["appears more than once", "is a number that cannot be read exactly"];

describe.skipIf(JSON_FILES.length === 0)("JSONTestSuite (skipped without ../shared/data/jsontestsuite)", () => {
  it("is told apart as its file names say", async () => {
    for (const { name, bytes } of JSON_FILES) {
      const parsed = parseJson(new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(bytes));
      if (name.startsWith("n_")) expect(parsed.ok, name).toBe(false);
      if (name.startsWith("y_") && !parsed.ok) expect(REFUSED_ON_PURPOSE, name).toContain(parsed.error.detail);
    }
  });

  it("breaks no call, whole or as the value of a field", async () => {
    for (const each of calls) {
      await all(JSON_FILES, async ({ name, bytes }) => {
        assertTold(await send(each, bytes), `${each.name} of ${name}`);
      });
    }
    await all(JSON_FILES, async ({ name, bytes }) => {
      const text = new TextDecoder().decode(bytes);
      const body = JSON.stringify(checkoutOf(2)).replace(/\}$/, `,"signals":{"v":1,"observations":${text}}}`);
      assertTold(await call(`/v1/sales/${saleId}/checkouts`, { body }), `signals of ${name}`);
    });
    await assertWhole();
  });
});

/** Fields that take any text: what stands in them reaches the sale, and they are tried together. */
const FREE_TEXT = new Set([
  ...["name", "lines", "city", "region", "userAgent", "ip", "email", "phone", "id", "fingerprint", "partnerId"],
  ...["inviteToken", "registrationId", "orderId", "title", "campaignId", "deviceId", "visitToken", "challengeToken"],
]);
const isFreeText = (place: readonly (string | number)[]) => place.some((part) => FREE_TEXT.has(String(part)));

describe.skipIf(NAUGHTY_STRINGS.length === 0)(
  "naughty strings (skipped without ../shared/data/naughty-strings)",
  () => {
    it("break no call in any place of its body", async () => {
      for (const each of calls) {
        const places = textPlaces(each.body);
        const together = places.filter(isFreeText);
        const alone = places.filter((place) => !isFreeText(place));
        await all([...NAUGHTY_STRINGS.entries()], async ([turn, naughty]) => {
          const what = `${each.name} with ${naughty}`;
          assertTold(await send(each, withValues(each.body, together, naughty)), what);
          const place = alone[turn % alone.length];
          if (place === undefined) return;
          assertTold(await send(each, withValues(each.body, [place], naughty)), `${what} at ${place.join("/")}`);
        });
      }
      await assertWhole();
    });

    it("break no address, no query and no header", async () => {
      const headers = ["Authorization", "CF-Connecting-IP", "Content-Type", "Origin", "Idempotency-Key"];
      await all([...NAUGHTY_STRINGS.entries()], async ([turn, naughty]) => {
        const part = encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(naughty))) || "%20";
        const paths = [`/v1/sales/${part}`, `/v1/sales/${part}/ledger`, `/v1/decisions/${part}`, `/v1/sales/x?${part}`];
        const path = paths[turn % paths.length] ?? "";
        assertTold(await call(path, { method: "GET" }), path);
        assertTold(await call(`/v1/sales/${part}/checkouts`, { body: checkoutOf(1) }), part);
        if (!/^[\x21-\x7e][\x20-\x7e]*$/.test(naughty)) return;
        const header = headers[turn % headers.length] ?? "";
        const body = checkoutOf(1);
        const seen = await call(`/v1/sales/${saleId}/checkouts`, { body, headers: { [header]: naughty } });
        assertTold(seen, `${header}: ${naughty}`);
      });
      await assertWhole();
    });

    it.each([
      ["an emoji of several", "😀‍👩"],
      ["a pile of marks", "Z̮̞̠͙͔ͅḀ̗̞͈̻"],
      ["a NUL", "nul\u0000inside"],
      ["SQL", "'; DROP TABLE hold; --"],
      ["a ligature", "ﷺ"],
    ])("%s comes back from the sale as it went in", async (_, orderId) => {
      const { token: fresh, holdId } = await holdUnit(saleId, 2, { account: { id: orderId } });
      expect((await redeem(fresh, orderId)).json).toMatchObject({ status: "sold", holdId, orderId });
      await evictDurableObject(saleStub(saleId));
      expect((await redeem(fresh, "other")).json.orderId).toBe(orderId);
    });
  },
);

const quoted = (text: string) => JSON.stringify(text);
const bombs: [string, string][] = [
  ["nesting of 13", "[".repeat(13) + "]".repeat(13)],
  ["nesting of 15,000 lists", "[".repeat(15_000) + "]".repeat(15_000)],
  ["nesting of 5,000 objects", `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`],
  ["nesting that never ends", "[".repeat(30_000)],
  ["nesting behind a repeated member", `{"a":${"[".repeat(9_000)}${"]".repeat(9_000)},"a":1}`],
  ["three thousand members", `{${Array.from({ length: 3_000 }, (_, n) => `"m${n}":1`).join(",")}}`],
  ["three thousand times the same member", `{${Array.from({ length: 3_000 }, () => '"a":1').join(",")}}`],
  ["__proto__", '{"__proto__":{"polluted":true}}'],
  ["__proto__ deep inside", '{"account":{"__proto__":{"polluted":true}},"signals":{"__proto__":{"polluted":true}}}'],
  ["constructor.prototype", '{"constructor":{"prototype":{"polluted":true}}}'],
  ["__proto__ twice", '{"__proto__":1,"__proto__":2}'],
  ["an escaped __proto__", '{"\\u005f_proto__":{"polluted":true}}'],
  ["a number of a thousand digits", `{"quantity":${"9".repeat(1_000)}}`],
  ["a number of thirty thousand digits", `{"quantity":0.${"0".repeat(30_000)}1}`],
  ["1e999", '{"quantity":1e999}'],
  ["-0", '{"quantity":-0}'],
  ["2^53 + 1", '{"quantity":9007199254740993}'],
  ["toJSON", '{"toJSON":"x","account":{"id":"a","toString":"x","valueOf":1}}'],
  ["then", '{"then":"x","account":{"id":"a"}}'],
  ["nothing", ""],
  ["white space", " \n\t"],
  ["null", "null"],
  ["true", "true"],
  ["half a surrogate pair", '{"account":{"id":"\\ud800"},"orderId":"\\udfff"}'],
  ["a text", '"x"'],
  ["a number", "1"],
  ["a byte order mark", "\ufeff{}"],
  ["a long text", quoted("x".repeat(BODY_BYTES_MAX - 10))],
  ["32 KiB of white space in front", `${" ".repeat(BODY_BYTES_MAX - 2)}{}`],
  ["escapes of every letter", quoted("x".repeat(5_000)).replaceAll("x", "\\u0078")],
];

describe("a bomb", () => {
  it.each(bombs)("%s breaks no call", async (name, body) => {
    for (const each of calls) assertTold(await send(each, body), `${each.name} of ${name}`);
    expect(({} as { polluted?: unknown }).polluted).toBe(undefined);
    await assertWhole();
  });

  it.each(bombs)("%s in any place for a text or an object breaks no checkout", async (name, text) => {
    const parsed = parseJson(text);
    const checkout = calls.find((each) => each.name === "checkout");
    if (checkout === undefined) throw new TypeError("There is a checkout among the calls.");
    for (const place of [...textPlaces(checkout.body), ["account"], ["signals"], ["shippingAddress"], ["quantity"]]) {
      const marked = JSON.stringify(withValues(checkout.body, [place], "PLACE"));
      const body = marked.replace('"PLACE"', () => (text.trim() === "" ? '""' : text));
      assertTold(await send(checkout, body), `${name} at ${place.join("/")}`);
    }
    expect([parsed.ok, prototypeText()]).toEqual([parsed.ok, prototypeBefore]);
  });

  it("of observations breaks no checkout and leaves the signals invalid", async () => {
    for (const signals of [
      {},
      { v: "1" },
      { v: 1 },
      { v: 1, observations: [] },
      { v: 1, observations: { pointer: 1 } },
    ]) {
      expect((await decided(saleId, { ...checkoutOf(3), signals })).decisionId).toMatch(/^dec_/);
    }
  });
});

describe("the calls of staff and public that take a body", () => {
  beforeAll(serveCertificates);
  afterAll(() => {
    vi.unstubAllGlobals();
  });

  it("break at nothing either", async () => {
    const tried = new Set(calls.map(({ method, path }) => routeOf(method, path)?.operationId));
    const others = ROUTES.filter(({ method, operationId }) => method !== "get" && !tried.has(operationId));
    expect([tried.has(undefined), others.length > 0]).toEqual([false, true]);
    const proof = { "Cf-Access-Jwt-Assertion": await assertion({ email: "ops@staff.example", groups: ["admins"] }) };
    const headers = { ...proof, Origin: "https://firsthand.test", "Sec-Fetch-Site": "same-origin" };
    for (const { method, path, operationId } of others) {
      const place = path.replaceAll(/\{\w+\}/g, "x");
      await all(bombs, async ([name, body]) => {
        const seen = await call(place, { method: method.toUpperCase(), shop: undefined, body, headers });
        assertTold(seen, `${operationId} of ${name}`);
      });
    }
    expect(prototypeText()).toBe(prototypeBefore);
  });
});

describe("a body that is too large", () => {
  it("is 413 by its declared length, whatever it holds", async () => {
    for (const each of calls.filter(({ name }) => name !== "siteverify")) {
      const seen = await send(each, "x".repeat(BODY_BYTES_MAX + 1));
      expect([seen.status, slugOf(seen)], each.name).toEqual([413, "body-too-large"]);
    }
  });

  it("of exactly 32 KiB is read", async () => {
    const checkout = JSON.stringify(checkoutOf(9));
    const padded = checkout + " ".repeat(BODY_BYTES_MAX - checkout.length);
    expect((await call(`/v1/sales/${saleId}/checkouts`, { body: padded })).status).toBe(200);
    const more = await call(`/v1/sales/${saleId}/checkouts`, { body: `${padded} ` });
    expect(slugOf(more)).toBe("body-too-large");
  });

  it("of 120 MB without a declared length is refused after the first 96 KiB at most", async () => {
    const chunk = new Uint8Array(16 * 1024).fill(0x20);
    for (const each of calls.filter(({ name }) => name !== "siteverify")) {
      let sentBytes = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (sentBytes >= 120_000_000) return controller.close();
          sentBytes += chunk.byteLength;
          controller.enqueue(chunk);
        },
      });
      const seen = await send(each, body);
      expect([seen.status, slugOf(seen)], each.name).toEqual([413, "body-too-large"]);
      expect(sentBytes, each.name).toBeLessThanOrEqual(96 * 1024);
    }
  });

  it("counts bytes and not letters", async () => {
    const seen = await call(`/v1/sales/${saleId}/checkouts`, { body: JSON.stringify("€".repeat(BODY_BYTES_MAX / 2)) });
    expect(slugOf(seen)).toBe("body-too-large");
  });
});

describe("a body that is no JSON text", () => {
  it.each(["text/plain", "application/xml", "application/x-www-form-urlencoded", "application/jsonp", "json", ""])(
    "by its media type, %j, is 415",
    async (type) => {
      for (const each of calls.filter(({ name }) => name !== "siteverify")) {
        const seen = await send(each, JSON.stringify(each.body), { "Content-Type": type });
        expect([seen.status, slugOf(seen)], each.name).toEqual([415, "media-type-unsupported"]);
      }
    },
  );

  it.each(["application/json; charset=utf-8", "APPLICATION/JSON", " application/json ;x=y"])(
    "%j is one",
    async (type) => {
      const seen = await call(`/v1/sales/${saleId}/stock`, { body: '{"add":1}', headers: { "Content-Type": type } });
      expect(seen.status).toBe(200);
    },
  );

  it("by its bytes is 400", async () => {
    for (const bytes of [
      [0xff, 0xfe, 0x7b, 0x7d],
      [0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d],
      [0xed, 0xa0, 0x80],
      [0xc0, 0xaf],
    ]) {
      const seen = await call(`/v1/sales/${saleId}/stock`, { body: new Uint8Array(bytes) });
      expect([seen.status, slugOf(seen)]).toEqual([400, "request-invalid"]);
    }
  });
});
