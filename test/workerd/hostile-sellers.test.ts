import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { csvLine } from "../../src/resellers/domain/csv/csv-line.ts";
import { parseSellerUrl } from "../../src/resellers/domain/host/parse-seller-url.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { ANN, findCase } from "./support/case-calls.ts";
import { migrateDatabase } from "./support/deployment.ts";
import { responseText } from "./support/response-text.ts";

/** Texts where a host belongs, each of a shape that has broken some reader of hosts. None of them names a seller. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["white space alone", " \t "],
  ["a dot", "."],
  ["dots without end", ".".repeat(300)],
  ["an IPv4 address", "203.0.113.7"],
  ["an IPv4 address in one number", "3405803783"],
  ["an IPv4 address in hexadecimal", "0xcb007107"],
  ["an IPv6 address", "[2001:db8::1]"],
  ["a port that is none", "xiaomi.shop:99999999"],
  ["user information", "https://www.mi.com@evil.example/login"],
  ["user information with a password", "https://a:b@evil.example"],
  ["a script", "javascript:alert(1)"],
  ["a file", "file:///etc/passwd"],
  ["a bell", "xiaomi\u0007.shop"],
  ["a zero byte", "xiaomi\u0000.shop"],
  ["an escape sequence", "\u001b[31mxiaomi.shop"],
  ["a line break", "xiaomi\n.shop"],
  ["text that runs backwards", "xiaomi\u202e.shop"],
  ["a formula", '=HYPERLINK("http://evil.example","win")'],
  ["another formula", "+cmd|' /C calc'!A0"],
  ["a label that is too long", `${"x".repeat(64)}.shop`],
  ["a name that is too long", `${"x.".repeat(200)}shop`],
  ["a host of ten megabytes", `${"x".repeat(10_000_000)}.shop`],
  ["markup", '"><script>alert(1)</script>.shop'],
  ["a statement", "'); DROP TABLE reseller_case; --.shop"],
  ["a public suffix", "co.uk"],
  ["one word", "localhost"],
  ["a path that climbs", "https://xiaomi.shop/../../etc"],
];

const GOOD = "xiaomi-hostile-good";
const CASES = "SELECT COUNT(*) AS total FROM reseller_case";

let session = "";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  session = await assertion(ANN);
});

type Path = {
  readonly name: string;
  readonly send: (host: string) => Promise<Response>;
  /** How a host that is none is answered: as a whole, or line by line. */
  readonly refusal: readonly number[];
};

const staffPost = (path: string, body: BodyInit, type: string, method = "POST") =>
  SELF.fetch(`https://firsthand.test${path}`, {
    method,
    redirect: "manual",
    headers: {
      "Content-Type": type,
      "Cf-Access-Jwt-Assertion": session,
      Origin: "https://firsthand.test",
      "Sec-Fetch-Site": "same-origin",
    },
    body,
  });
const publicPost = (path: string, body: string, type: string) =>
  SELF.fetch(`https://firsthand.test${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": type, "CF-Connecting-IP": crypto.randomUUID() },
    body,
  });
const publicGet = (path: string) =>
  SELF.fetch(`https://firsthand.test${path}`, { headers: { "CF-Connecting-IP": crypto.randomUUID() } });
const FORM = "application/x-www-form-urlencoded";
const form = (fields: { readonly [name: string]: string }) => new URLSearchParams(fields).toString();
const partner = (host: string) => ({ id: "p1", legalName: "North", hosts: [host], validFrom: "2020-01-01" });

/** Every way in which a host comes to the service. A body that is too large is refused whole, which is an answer too. */
const PATHS: readonly Path[] = [
  {
    name: "a report",
    send: (url) => publicPost("/v1/resellers/reports", JSON.stringify({ url }), "application/json"),
    refusal: [400, 413],
  },
  {
    name: "the form of the public page",
    send: (url) => publicPost("/official/reports", form({ url, note: "seen" }), FORM),
    refusal: [400, 413],
  },
  {
    name: "the question of a buyer",
    send: (url) => publicGet(`/official?url=${encodeURIComponent(url.slice(0, 4_000))}`),
    refusal: [400, 200],
  },
  {
    name: "the question of a program",
    send: (url) => publicGet(`/v1/resellers/check?url=${encodeURIComponent(url.slice(0, 4_000))}`),
    refusal: [400],
  },
  {
    name: "the form of the staff",
    send: (url) => staffPost("/console/resellers", form({ url, note: "seen" }), FORM),
    refusal: [400, 413],
  },
  {
    name: "a scan of text",
    send: (host) => staffPost("/v1/resellers/scans", `${host}\nexample.com`, "text/plain"),
    refusal: [200],
  },
  {
    name: "a scan of JSON",
    send: (host) =>
      staffPost("/v1/resellers/scans", JSON.stringify({ hosts: [host, "example.com"] }), "application/json"),
    refusal: [200, 413],
  },
  {
    name: "an import of CSV",
    send: (host) =>
      staffPost("/v1/resellers/imports", `url,note\r\n${csvLine([host.replace(/^'/, ""), "seen"])}`, "text/csv"),
    refusal: [200],
  },
  {
    name: "an import of NDJSON",
    send: (host) => staffPost("/v1/resellers/imports", JSON.stringify({ host }), "application/x-ndjson"),
    refusal: [200],
  },
  {
    name: "the registry",
    send: (host) =>
      staffPost("/v1/resellers/authorized?preview=true", JSON.stringify([partner(host)]), "application/json", "PUT"),
    refusal: [400, 413],
  },
];

describe.each(PATHS)("$name", ({ name, send, refusal }) => {
  it.each(HOSTILE)("answers %s, and opens no case about it", async (_, host) => {
    const before = await env.DB.prepare(CASES).first();
    const response = await send(host);
    const text = await responseText(response);
    expect(refusal, text.slice(0, 200)).toContain(response.status);
    const type = response.headers.get("content-type") ?? "";
    if (type.startsWith("text/html")) expect(text).not.toContain("<script>alert");
    else expect(type).toMatch(/^application\/(problem\+json|json|x-ndjson)$/);
    expect(text.length).toBeLessThan(20_000);
    expect(await env.DB.prepare(CASES).first()).toEqual(before);
  });

  it("goes on with the next host", async () => {
    const host = `${GOOD}-${PATHS.findIndex((path) => path.name === name)}.top`;
    const response = await send(host);
    expect([200, 303], await responseText(response.clone())).toContain(response.status);
    const opens = /report|form|import/.test(name);
    expect((await findCase(host)) === undefined).toBe(!opens);
  });
});

it("none of the hostile texts names a seller", () => {
  expect(HOSTILE.filter(([, host]) => parseSellerUrl(host).ok).map(([name]) => name)).toEqual([]);
});
