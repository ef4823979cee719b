import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { verifyWebhook } from "../../src/client/index.ts";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER = "whsec_C2FVsBQIhrscChlQIMVb5sSYspob7oDw";
const BODY = '{"type":"hold.expired","timestamp":"2026-12-01T08:30:00.000Z","data":{"holdId":"hold_1"}}';

function headersOf(secret = SECRET, at = new Date()): { readonly [name: string]: string } {
  return {
    "webhook-id": "evt_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign("evt_1", at, BODY),
  };
}

describe("a message of a webhook", () => {
  it("is read with its id, from headers of Node and of the web", () => {
    const event = { id: "evt_1", ...JSON.parse(BODY) };
    expect(verifyWebhook(BODY, headersOf(), SECRET)).toEqual(event);
    expect(verifyWebhook(BODY, new Headers(headersOf()), SECRET)).toEqual(event);
  });

  it("is read by either secret while one takes the place of the other", () => {
    expect(verifyWebhook(BODY, headersOf(OTHER), [SECRET, OTHER])).toMatchObject({ type: "hold.expired" });
  });

  it.each([
    ["changed", `${BODY} `, headersOf()],
    ["signed by another secret", BODY, headersOf(OTHER)],
    ["five minutes old", BODY, headersOf(SECRET, new Date(Date.now() - 301_000))],
    ["not signed", BODY, {}],
    ["under another id", BODY, { ...headersOf(), "webhook-id": "evt_2" }],
  ])("is refused where it is %s", (_, body, headers) => {
    expect(() => verifyWebhook(body, headers, SECRET)).toThrow();
  });
});
