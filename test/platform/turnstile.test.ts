import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Turnstile, type TurnstileClaim, verifyTurnstile } from "../../src/platform/challenges/turnstile.ts";
import { type LocalServer, serveLocally } from "../support/local-server.ts";

const CLAIM: TurnstileClaim = {
  token: "token-1",
  challengeId: "chl_sale-1_01JD0000000000000000000000",
  address: "203.0.113.7",
  idempotencyKey: "5f0c7a3e-6f5d-4d2b-9d2a-2c9f6f1b8e21",
};

let server: LocalServer;
let turnstile: Turnstile;
/** What stands for Turnstile answers with; `undefined` for an endpoint that never answers. */
let answer: { status: number; body: string; location?: string } | undefined;
let asked: unknown[];
let logged: string[];

/** A server on this machine in the place of Cloudflare's, which no test calls. */
beforeEach(async () => {
  asked = [];
  logged = [];
  vi.spyOn(console, "error").mockImplementation((line: string) => logged.push(line));
  answer = answerOf({ success: true, "error-codes": [], cdata: CLAIM.challengeId, hostname: "shop.example" });
  server = await serveLocally(async (request, response) => {
    asked.push(JSON.parse(await text(request)));
    if (answer === undefined) return;
    const location = answer.location === undefined ? {} : { Location: answer.location };
    response.writeHead(answer.status, { "Content-Type": "application/json", ...location }).end(answer.body);
  });
  turnstile = { siteKey: "site-1", secret: "secret-1", verifyUrl: `${server.origin}/siteverify` };
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});

function answerOf(body: object, status = 200) {
  return { status, body: JSON.stringify(body) };
}

describe("a token of Turnstile", () => {
  it("is believed where its widget was shown for this challenge, and is sent with all that Turnstile asks for", async () => {
    expect(await verifyTurnstile(turnstile, CLAIM)).toEqual({ ok: true, value: undefined });
    expect(asked).toEqual([
      {
        secret: "secret-1",
        response: "token-1",
        remoteip: "203.0.113.7",
        idempotency_key: "5f0c7a3e-6f5d-4d2b-9d2a-2c9f6f1b8e21",
      },
    ]);
  });

  it.each([
    ["another challenge", { success: true, cdata: "chl_sale-1_01JE0000000000000000000000" }],
    ["no challenge", { success: true }],
  ])("that was shown for %s is rejected", async (_, body) => {
    answer = answerOf(body);
    expect(await verifyTurnstile(turnstile, CLAIM)).toEqual({ ok: false, error: "rejected" });
  });

  it.each(["invalid-input-response", "timeout-or-duplicate", "missing-input-response"])(
    "of which Turnstile says %s is rejected",
    async (code) => {
      answer = answerOf({ success: false, "error-codes": [code] });
      expect(await verifyTurnstile(turnstile, CLAIM)).toEqual({ ok: false, error: "rejected" });
      expect(logged).toEqual([]);
    },
  );
});

describe("Turnstile out of order", () => {
  it.each(["invalid-input-secret", "missing-input-secret", "bad-request", "internal-error"])(
    "says %s, which is not the buyer's fault and is logged",
    async (code) => {
      answer = answerOf({ success: false, "error-codes": [code] });
      expect(await verifyTurnstile(turnstile, CLAIM)).toEqual({ ok: false, error: "unavailable" });
      expect(logged).toEqual([JSON.stringify({ event: "turnstile-failed", codes: code })]);
    },
  );

  it.each([
    ["an error page", { status: 502, body: "<html>" }],
    ["JSON of another shape", answerOf({ ok: true })],
    ["a redirect", { status: 302, body: "", location: "/elsewhere" }],
  ])("answers with %s", async (_, given) => {
    answer = given;
    expect(await verifyTurnstile(turnstile, CLAIM)).toEqual({ ok: false, error: "unavailable" });
    expect(asked).toHaveLength(1);
  });

  it("cannot be reached", async () => {
    await server.close();
    expect(await verifyTurnstile(turnstile, CLAIM)).toEqual({ ok: false, error: "unavailable" });
  });

  it("does not answer in time, and is not waited for", async () => {
    answer = undefined;
    expect(await verifyTurnstile(turnstile, CLAIM)).toEqual({ ok: false, error: "unavailable" });
    expect(logged.join()).not.toContain("secret-1");
  });
});
