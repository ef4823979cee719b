import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WHY_LENGTH_MAX } from "../../src/domain/limits.ts";
import worker from "../../src/worker.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { assertion, personClaims, serveCertificates, teamKey } from "./support/access-team.ts";
import { call, migrateDatabase, type Seen, slugOf } from "./support/deployment.ts";
import { encode, signText, takeApart } from "./support/forge.ts";
import { decided, holdUnit, newSale, putSale } from "./support/shopping.ts";

const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});
afterAll(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const ORIGIN = "https://firsthand.test";

/** Asks for a page or a call as whoever the assertion says. */
function ask(path: string, proof: string | undefined, more: Parameters<typeof call>[1] = {}): Promise<Seen> {
  const headers = { ...(proof === undefined ? {} : { "Cf-Access-Jwt-Assertion": proof }), ...more.headers };
  return call(path, { method: "GET", shop: undefined, key: "", ...more, headers });
}

function postForm(path: string, proof: string | undefined, form: object, headers: { [name: string]: string } = {}) {
  const body = new URLSearchParams(Object.entries(form)).toString();
  const type = { "Content-Type": "application/x-www-form-urlencoded", Origin: ORIGIN };
  return ask(path, proof, { method: "POST", body, headers: { ...type, ...headers } });
}

const nowSeconds = Math.floor(Date.now() / 1000);

async function strangerKey(alg: "RS256" | "ES256" | "EdDSA"): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return await exportJWK(privateKey);
}

async function signedBy(key: JWK, header: object, alg: string): Promise<string> {
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(personClaims())))
    .setProtectedHeader({ alg, ...header })
    .sign(await importJWK(key, alg));
}

/** The public key of the team, as the secret of an HMAC: the classic confusion. */
async function hmacWithPublicKey(alg: "HS256" | "HS512"): Promise<string> {
  const { n } = teamKey();
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(personClaims())))
    .setProtectedHeader({ alg, kid: "access-key" })
    .sign(new TextEncoder().encode(n));
}

async function withHeader(header: string): Promise<string> {
  return await signText(header, JSON.stringify(personClaims()), teamKey(), "RS256");
}

async function withPayload(payload: string): Promise<string> {
  return await signText('{"alg":"RS256","kid":"access-key"}', payload, teamKey(), "RS256");
}

const FORGED: [string, () => Promise<string> | string][] = [
  ["an empty text", () => ""],
  ["text that is no token", () => "hello"],
  ["three empty parts", () => ".."],
  ["an unsigned token", () => `${encode('{"alg":"none"}')}.${encode(JSON.stringify(personClaims()))}.`],
  [
    "an unsigned token in other letters",
    () => `${encode('{"alg":"nOnE"}')}.${encode(JSON.stringify(personClaims()))}.`,
  ],
  ["a signature cut off", async () => (await assertion()).replace(/\.[^.]*$/, ".")],
  ["a signature of another token", async () => swapSignature(await assertion(), await assertion({ sub: "x" }))],
  ["HS256 with the public key", () => hmacWithPublicKey("HS256")],
  ["HS512 with the public key", () => hmacWithPublicKey("HS512")],
  [
    "another RSA key under the same kid",
    async () => signedBy(await strangerKey("RS256"), { kid: "access-key" }, "RS256"),
  ],
  ["another RSA key under an unknown kid", async () => signedBy(await strangerKey("RS256"), { kid: "other" }, "RS256")],
  ["an EC key", async () => signedBy(await strangerKey("ES256"), { kid: "access-key" }, "ES256")],
  ["an Ed25519 key", async () => signedBy(await strangerKey("EdDSA"), { kid: "access-key" }, "EdDSA")],
  ["a key of its own in the header", () => ownKeyInHeader("jwk")],
  ["an address of keys in the header", () => ownKeyInHeader("jku")],
  ["a certificate in the header", () => ownKeyInHeader("x5c")],
  ["an unknown critical extension", () => withHeader('{"alg":"RS256","kid":"access-key","crit":["x"],"x":1}')],
  ["an unencoded payload", () => withHeader('{"alg":"RS256","kid":"access-key","crit":["b64"],"b64":false}')],
  ["a header that is no object", () => withHeader("[]")],
  ["a payload that is no object", () => withPayload("[]")],
  ["a payload that is no JSON", () => withPayload("person")],
  ["five parts", async () => `${await assertion()}.a.b`],
  ["RS512 by the true key", async () => signedBy(withoutAlg(teamKey()), { kid: "access-key" }, "RS512")],
  ["PS256 by the true key", async () => signedBy(withoutAlg(teamKey()), { kid: "access-key" }, "PS256")],
  ["an assertion that has expired", () => assertion({ exp: nowSeconds - 1 })],
  ["an assertion that is not good yet", () => assertion({ nbf: nowSeconds + 120 })],
  ["an assertion without an end", () => assertion({ exp: undefined })],
  ["an assertion without a beginning", () => assertion({ iat: undefined })],
  ["an end that is no number", () => assertion({ exp: "9999999999" })],
  ["another team", () => assertion({ iss: "https://other.access.test" })],
  ["the team with a slash", () => assertion({ iss: `${env.ACCESS_TEAM_DOMAIN}/` })],
  ["no issuer", () => assertion({ iss: undefined })],
  ["another application", () => assertion({ aud: ["0".repeat(64)] })],
  ["another application as text", () => assertion({ aud: "0".repeat(64) })],
  ["ours and another application", () => assertion({ aud: [env.ACCESS_AUDIENCE, "0".repeat(64)] })],
  ["another application and ours", () => assertion({ aud: ["0".repeat(64), env.ACCESS_AUDIENCE] })],
  ["no application", () => assertion({ aud: undefined })],
  ["an empty list of applications", () => assertion({ aud: [] })],
  ["a service", () => assertion({ sub: "", email: undefined, common_name: "ci.access" })],
  ["a service with a subject", () => assertion({ email: undefined, common_name: "ci.access" })],
  ["a person without a subject", () => assertion({ sub: undefined })],
  ["a person with an empty subject", () => assertion({ sub: "" })],
  ["an e-mail that is no text", () => assertion({ email: ["trust@staff.example"] })],
  ["an empty e-mail", () => assertion({ email: "" })],
];

function withoutAlg({ alg: _alg, ...key }: JWK): JWK {
  return key;
}

function swapSignature(token: string, other: string): string {
  return `${token.slice(0, token.lastIndexOf("."))}.${takeApart(other).signature}`;
}

async function ownKeyInHeader(member: "jwk" | "jku" | "x5c"): Promise<string> {
  const key = await strangerKey("RS256");
  const { kty, n, e } = key;
  const value = { jwk: { kty, n, e }, jku: "https://evil.example/keys", x5c: ["MIIB"] }[member];
  return await signedBy(key, { kid: "access-key", [member]: value }, "RS256");
}

describe("a forged assertion", () => {
  it("is one of thirty at least", () => {
    expect(FORGED.length).toBeGreaterThanOrEqual(30);
  });

  it.each(FORGED)("that is %s opens no page and no call", async (_, forge) => {
    const proof = await forge();
    logged.mockClear();
    for (const path of ["/console", "/console/decisions"]) expect((await ask(path, proof)).status, path).toBe(403);
    const ledger = await ask("/v1/sales/any/ledger", proof);
    expect([ledger.status, slugOf(ledger)]).toEqual([403, "forbidden"]);
    expect(logged.mock.calls.flat().map((line) => JSON.parse(line))).toEqual(
      [1, 2, 3].map(() => ({ event: "staff-refused", requestId: expect.any(String), reason: "unproved" })),
    );
  });

  it("is never helped by a shop key beside it", async () => {
    const saleId = await newSale();
    const headers = { "Cf-Access-Jwt-Assertion": "forged" };
    expect((await call("/console", { method: "GET", headers })).status).toBe(403);
    expect((await call(`/v1/sales/${saleId}/ledger`, { method: "GET", shop: "shop-b", headers })).status).toBe(404);
  });
});

describe("a person", () => {
  it.each([
    ["by e-mail", {}],
    ["by group", { email: "someone@staff.example", groups: ["others", "admins"] }],
  ])("with a role %s opens the console", async (_, change) => {
    const seen = await ask("/console", await assertion(change));
    expect(seen.status).toBe(200);
    expect(seen.headers.get("content-type")).toContain("text/html");
  });

  it.each([
    ["no role", { email: "nobody@staff.example" }],
    ["a group of no role", { email: "nobody@staff.example", groups: ["others"] }],
    ["groups that are no list", { email: "nobody@staff.example", groups: "admins" }],
    ["the e-mail of another case", { email: "TRUST@staff.example" }],
    ["a member of every object as e-mail", { email: "constructor" }],
  ])("with %s is 403", async (_, change) => {
    const proof = await assertion(change);
    expect((await ask("/console", proof)).status).toBe(403);
    expect(slugOf(await ask("/v1/sales/any/ledger", proof))).toBe("forbidden");
  });

  it("reads the ledger and the decisions of every shop", async () => {
    const saleId = `sale-${crypto.randomUUID()}`;
    await putSale(saleId, {}, "shop-b");
    const { token: _token, decisionId } = await holdUnitOf("shop-b", saleId);
    const proof = await assertion();
    expect((await ask(`/v1/sales/${saleId}/ledger`, proof)).json).toMatchObject({ held: 1 });
    expect((await ask(`/v1/decisions/${decisionId}`, proof)).json).toMatchObject({ decisionId, shop: "shop-b" });
  });
});

async function holdUnitOf(shop: "shop-b", saleId: string) {
  const seen = await call(`/v1/sales/${saleId}/checkouts`, { body: checkoutOf(1), shop });
  return { token: String(seen.json.allowToken), decisionId: String(seen.json.decisionId) };
}

describe("every page of the console", () => {
  async function pages(): Promise<string[]> {
    const saleId = await newSale({ title: "<script>alert('canary')</script>" });
    const { decisionId } = await holdUnit(saleId);
    await decided(saleId, { ...checkoutOf(2), payment: { method: "cash" } });
    return [
      "/console",
      `/console/sales/${saleId}`,
      `/console/sales/${saleId}/live.json`,
      `/console/sales/${saleId}/clusters`,
      `/console/sales/${saleId}/clusters/e1.account`,
      "/console/model",
      "/console/decisions",
      `/console/decisions?sale=${saleId}&verdict=deny&reason=x&after=${encodeURIComponent("'\"<x>")}`,
      `/console/decisions/${decisionId}`,
    ];
  }

  it("is closed to anybody, and tells nothing", async () => {
    for (const path of await pages()) {
      const seen = await ask(path, undefined);
      expect(seen.status, path).toBe(403);
      expect(seen.text, path).not.toContain("canary");
    }
  });

  it("is open to staff, without scripts of others, uncached, and never in a frame", async () => {
    const proof = await assertion();
    for (const path of await pages()) {
      const seen = await ask(path, proof);
      expect(seen.status, path).toBe(200);
      expect(seen.headers.get("cache-control"), path).toBe("no-store");
      const policy = seen.headers.get("content-security-policy") ?? "";
      expect(policy, path).not.toContain("unsafe");
      expect(policy, path).toMatch(/frame-ancestors 'none'/);
      expect(seen.headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(seen.text, path).not.toContain("<script>alert");
    }
  });

  it.each(["/console/sales/never-made", "/console/sales/NO", "/console/decisions/x", "/console/nothing"])(
    "%s is 404 for staff",
    async (path) => {
      expect((await ask(path, await assertion())).status).toBe(404);
    },
  );
});

describe("pausing by staff", () => {
  const phaseOf = async (saleId: string) => (await putSale(saleId)).json.phase;
  const actionsOn = async (saleId: string) =>
    (await env.DB.prepare("SELECT sub, action, reason FROM staff_action WHERE sale_id = ?").bind(saleId).all()).results;

  it("works with a reason, which is written down with the person", async () => {
    const saleId = await newSale();
    const seen = await postForm(`/console/sales/${saleId}/pause`, await assertion(), { why: "A bot wave" });
    expect([seen.status, seen.headers.get("location")]).toEqual([303, `/console/sales/${saleId}`]);
    expect(await phaseOf(saleId)).toBe("paused");
    await postForm(`/console/sales/${saleId}/resume`, await assertion(), { why: "Over" });
    expect(await phaseOf(saleId)).toBe("open");
    expect(await actionsOn(saleId)).toEqual([
      { sub: "person-1", action: "pause", reason: "A bot wave" },
      { sub: "person-1", action: "resume", reason: "Over" },
    ]);
  });

  it.each<[string, { [name: string]: string }]>([
    ["another site", { Origin: "https://evil.example" }],
    [
      "another site that claims ours in Sec-Fetch-Site",
      { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" },
    ],
    ["our own site by another one's navigation", { "Sec-Fetch-Site": "cross-site" }],
    ["a sibling site", { "Sec-Fetch-Site": "same-site" }],
    ["nowhere", { Origin: "null" }],
    ["our address without TLS", { Origin: "http://firsthand.test" }],
    ["our address on another port", { Origin: "https://firsthand.test:8443" }],
    ["an address that begins like ours", { Origin: "https://firsthand.test.evil.example" }],
  ])("is refused from %s, even with a good assertion, and nothing is done", async (_, headers) => {
    const saleId = await newSale();
    const seen = await postForm(`/console/sales/${saleId}/pause`, await assertion(), { why: "x" }, headers);
    expect(seen.status).toBe(403);
    expect(await phaseOf(saleId)).toBe("open");
    expect(await actionsOn(saleId)).toEqual([]);
  });

  it("is refused to the role brand, and to nobody's assertion", async () => {
    const saleId = await newSale();
    const brand = await assertion({ email: "brand@staff.example" });
    for (const proof of [brand, "forged", undefined]) {
      expect((await postForm(`/console/sales/${saleId}/pause`, proof, { why: "x" })).status).toBe(403);
    }
    expect(await phaseOf(saleId)).toBe("open");
  });

  it.each([
    ["none", {}],
    ["an empty one", { why: "   " }],
    ["one that is too long", { why: "x".repeat(WHY_LENGTH_MAX + 1) }],
  ])("needs a reason: %s is 400", async (_, form) => {
    const saleId = await newSale();
    expect((await postForm(`/console/sales/${saleId}/pause`, await assertion(), form)).status).toBe(400);
    expect(await actionsOn(saleId)).toEqual([]);
  });
});

describe("a deployment without Access", () => {
  it.each([
    ["team", { ACCESS_TEAM_DOMAIN: "" }],
    ["application", { ACCESS_AUDIENCE: "" }],
  ])("serves no staff call when the %s is not set", async (_, settings) => {
    const headers = { "Cf-Access-Jwt-Assertion": await assertion() };
    for (const path of ["/console", "/v1/sales/any/ledger"]) {
      const request = new Request(`${ORIGIN}${path}`, { headers });
      const response = await worker.fetch(request, { ...env, ...settings }, createExecutionContext());
      expect(response.status, path).toBe(403);
    }
  });
});
