import { env } from "cloudflare:workers";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { ROUTES } from "../../src/http/routes.ts";
import { PROBLEMS } from "../../src/wire/problem.ts";
import { healthAnswer } from "../../src/wire/service.ts";
import { callWith } from "./support/call-with.ts";
import { call, migrateDatabase, shopKey, slugOf } from "./support/deployment.ts";
import { signingKey } from "./support/forge.ts";
import { holdUnit, newSale } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const get = (path: string) => call(path, { method: "GET", shop: undefined, key: "" });

describe("healthz", () => {
  it("names what is live", async () => {
    const seen = await get("/healthz");
    expect(seen.json).toEqual({
      status: "ok",
      policyHash: expect.stringMatching(/^sha256-[\w-]{43}$/),
      modelVersion: "checkout-v3.1",
      build: expect.any(String),
      serverTimeMs: expect.any(Number),
      warnings: [expect.stringMatching(/^ISSUER: is a name for documents/)],
    });
    expect(seen.headers.get("cache-control")).toBe("no-store");
  });

  it("warns of each setting that is left as a deployment finds it, and of no other", async () => {
    const warnings = async (settings: object) => {
      const response = await callWith(settings, "/healthz");
      const { status, warnings } = healthAnswer.parse(await response.json());
      expect([response.status, status]).toEqual([200, "ok"]);
      return (warnings ?? []).map((warning) => warning.split(": ")[0]);
    };
    const address = { ISSUER: "https://localhost" };
    expect(await warnings(address)).toEqual([]);
    expect(
      await warnings({ ...address, SHOPS: "{}", SMS_ADAPTERS: "", STAFF_ROLES: "{}", ACCESS_AUDIENCE: "" }),
    ).toEqual(["SHOPS", "STAFF_ROLES", "ACCESS_TEAM_DOMAIN, ACCESS_AUDIENCE"]);
  });

  it("is 503 where a deployed service would draw by a chain of a development composition", async () => {
    const response = await callWith({ ENVIRONMENT: "production" }, "/healthz");
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("BEACON: names a chain of a development composition");
  });

  it("is 503 where objects must be in a jurisdiction and the runtime has none, and nothing else answers", async () => {
    const settings = { JURISDICTION: "eu" };
    const response = await callWith(settings, "/healthz");
    expect(response.status).toBe(503);
    expect(healthAnswer.parse(await response.json()).problems).toEqual([
      "JURISDICTION: this runtime keeps no object in a jurisdiction; leave it empty",
    ]);
    expect((await callWith(settings, "/v1/sales/any")).status).toBe(PROBLEMS["not-configured"].status);
  });

  it("warns of sales whose objects are in another jurisdiction than the settings name", async () => {
    const saleId = await newSale();
    const place = (jurisdiction: string) =>
      env.DB.prepare("UPDATE sale SET jurisdiction = ? WHERE sale_id = ?").bind(jurisdiction, saleId).run();
    // A database of its own for an isolate, which remembers for seconds what it read.
    const warnings = async () => {
      const DB = { prepare: (sql: string) => env.DB.prepare(sql) };
      const response = await callWith({ ISSUER: "https://localhost", DB }, "/healthz");
      return healthAnswer.parse(await response.json()).warnings;
    };
    expect(await warnings()).toBe(undefined);
    await place("eu");
    expect(await warnings()).toEqual([expect.stringMatching(/^JURISDICTION: sales are listed/)]);
    await place("");
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

describe("the description of the API", () => {
  const schema = z.looseObject({});
  const operation = z.object({
    operationId: z.string().regex(/^[a-z]+[A-Za-z]*$/),
    summary: z.string().min(1),
    description: z.string().optional(),
    tags: z.array(z.enum(["Public", "Shop", "Partner", "Staff"])).length(1),
    security: z.array(z.record(z.string(), z.tuple([]))),
    parameters: z.array(
      z.object({ name: z.string(), in: z.enum(["path", "header", "query"]), required: z.boolean(), schema }).loose(),
    ),
    requestBody: z
      .object({
        required: z.literal(true),
        content: z.object({ "application/json": z.object({ schema }) }).or(z.record(z.string(), z.strictObject({}))),
      })
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

  it("asks every state-changing shop call for an Idempotency-Key", async () => {
    for (const { method, path, keyed, caller, operationId } of ROUTES) {
      // It changes nothing: it is a POST so that receipts stay out of addresses.
      if (operationId === "registrationStatus") continue;
      // The same rules again change nothing, whoever sends them.
      if (operationId === "putCampaign") continue;
      if (method === "get" || caller === "anybody" || caller.startsWith("staff")) continue;
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
