import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Miniflare, Response } from "miniflare";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startComposition } from "../../src/dev/composition.ts";
import { type LocalSettings, localSettings } from "../../src/dev/local-settings.ts";
import { assert } from "../../src/domain/result.ts";
import { freePort } from "../rig/shared/own-service.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { type LocalServer, serveLocally } from "../support/local-server.ts";

/** The deployed Worker, and a server on this machine in the place of Cloudflare's, which no test calls. */
describe("a challenge that Turnstile settles", () => {
  let folder: string;
  let settings: LocalSettings;
  let composition: Miniflare;
  let baseUrl: string;
  let server: LocalServer;
  /** What stands for Turnstile says: it vouches for a token of the form `for:<challenge>`. */
  let order: "works" | "broken";
  let asked: { readonly response: string; readonly secret: string; readonly idempotency_key: string }[];
  let buyers = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "firsthand-turnstile-"));
    settings = await localSettings(folder);
    server = await serveLocally(async (request, response) => {
      const question = JSON.parse(await text(request));
      asked.push(question);
      if (order === "broken") return response.writeHead(500).end("<html>");
      const cdata = /^for:(.+)$/.exec(question.response)?.[1];
      const codes = cdata === undefined ? ["invalid-input-response"] : [];
      return response.end(JSON.stringify({ success: cdata !== undefined, "error-codes": codes, cdata }));
    });
    const port = await freePort();
    baseUrl = `http://localhost:${port}`;
    composition = await startComposition({
      settings,
      port,
      stateFolder: join(folder, "state"),
      vars: {
        TURNSTILE_SITE_KEY: "site-1",
        TURNSTILE_SECRET: "secret-1",
        TURNSTILE_VERIFY_URL: `${server.origin}/siteverify`,
      },
      async outbound(request) {
        const { method, url } = request;
        const answer = await fetch(url, { method, body: await request.text() });
        return new Response(await answer.text(), { status: answer.status });
      },
    });
    await call("PUT", "/v1/sales/widget", { ...SALE, units: 100, clientSignals: "required" });
  });
  afterAll(async () => {
    await composition?.dispose();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    order = "works";
    asked = [];
  });

  async function call(
    method: string,
    path: string,
    body?: object,
    { byShop = true, key = randomUUID() as string } = {},
  ) {
    const response = await fetch(baseUrl + path, {
      method,
      headers: {
        ...(byShop ? { Authorization: `Bearer ${settings.shopKey}` } : {}),
        ...(body === undefined ? {} : { "Content-Type": "application/json", "Idempotency-Key": key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: Record<string, unknown> = JSON.parse(await response.text());
    return { status: response.status, answer, slug: String(answer.type).split("/").at(-1), headers: response.headers };
  }

  /** A buyer who is challenged. */
  async function challenged() {
    buyers += 1;
    const buyer = checkoutOf(buyers);
    const { answer } = await call("POST", "/v1/sales/widget/checkouts", buyer);
    const { challenge } = answer;
    assert(typeof challenge === "object" && challenge !== null && "id" in challenge, "the sale challenges");
    return { buyer, challenge, path: `/v1/sales/widget/challenges/${challenge.id}`, id: String(challenge.id) };
  }

  const fromBrowser = { byShop: false };

  it("is offered with the widget's key, and lets the next checkout through", async () => {
    const { buyer, challenge, path, id } = await challenged();
    expect(challenge).toMatchObject({ kinds: ["shop_otp", "turnstile"] });
    expect((await call("GET", path, undefined, fromBrowser)).answer).toMatchObject({
      turnstile: { siteKey: "site-1" },
    });
    const settled = await call("POST", path, { kind: "turnstile", token: `for:${id}` }, fromBrowser);
    expect([settled.status, asked.map(({ secret }) => secret)]).toEqual([200, ["secret-1"]]);
    const { challengeToken } = settled.answer;
    const next = await call("POST", "/v1/sales/widget/checkouts", { ...buyer, challengeToken });
    expect(next.answer).toMatchObject({ verdict: "allow", allocation: { status: "held" } });
  });

  it("asks Turnstile under one key for repeats of one call, and answers them with the same bytes", async () => {
    const { path, id } = await challenged();
    const once = { ...fromBrowser, key: "key-1" };
    const first = await call("POST", path, { kind: "turnstile", token: `for:${id}` }, once);
    const second = await call("POST", path, { kind: "turnstile", token: `for:${id}` }, once);
    expect(second.answer).toEqual(first.answer);
    expect(new Set(asked.map(({ idempotency_key }) => idempotency_key)).size).toBe(1);
    expect(asked[0]?.idempotency_key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("is not settled by a token of another challenge, nor by one that Turnstile refuses", async () => {
    const [{ path }, other] = [await challenged(), await challenged()];
    for (const token of [`for:${other.id}`, "made-up"]) {
      const refused = await call("POST", path, { kind: "turnstile", token }, fromBrowser);
      expect([token, refused.status, refused.slug]).toEqual([token, 409, "solution-rejected"]);
    }
  });

  it("says that nobody can verify it while Turnstile is down, and stays open for another try", async () => {
    const { path, id } = await challenged();
    order = "broken";
    const down = await call("POST", path, { kind: "turnstile", token: `for:${id}` }, fromBrowser);
    expect([down.status, down.slug, down.headers.get("retry-after")]).toEqual([503, "challenge-unverified", "5"]);
    order = "works";
    expect((await call("POST", path, { kind: "turnstile", token: `for:${id}` }, fromBrowser)).status).toBe(200);
  });
});
