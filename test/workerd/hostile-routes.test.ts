import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Route } from "../../src/http/route.ts";
import { ROUTES } from "../../src/http/routes.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { JSON_FILES, NAUGHTY_STRINGS, shareOf } from "./support/corpora.ts";
import { call, migrateDatabase, type Seen, slugOf } from "./support/deployment.ts";
import { all, assertTold, prototypeText, textPlaces, withValues } from "./support/hostile-calls.ts";
import { addressOf, type Filled, fill } from "./support/route-calls.ts";
import { holdUnit, ledgerOf, newSale } from "./support/shopping.ts";
import { STAFF } from "./support/staff.ts";

/** One function reads the bodies of all routes, and one the texts in them: every route is sent one in so many. */
const SHARES = 16;
const prototypeBefore = prototypeText();

let saleId: string;
let staff: { [name: string]: string };
beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  saleId = await newSale({ units: 1000 });
  await holdUnit(saleId, 1);
  staff = {
    "Cf-Access-Jwt-Assertion": await assertion(STAFF.ben),
    Origin: "https://firsthand.test",
    "Sec-Fetch-Site": "same-origin",
  };
});
afterAll(() => {
  vi.unstubAllGlobals();
});

/** @param fileType of the body; JSON where the route takes it, unless another type is given */
async function send(
  route: Route,
  { path, query, body }: Filled,
  fileType = route.body === undefined ? route.bodyTypes?.[0] : undefined,
): Promise<Seen> {
  const isStaff = route.caller.startsWith("staff");
  return await call(addressOf(route, { path, query }), {
    method: route.method.toUpperCase(),
    ...(route.method === "get" ? { key: "" } : { body: body ?? "{}" }),
    ...(isStaff || route.caller === "anybody" ? { shop: undefined } : {}),
    headers: { ...(isStaff ? staff : {}), ...(fileType === undefined ? {} : { "Content-Type": fileType }) },
  });
}

/** Every place of a call that takes a text, as a function that puts another one there. */
function places(filled: Filled): ((text: string) => Filled)[] {
  const inPath = Object.keys(filled.path).map((name) => (text: string) => ({
    ...filled,
    path: { ...filled.path, [name]: text },
  }));
  const inQuery = Object.keys(filled.query).map((name) => (text: string) => ({
    ...filled,
    query: { ...filled.query, [name]: text },
  }));
  const inBody = textPlaces(filled.body).map((place) => (text: string) => ({
    ...filled,
    body: withValues(filled.body, [place], text),
  }));
  return [...inPath, ...inQuery, ...inBody];
}

describe.skipIf(NAUGHTY_STRINGS.length === 0)("every route (skipped without ../shared/data/naughty-strings)", () => {
  it.each(ROUTES.map((route, taker) => [route.operationId, route, taker] as const))(
    "%s breaks at no naughty string in any place of its path, query and body",
    async (operationId, route, taker) => {
      const filled = fill(route, { saleId });
      const putters = places(filled);
      if (putters.length === 0) {
        assertTold(await send(route, filled), operationId);
        return;
      }
      // Each string goes to one place and each place gets its share of the strings: all into all would take an hour.
      await all([...shareOf(NAUGHTY_STRINGS, { taker, shares: SHARES }).entries()], async ([turn, naughty]) => {
        const put = putters[turn % putters.length];
        if (put !== undefined) assertTold(await send(route, put(naughty)), `${operationId} with ${naughty}`);
      });
      expect(prototypeText()).toBe(prototypeBefore);
    },
  );
});

describe.skipIf(JSON_FILES.length === 0)("every route (skipped without ../shared/data/jsontestsuite)", () => {
  const written = ROUTES.filter(({ method }) => method !== "get");
  it.each(written.map((route, taker) => [route.operationId, route, taker] as const))(
    "%s breaks at no file of JSONTestSuite",
    async (operationId, route, taker) => {
      const filled = fill(route, { saleId });
      await all(shareOf(JSON_FILES, { taker, shares: SHARES }), async ({ name, bytes }) => {
        assertTold(await send(route, { ...filled, body: bytes }), `${operationId} of ${name}`);
      });
      expect(prototypeText()).toBe(prototypeBefore);
    },
  );
});

describe("every route whose description names a limit", () => {
  const limited = ROUTES.flatMap((route) =>
    route.bodyBytesMax === undefined ? [] : ([[route, route.bodyBytesMax]] as const),
  );
  it.each(limited.map(([route, bytesMax]) => [route.operationId, route, bytesMax] as const))(
    "%s refuses a body of one byte more by it",
    async (_, route, bytesMax) => {
      const body = new Uint8Array(bytesMax + 1).fill(32);
      const seen = await send(route, { ...fill(route, { saleId }), body }, route.bodyTypes?.[0]);
      expect([seen.status, slugOf(seen), seen.text.includes(String(bytesMax))]).toEqual([413, "body-too-large", true]);
    },
  );
});

describe("whatever was sent", () => {
  it("left the sale whole", async () => {
    const { received, free, held, sold, withdrawn } = await ledgerOf(saleId);
    expect(free + held + sold + withdrawn).toBe(received);
  });
});
