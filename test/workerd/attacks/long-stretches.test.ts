import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BODY_BYTES_MAX, LIST_JSON_BYTES_MAX } from "../../../src/domain/limits.ts";
import type { Route } from "../../../src/http/route.ts";
import { ROUTES } from "../../../src/http/routes.ts";
import { assertion, serveCertificates } from "../support/access-team.ts";
import { call, migrateDatabase } from "../support/deployment.ts";
import { longestStretch, stretchMsMax } from "../support/longest-stretch.ts";
import { addressOf, fill } from "../support/route-calls.ts";
import { holdUnit, newSale } from "../support/shopping.ts";
import { STAFF } from "../support/staff.ts";

const TRIES_MAX = 5;
/** Few calls are long enough to pause, so that of most the whole is one stretch, which a machine under test shares with others. */
const SLOWNESS = 4;
const UTF8 = new TextEncoder();

const known: { [name: string]: string } = {};
let staff: { [name: string]: string };
beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  known.saleId = await newSale();
  Object.assign(known, await holdUnit(known.saleId));
  staff = { "Cf-Access-Jwt-Assertion": await assertion(STAFF.ben), Origin: "https://firsthand.test" };
});
afterAll(() => {
  vi.unstubAllGlobals();
});

/** The body with each list that it holds made so long that all of it nearly fills what the route takes. */
function filled(body: unknown, bytesMax: number): unknown {
  const bytes = JSON.stringify(body).length;
  const grown = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const each = Math.max(1, JSON.stringify(value[0] ?? 0).length + 1);
      return Array.from({ length: Math.floor((bytesMax - bytes) / each) }, () => value[0] ?? 0);
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, grown(inner)]));
  };
  const whole = grown(body);
  return JSON.stringify(whole).length <= bytesMax ? whole : body;
}

/** Bodies that take as much reading as a route allows: what it asks for, a list of lists, and text of many short lines. */
function worstBodies(route: Route): readonly { readonly kind: string; readonly type: string; readonly body: string }[] {
  const bytesMax = route.bodyBytesMax ?? BODY_BYTES_MAX;
  const sample = fill(route, known).body ?? {};
  const lines = (line: string) => line.repeat(Math.floor(bytesMax / UTF8.encode(line).length));
  const json = "application/json";
  return [
    { kind: "as asked for, full", type: json, body: JSON.stringify(filled(sample, bytesMax)) },
    { kind: "unknown members", type: json, body: `{${lines('"a":{"b":[0]},').slice(0, -1)}}`.slice(0, bytesMax) },
    ...(route.bodyTypes ?? []).map((type) => ({ kind: "short lines", type, body: lines("a.top,1\n") })),
  ];
}

function send(route: Route, type: string | undefined, body: string | undefined) {
  const { method, caller } = route;
  return call(addressOf(route, fill(route, known)), {
    method: method.toUpperCase(),
    ...(method === "get" ? { key: "" } : {}),
    ...(caller.startsWith("staff") || caller === "anybody" ? { shop: undefined } : {}),
    headers: { ...(caller.startsWith("staff") ? staff : {}), ...(type === undefined ? {} : { "Content-Type": type }) },
    ...(body === undefined ? {} : { body }),
  });
}

/** A busy machine only ever adds to a stretch, so that of some tries the shortest tells of the call. */
async function quietest(run: () => ReturnType<typeof call>) {
  for (let tries = 1; ; tries += 1) {
    const calling = run();
    const stretch = await longestStretch(calling);
    const { status, text } = await calling;
    if (tries === TRIES_MAX || stretch.longestMs < stretchMsMax(stretch, SLOWNESS)) return { stretch, status, text };
  }
}

describe("a text of JSON, which is read in one stretch", () => {
  it.each(ROUTES.filter(({ body, bodyBytesMax }) => body !== undefined && bodyBytesMax !== undefined))(
    "is no longer than a list may be, where $operationId takes it alone",
    ({ bodyBytesMax, bodyTypes }) => {
      // Where lines of a file are taken too, the longer file is for them, and JSON has the limit of lists of its own.
      if (bodyTypes === undefined) expect(bodyBytesMax).toBeLessThanOrEqual(LIST_JSON_BYTES_MAX);
    },
  );
});

describe("a call with the worst body that its route takes", () => {
  const cases = ROUTES.filter(({ method }) => method !== "get").map((route) => ({ name: route.operationId, route }));

  it.each(cases)("$name lets others have their turn", async ({ route }) => {
    for (const { kind, type, body } of worstBodies(route)) {
      const { stretch, status, text } = await quietest(() => send(route, type, body));
      const what = `${kind}, ${type}, ${body.length} bytes: ${status} ${text.slice(0, 200)}`;
      expect(status, what).toBeLessThan(500);
      expect(stretch.longestMs, what).toBeLessThan(stretchMsMax(stretch, SLOWNESS));
    }
  });
});
