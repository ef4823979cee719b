import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BODY_BYTES_MAX, LIST_JSON_BYTES_MAX } from "../../../src/domain/limits.ts";
import { RULE_LIMITS } from "../../../src/domain/rules/limits.ts";
import type { Route } from "../../../src/http/route.ts";
import { ROUTES } from "../../../src/http/routes.ts";
import { assertion, serveCertificates } from "../support/access-team.ts";
import { call, migrateDatabase } from "../support/deployment.ts";
import { longestStretch, stretchMsMaxNow } from "../support/longest-stretch.ts";
import { addressOf, fill } from "../support/route-calls.ts";
import { holdUnit, newSale } from "../support/shopping.ts";
import { STAFF } from "../support/staff.ts";

const TRIES_MAX = 5;
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

/** Texts that take long where something reads them more than once, each as long as an address may be. */
const WORST_TEXTS = {
  letters: "a".repeat(8_000),
  digits: "9".repeat(8_000),
  blanks: `${" ".repeat(2_600)}!`,
  brackets: "(".repeat(2_600),
  accents: "e\u0301".repeat(1_100),
  points: ".".repeat(8_000),
};

/** Addresses of a call: what it asks for, and with each of those texts in its queries and in its path. */
function worstAddresses(route: Route): readonly { readonly kind: string; readonly address: string }[] {
  const { path, query } = fill(route, known);
  const all = (of: { readonly [name: string]: string }, text: string) =>
    Object.fromEntries(Object.keys(of).map((name) => [name, text]));
  const texts = Object.entries(WORST_TEXTS);
  return [
    { kind: "as asked for", address: addressOf(route, { path, query }) },
    ...texts.flatMap(([kind, text]) => [
      ...(Object.keys(query).length === 0
        ? []
        : [{ kind: `queries of ${kind}`, address: addressOf(route, { path, query: all(query, text) }) }]),
      ...(Object.keys(path).length === 0
        ? []
        : [{ kind: `a path of ${kind}`, address: addressOf(route, { path: all(path, text), query }) }]),
    ]),
  ];
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

function send(route: Route, address: string, { type, body }: { readonly type?: string; readonly body?: string } = {}) {
  const { method, caller } = route;
  return call(address, {
    method: method.toUpperCase(),
    ...(method === "get" ? { key: "" } : {}),
    ...(caller.startsWith("staff") || caller === "anybody" ? { shop: undefined } : {}),
    headers: { ...(caller.startsWith("staff") ? staff : {}), ...(type === undefined ? {} : { "Content-Type": type }) },
    ...(body === undefined ? {} : { body }),
  });
}

/**
 * A busy machine only ever adds to a stretch, so that of some tries the shortest tells of the call. Each is held against what the machine
 * does at the same time: a known piece of work just before and just after it.
 */
async function letsOthersIn(what: string, run: () => ReturnType<typeof call>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const beforeMs = stretchMsMaxNow();
    const calling = run();
    const { longestMs } = await longestStretch(calling);
    const { status, text } = await calling;
    expect(status, `${what}: ${text.slice(0, 200)}`).toBeLessThan(500);
    const mostMs = Math.max(beforeMs, stretchMsMaxNow());
    if (longestMs < mostMs) return;
    if (tries === TRIES_MAX) expect(longestMs, `${what}: ${status} ${text.slice(0, 200)}`).toBeLessThan(mostMs);
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
    const address = addressOf(route, fill(route, known));
    for (const { kind, type, body } of worstBodies(route)) {
      await letsOthersIn(`${kind}, ${type}, ${body.length} bytes`, () => send(route, address, { type, body }));
    }
  });
});

describe("a call with the worst queries and ids", () => {
  const cases = ROUTES.filter(({ method }) => method === "get").map((route) => ({ name: route.operationId, route }));

  it.each(cases)("$name lets others have their turn", async ({ route }) => {
    for (const { kind, address } of worstAddresses(route)) await letsOthersIn(kind, () => send(route, address));
  });
});

/** Long files of a policy, which are read by a library that stops for nobody. */
const WORST_FILES = {
  "a list of many entries":
    "  - { value: a@example.com, provenance: reported, added: 2026-06-01, expires: 2027-06-01 }\n",
  "a list of wrong entries": "  - { a: 1, b: 2, value: a }\n",
  "a list of names": "a: b\n",
  "a list of digits": "- 1\n",
};

describe("a policy with the worst files", () => {
  it.each(Object.entries(WORST_FILES))("of %s lets others have their turn", async (_, line) => {
    const head = line.startsWith("  -")
      ? "title: A list of many\nkind: email\nowner: trust\nmax: 10000\nentries:\n"
      : "";
    const text = (head + line.repeat(RULE_LIMITS.listFileCharsMax / line.length)).slice(
      0,
      RULE_LIMITS.listFileCharsMax,
    );
    const body = JSON.stringify({ files: [{ path: "lists/long.yaml", text }] });
    const headers = { ...staff, "Content-Type": "application/json" };
    await letsOthersIn(`${text.length} characters`, () =>
      call("/v1/rules/check", { shop: undefined, key: "", headers, body }),
    );
  });
});
