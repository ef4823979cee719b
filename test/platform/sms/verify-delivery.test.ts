import { describe, expect, it } from "vitest";
import { SMS_ADAPTER_KINDS } from "../../../src/domain/sms/adapter.ts";
import { type SmsDelivery, verifyDelivery } from "../../../src/platform/sms/verify-delivery.ts";
import { SMS_ADAPTERS, signedTextHeaders } from "../../support/signed-text.ts";

const URL_OF = "https://api.example/v1/channels/sms/a";
const BODY = "From=%2B919876543210&Body=REG+MI3";
const ADAPTER = {
  "standard-webhooks": SMS_ADAPTERS.plain,
  twilio: SMS_ADAPTERS.twilio,
  "shared-secret": SMS_ADAPTERS.gateway,
};

const delivery = (headers: { readonly [name: string]: string }, change: Partial<SmsDelivery> = {}): SmsDelivery => ({
  url: URL_OF,
  body: BODY,
  header: (name) => headers[name],
  ...change,
});

describe.each(SMS_ADAPTER_KINDS)("a delivery of kind %s", (kind) => {
  const signed = (options: { atMs?: number; body?: string } = {}) =>
    signedTextHeaders(kind, { url: URL_OF, body: BODY, ...options });

  it("is proved by its secret", async () => {
    expect(await verifyDelivery(ADAPTER[kind], delivery(await signed()))).toBe(BODY);
  });

  it("is not proved without a signature, by another secret, for another body or with half a signature", async () => {
    const headers = await signed();
    const cut = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.slice(0, -4)]));
    const other = await signedTextHeaders(
      kind,
      { url: URL_OF, body: BODY },
      "whsec_bm90IHRoZSBzZWNyZXQgb2YgYW55Ym9keQ==",
    );
    const judged = await Promise.all([
      verifyDelivery(ADAPTER[kind], delivery({})),
      verifyDelivery(ADAPTER[kind], delivery(other)),
      verifyDelivery(ADAPTER[kind], delivery(headers, { body: `${BODY}0` })),
      verifyDelivery(ADAPTER[kind], delivery(cut)),
      verifyDelivery(ADAPTER[kind], delivery(Object.fromEntries(Object.keys(headers).map((name) => [name, "\u0000"])))),
    ]);
    expect(judged).toEqual(judged.map(() => undefined));
  });
});

describe("a delivery", () => {
  it.each(["twilio", "shared-secret"] as const)("of kind %s is not proved for another address", async (kind) => {
    const headers = await signedTextHeaders(kind, { url: "https://other.example/v1/channels/sms/a", body: BODY });
    expect(await verifyDelivery(ADAPTER[kind], delivery(headers))).toBe(undefined);
  });

  it.each([-6, 6])("of Standard Webhooks is not proved %i minutes from now", async (minutes) => {
    const atMs = Date.now() + minutes * 60_000;
    const headers = await signedTextHeaders("standard-webhooks", { url: URL_OF, body: BODY, atMs });
    expect(await verifyDelivery(ADAPTER["standard-webhooks"], delivery(headers))).toBe(undefined);
  });
});

describe("X-Twilio-Signature", () => {
  const form = (members: readonly (readonly [string, string])[]) => {
    const written = new URLSearchParams();
    for (const [name, value] of members) written.append(name, value);
    return written.toString();
  };
  const CALL = [
    ["CallSid", "CA1234567890ABCDE"],
    ["Digits", "1234"],
    ["To", "+18005551212"],
  ] as const;

  // Twilio's own examples, of its documentation and of the tests of its libraries.
  it.each([
    ["+14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8="],
    ["+12349013030", "0/KCTR6DLpKmkAf8muzZqo1nDgQ="],
  ])("is that of Twilio's published example from %s", async (number, signature) => {
    const body = form([...CALL, ["Caller", number], ["From", number]]);
    const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    const example = { kind: "twilio", secret: "12345" } as const;
    const headers = { "x-twilio-signature": signature };
    expect(await verifyDelivery(example, delivery(headers, { url, body }))).toBe(body);
    expect(await verifyDelivery(example, delivery(headers, { url: `${url}0`, body }))).toBe(undefined);
  });

  it("takes members that are there more than once as Twilio's libraries do", async () => {
    const body = form([
      ["Sid", "CA123"],
      ["SidAccount", "AC123"],
      ["Digits", "5678"],
      ["Digits", "1234"],
      ["Digits", "1234"],
    ]);
    const headers = { "x-twilio-signature": "IK+Dwps556ElfBT0I3Rgjkr1wJU=" };
    const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    expect(await verifyDelivery({ kind: "twilio", secret: "12345" }, delivery(headers, { url, body }))).toBe(body);
  });
});
