import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { apiReference } from "../../src/console/view-models/api-reference.ts";
import { BODY_WITHIN_MS } from "../../src/domain/limits.ts";
import { ROUTES } from "../../src/http/routes.ts";
import { PROBLEMS } from "../../src/wire/problem.ts";
import worker from "../../src/worker.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { call, migrateDatabase, shopKey, slugOf } from "./support/deployment.ts";
import { signingKey, takeApart } from "./support/forge.ts";
import { checkout, holdUnit, ledgerOf, newSale, redeem } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const get = (path: string) => call(path, { method: "GET", shop: undefined, key: "" });

/** Calls the same Worker as a deployment with other settings would: storage is shared, settings are replaced. */
async function callWith(settings: object, path: string, init: RequestInit = {}): Promise<Response> {
  const context = createExecutionContext();
  const response = await worker.fetch(
    new Request(`https://firsthand.test${path}`, init),
    { ...env, ...settings },
    context,
  );
  await waitOnExecutionContext(context);
  return response;
}

describe("healthz", () => {
  it("names what is live", async () => {
    const seen = await get("/healthz");
    expect(seen.json).toEqual({
      status: "ok",
      policyHash: expect.stringMatching(/^sha256-[\w-]{43}$/),
      modelVersion: "checkout-v1.0",
      build: expect.any(String),
    });
    expect(seen.headers.get("cache-control")).toBe("no-store");
  });

  it("is 503 with every wrong setting and no value of any", async () => {
    const canary = "canary-of-a-secret";
    const settings = {
      PEPPERS: canary,
      ISSUER: canary,
      SHOPS: `{"${canary}":{}}`,
      STAFF_ROLES: `{"${canary}":"king"}`,
    };
    const response = await callWith({ ...settings, TOKEN_SECRETS: `[{"kid":"k","k":"${canary}"}]` }, "/healthz");
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(text).not.toContain(canary);
    const { status, problems } = z
      .object({ status: z.string(), problems: z.array(z.string()) })
      .parse(JSON.parse(text));
    expect(status).toBe("failing");
    expect(new Set(problems.map((problem) => /^[A-Z_]+/.exec(problem)?.[0]))).toEqual(
      new Set(["PEPPERS", "ISSUER", "SHOPS", "STAFF_ROLES", "TOKEN_SECRETS"]),
    );
  });

  it("says that a key cannot be imported", async () => {
    const { kid } = signingKey();
    const key = { kty: "OKP", crv: "Ed25519", x: "AAAA", d: "AAAA", kid, status: "active" };
    const response = await callWith({ SIGNING_KEYS: JSON.stringify([key]) }, "/healthz");
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("SIGNING_KEYS");
  });

  it("leaves everything else at 503 not-configured meanwhile, console and problem pages too", async () => {
    for (const path of ["/v1/sales/x", "/console", "/problems/internal", "/.well-known/jwks.json", "/openapi.json"]) {
      const response = await callWith({ PEPPERS: "[]" }, path);
      expect(response.status, path).toBe(503);
      expect(await response.json(), path).toMatchObject({ type: "/problems/not-configured", status: 503 });
    }
  });
});

describe("the key set", () => {
  it("holds active, next and retiring keys, public parts only", async () => {
    const seen = await get("/.well-known/jwks.json");
    const kids = (["active", "next", "retiring"] as const).map((status) => signingKey(status).kid);
    expect(seen.json).toEqual({
      keys: kids.map((kid) => ({ kty: "OKP", crv: "Ed25519", x: expect.any(String), kid, alg: "EdDSA", use: "sig" })),
    });
    for (const status of ["active", "next", "retiring", "retired"] as const) {
      expect(seen.text).not.toContain(signingKey(status).d);
    }
    expect(seen.text).not.toContain(signingKey("retired").kid);
  });

  it("verifies an allow token as a shop does, with a library of its own choice", async () => {
    const { token, holdId } = await holdUnit(await newSale());
    const jwks: JSONWebKeySet = JSON.parse((await get("/.well-known/jwks.json")).text);
    const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), {
      issuer: env.ISSUER,
      audience: "shop-a",
      typ: "allow+jwt",
      algorithms: ["EdDSA"],
    });
    expect(payload.jti).toBe(holdId);
  });
});

describe("a rotation of the signing key", () => {
  const rotated = (statuses: { [from: string]: string }) => ({
    SIGNING_KEYS: JSON.stringify(
      Object.entries(statuses).map(([from, status]) => ({
        ...signingKey(z.enum(["active", "next", "retiring", "retired"]).parse(from)),
        status,
      })),
    ),
  });
  const shopCall = (body: unknown, key: string): RequestInit => ({
    method: "POST",
    headers: {
      Authorization: `Bearer ${shopKey()}`,
      "Content-Type": "application/json",
      "Idempotency-Key": key,
    },
    body: JSON.stringify(body),
  });
  const redeemWith = async (settings: object, token: string) => {
    const response = await callWith(
      settings,
      "/v1/tokens/redeem",
      shopCall({ token, orderId: "o" }, crypto.randomUUID()),
    );
    return [
      response.status,
      z
        .object({ type: z.string().optional() })
        .parse(await response.json())
        .type?.split("/")
        .at(-1),
    ];
  };

  it("signs with the new key, accepts the old one until it is retired, and refuses it then", async () => {
    const saleId = await newSale();
    const [first, second] = [await holdUnit(saleId, 1), await holdUnit(saleId, 2)];
    const changed = rotated({ next: "active", active: "retiring" });
    const path = `/v1/sales/${saleId}/checkouts`;
    const fresh = await callWith(changed, path, shopCall(checkoutOf(3), crypto.randomUUID()));
    const { allowToken } = z.object({ allowToken: z.string() }).parse(await fresh.json());
    expect(JSON.parse(takeApart(allowToken).header).kid).toBe(signingKey("next").kid);
    expect(await redeemWith(changed, first.token)).toEqual([200, undefined]);
    // An isolate with yesterday's settings knows the new key already.
    expect((await redeem(allowToken)).status).toBe(200);
    expect(await redeemWith(rotated({ next: "active", active: "retired" }), second.token)).toEqual([
      401,
      "token-rejected",
    ]);
  });

  it("repeats a reply byte for byte under a retired key, and says when the key was withdrawn", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const first = await checkout(saleId, checkoutOf(1), { key });
    const path = `/v1/sales/${saleId}/checkouts`;
    const retired = await callWith(rotated({ next: "active", active: "retired" }), path, shopCall(checkoutOf(1), key));
    expect(await retired.text()).toBe(first.text);
    const withdrawn = await callWith(rotated({ next: "active" }), path, shopCall(checkoutOf(1), key));
    expect(withdrawn.status).toBe(409);
    expect(await withdrawn.json()).toMatchObject({ type: `${env.ISSUER}/problems/idempotent-reply-withdrawn` });
  });
});

describe("a change of the pepper", () => {
  it("leaves a sale its own, so that limits and repeats still hold", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const first = await checkout(saleId, checkoutOf(1), { key });
    const old: unknown[] = JSON.parse(env.PEPPERS);
    const settings = { PEPPERS: JSON.stringify([{ epoch: "test2", k: "A".repeat(43) }, ...old]) };
    const again = (body: object, under: string) =>
      callWith(settings, `/v1/sales/${saleId}/checkouts`, {
        method: "POST",
        headers: { Authorization: `Bearer ${shopKey()}`, "Content-Type": "application/json", "Idempotency-Key": under },
        body: JSON.stringify(body),
      });
    expect(await (await again(checkoutOf(1), key)).text()).toBe(first.text);
    const second = await (await again({ ...checkoutOf(2), device: { id: "dev_1" } }, "other")).json();
    expect(second).toMatchObject({ verdict: "deny", reasons: expect.arrayContaining([LIMIT_DEVICE]) });
  });
});

const LIMIT_DEVICE = expect.objectContaining({ code: "LIMIT_DEVICE" });

describe("the description of the API", () => {
  const schema = z.looseObject({});
  const operation = z.object({
    operationId: z.string().regex(/^[a-z]+[A-Za-z]*$/),
    summary: z.string().min(1),
    description: z.string().optional(),
    tags: z.array(z.enum(["Public", "Shop", "Staff"])).length(1),
    security: z.array(z.record(z.string(), z.tuple([]))),
    parameters: z.array(
      z.object({ name: z.string(), in: z.enum(["path", "header", "query"]), required: z.boolean(), schema }).loose(),
    ),
    requestBody: z
      .object({ required: z.literal(true), content: z.object({ "application/json": z.object({ schema }) }) })
      .optional(),
    responses: z.record(z.string().regex(/^[2-5]\d\d$/), z.object({ description: z.string().min(1) }).loose()),
  });
  const document = z.object({
    openapi: z.literal("3.1.0"),
    info: z.object({ title: z.string(), version: z.string(), license: schema, description: z.string() }),
    servers: z.array(z.object({ url: z.url() })).min(1),
    tags: z.array(z.object({ name: z.string() })),
    paths: z.record(z.string().startsWith("/"), z.record(z.enum(["get", "put", "post"]).or(z.string()), operation)),
    components: z.object({
      schemas: z.record(z.string(), schema),
      securitySchemes: z.object({ shopKey: schema, staff: schema }),
    }),
  });
  const read = async () => document.parse((await get("/openapi.json")).json);

  it("lists every route, each under its own name, and nothing else", async () => {
    const { paths } = await read();
    const listed = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => `${method} ${path} ${operationId}`),
    );
    expect(listed.sort()).toEqual(
      ROUTES.map(({ method, path, operationId }) => `${method} ${path} ${operationId}`).sort(),
    );
    expect(new Set(listed.map((line) => line.split(" ")[2])).size).toBe(ROUTES.length);
  });

  it("has the calls that shops were promised", async () => {
    const { paths } = await read();
    for (const promised of [
      "get /healthz",
      "get /.well-known/jwks.json",
      "get /v1/sales/{saleId}",
      "put /v1/sales/{saleId}",
      "post /v1/sales/{saleId}/visits",
      "post /v1/sales/{saleId}/stock",
      "post /v1/sales/{saleId}/pause",
      "post /v1/sales/{saleId}/resume",
      "post /v1/sales/{saleId}/checkouts",
      "post /v1/sales/{saleId}/challenges/{challengeId}",
      "post /v1/tokens/redeem",
      "post /v1/tokens/release",
      "post /v1/siteverify",
      "get /v1/decisions/{decisionId}",
      "get /v1/sales/{saleId}/ledger",
    ]) {
      const [method = "", path = ""] = promised.split(" ");
      expect(paths[path]?.[method], promised).toBeDefined();
    }
  });

  it("declares every parameter of a path, and refers to nothing that is not there", async () => {
    const whole = await read();
    for (const [path, operations] of Object.entries(whole.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(operations)) {
        expect(
          parameters.filter((each) => each.in === "path").map(({ name }) => name),
          path,
        ).toEqual(names);
      }
    }
    const references = [...JSON.stringify(whole).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(20);
    for (const [, name] of references) expect(Object.keys(whole.components.schemas)).toContain(name);
  });

  it("names the fields of every body and answer for the documentation", async () => {
    const { sections } = apiReference((await get("/openapi.json")).json);
    const calls = new Map(sections.flatMap((section) => section.calls).map((described) => [described.id, described]));
    for (const { operationId, body, answer } of ROUTES) {
      const described = calls.get(operationId);
      const takesNothing = operationId === "pauseSale" || operationId === "resumeSale";
      if (body !== undefined && !takesNothing) {
        expect(described?.body?.length ?? 0, `fields of the body of ${operationId}`).toBeGreaterThan(0);
      }
      if (answer !== undefined) {
        expect(described?.answer?.length ?? 0, `fields of the answer of ${operationId}`).toBeGreaterThan(0);
      }
    }
  });

  it("asks every state-changing shop call for an Idempotency-Key", async () => {
    for (const { method, path, keyed, caller } of ROUTES) {
      if (method === "get" || caller === "anybody" || caller === "staff") continue;
      expect(keyed, path).toBe(true);
    }
  });
});

describe("problems", () => {
  it.each(Object.entries(PROBLEMS))("%s leads to a page", async (slug, { status, title }) => {
    const seen = await get(`/problems/${slug}`);
    expect(seen.status).toBe(200);
    expect(seen.headers.get("content-type")).toContain("text/html");
    expect(seen.text).toContain(`status ${status}`);
    expect(seen.text).toContain(title.replaceAll("'", "&#39;"));
  });

  it.each(["nope", "__proto__", "constructor", "%3Cscript%3E"])("a problem %s is none", async (slug) => {
    const seen = await get(`/problems/${slug}`);
    expect([seen.status, slugOf(seen)]).toEqual([404, "not-found"]);
  });

  it("carry the id of the request that is also in its header", async () => {
    const seen = await get("/v1/sales/never-made");
    expect(seen.json.instance).toMatch(/^req_[0-9A-Z]{26}$/);
    expect(seen.headers.get("x-request-id")).toBe(seen.json.instance);
    expect(seen.headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    "/",
    "/v1",
    "/v2/sales/x",
    "/v1/sales",
    "/v1/sales/",
    "/v1/sales/x/",
    "/v1//sales/x",
    "/.env",
    "/v1/sales/x/visits/y",
  ])("an address that is none, %s, is 404 not-found", async (path) => {
    const seen = await get(path);
    expect([seen.status, slugOf(seen)]).toEqual([404, "not-found"]);
  });

  it.each([
    ["DELETE", "/v1/sales/x", "GET, PUT"],
    ["GET", "/v1/tokens/redeem", "POST"],
    ["PATCH", "/v1/sales/x/checkouts", "POST"],
    ["POST", "/v1/decisions/x", "GET"],
    ["POST", "/healthz", "GET"],
  ])("%s %s is 405 and says what it takes", async (method, path, allow) => {
    const seen = await call(path, { method, shop: undefined });
    expect([seen.status, slugOf(seen), seen.headers.get("allow")]).toEqual([405, "method-not-allowed", allow]);
  });

  it("a failure of our own is 500 internal with nothing but the request's id, and is logged without the input", async () => {
    const saleId = await newSale();
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const broken = {
      SALE: {
        getByName: () => {
          throw new Error("the object cannot be had");
        },
      },
    };
    const response = await callWith(broken, `/v1/sales/${saleId}/ledger`, {
      headers: { Authorization: `Bearer ${shopKey()}` },
    });
    const lines = logged.mock.calls.flat().join("\n");
    logged.mockRestore();
    expect(response.status).toBe(500);
    const document = z.looseObject({ instance: z.string(), detail: z.string() }).parse(await response.json());
    expect(document.detail).not.toContain("cannot be had");
    expect(lines).toContain(document.instance);
    expect(lines).not.toContain(shopKey());
  });
});

describe("a body whose client is slow or gone", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const headers = {
    "Content-Type": "application/json",
    "Idempotency-Key": "slow",
    Authorization: `Bearer ${shopKey()}`,
  };
  const begun = (controller: ReadableStreamDefaultController) => controller.enqueue(new TextEncoder().encode("{"));

  it("is 408 once it should have been here long before, and holds nobody up meanwhile", async () => {
    const saleId = await newSale();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const path = `/v1/sales/${saleId}/checkouts`;
    const answered = callWith({}, path, { method: "POST", headers, body: new ReadableStream({ start: begun }) });
    expect((await checkout(saleId, checkoutOf(1))).status).toBe(200);
    await vi.advanceTimersByTimeAsync(BODY_WITHIN_MS);
    const response = await answered;
    expect(response.status).toBe(408);
    expect(await response.json()).toMatchObject({ type: `${env.ISSUER}/problems/body-too-slow` });
  });

  it("is 400 where it breaks off, and nothing is held", async () => {
    const saleId = await newSale();
    const body = new ReadableStream({
      start: begun,
      pull: (controller) => controller.error(new Error("the client is gone")),
    });
    const response = await callWith({}, `/v1/sales/${saleId}/checkouts`, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(await ledgerOf(saleId)).toMatchObject({ attempts: 0, held: 0 });
  });
});

describe("overload", () => {
  const overloaded = Object.assign(new Error("Durable Object is overloaded."), { overloaded: true, retryable: true });
  const lost = Object.assign(new Error("Network connection lost."), { retryable: true });

  /** Objects whose first calls fail as the runtime fails them; the rest are the real ones. */
  function failing(error: Error, times: number) {
    let left = times;
    const stubs: number[] = [];
    const SALE = {
      getByName: (name: string) => {
        stubs.push(left);
        if (left-- > 0) return { view: () => Promise.reject(error), ledger: () => Promise.reject(error) };
        return env.SALE.getByName(name);
      },
    };
    return { SALE, stubs };
  }
  const readLedger = (settings: object, saleId: string) =>
    callWith(settings, `/v1/sales/${saleId}/ledger`, { headers: { Authorization: `Bearer ${shopKey()}` } });

  it("of an object is 503 with Retry-After, and it is not asked again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { SALE, stubs } = failing(overloaded, 1);
    const response = await readLedger({ SALE }, await newSale());
    vi.restoreAllMocks();
    expect([response.status, response.headers.get("retry-after"), stubs.length]).toEqual([503, "1", 1]);
  });

  it("a call that was lost on the way is made again, with a fresh stub, up to three times", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const saleId = await newSale();
    const twice = failing(lost, 2);
    expect((await readLedger(twice, saleId)).status).toBe(200);
    expect(twice.stubs.length).toBe(3);
    const always = failing(lost, 9);
    const response = await readLedger(always, saleId);
    vi.restoreAllMocks();
    expect([response.status, response.headers.get("retry-after"), always.stubs.length]).toEqual([503, "1", 3]);
  });

  it("of one sale in one isolate is shed at the configured number, and what was let in is served", async () => {
    const saleId = await newSale({ units: 50 });
    const settings = { ATTEMPTS_IN_FLIGHT_MAX: "4" };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, buyer) =>
        callWith(settings, `/v1/sales/${saleId}/checkouts`, {
          method: "POST",
          headers: {
            Authorization: `Bearer ${shopKey()}`,
            "Content-Type": "application/json",
            "Idempotency-Key": `k${buyer}`,
          },
          body: JSON.stringify(checkoutOf(buyer)),
        }),
      ),
    );
    const served = answers.filter(({ status }) => status === 200);
    const shed = answers.filter(({ status }) => status === 503);
    expect(served.length + shed.length).toBe(40);
    expect(served.length).toBeGreaterThanOrEqual(4);
    expect(shed.length).toBeGreaterThan(0);
    expect(shed.every(({ headers }) => headers.get("retry-after") === "1")).toBe(true);
    const ledger = await (await readLedger({}, saleId)).json();
    expect(ledger).toMatchObject({ attempts: served.length });
  });

  it("of the public calls of one address is 429 with Retry-After", async () => {
    const saleId = await newSale();
    const PUBLIC_LIMIT = { limit: async ({ key }: { key: string }) => ({ success: key !== "203.0.113.9" }) };
    for (const [method, path, body] of [
      ["GET", `/v1/sales/${saleId}`, undefined],
      ["POST", `/v1/sales/${saleId}/visits`, "{}"],
      ["POST", `/v1/sales/${saleId}/checkouts`, "{}"],
    ] as const) {
      const headers = { "CF-Connecting-IP": "203.0.113.9", "Content-Type": "application/json", "Idempotency-Key": "k" };
      const response = await callWith({ PUBLIC_LIMIT }, path, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      expect([response.status, response.headers.get("retry-after")], path).toEqual([429, "10"]);
      const other = { ...headers, "CF-Connecting-IP": "203.0.113.8", "X-Forwarded-For": "203.0.113.9" };
      const free = await callWith({ PUBLIC_LIMIT }, path, {
        method,
        headers: other,
        ...(body === undefined ? {} : { body }),
      });
      expect(free.status, path).not.toBe(429);
    }
  });

  it("that cannot be measured is no overload: a limiter that fails limits nobody", async () => {
    const saleId = await newSale();
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const PUBLIC_LIMIT = { limit: () => Promise.reject(new Error("the limiter is down")) };
    const response = await callWith({ PUBLIC_LIMIT }, `/v1/sales/${saleId}`);
    const lines = logged.mock.calls.flat().join("\n");
    logged.mockRestore();
    expect(response.status).toBe(200);
    expect(lines).toContain('"event":"limit-unavailable"');
  });
});
