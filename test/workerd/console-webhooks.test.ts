import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyWebhook } from "../../src/client/webhook.ts";
import { signedHeaders } from "../../src/platform/webhooks/secrets.ts";
import { webhookAnswer } from "../../src/wire/webhook.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase } from "./support/deployment.ts";
import { callAs, type STAFF } from "./support/staff.ts";

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
});

const OURS = {
  Origin: "https://firsthand.test",
  "Sec-Fetch-Site": "same-origin",
  "Content-Type": "application/x-www-form-urlencoded",
};
const PRESS = "7b0cf0a4-8f1c-4a39-9c31-1b6d6d0f0a11";
const SHOP = { shop: "shop-a" } as const;

let webhookId = "";
let made = 0;
/** A webhook at which nobody listens. */
beforeEach(async () => {
  made += 1;
  webhookId = `console-${made}`;
  await put("enabled");
});

async function put(state: "enabled" | "disabled") {
  const body = { url: "http://127.0.0.1:9/", events: ["hold.*"], state };
  return webhookAnswer.parse((await call(`/v1/webhooks/${webhookId}`, { method: "PUT", body, ...SHOP })).json);
}

async function press(what: string, fields: object = {}, who: keyof typeof STAFF = "ben") {
  const body = new URLSearchParams({ pressKey: PRESS, ...fields }).toString();
  return await callAs(who, `/console/webhooks/shop-a/${webhookId}/${what}`, { body, headers: OURS });
}

async function kept() {
  const { results } = await env.DB.prepare("SELECT event_id, state FROM webhook_delivery WHERE webhook_id = ?")
    .bind(webhookId)
    .all<{ event_id: string; state: string }>();
  return results;
}

const eventOf = (location: string | null) => new URL(location ?? "", "https://a.test").searchParams.get("sent");

describe("a form of a webhook's page", () => {
  it("sends one test event, however often its button is pressed", async () => {
    const [first, second] = [await press("test"), await press("test")];
    expect([first.status, second.status]).toEqual([303, 303]);
    const sent = eventOf(first.headers.get("location"));
    expect(eventOf(second.headers.get("location"))).toBe(sent);
    expect((await kept()).map(({ event_id }) => event_id)).toEqual([sent]);
    const page = await callAs("ana", first.headers.get("location") ?? "");
    expect(page.text).toContain(`The event ${sent} is on its way.`);
  });

  it("sends an event again that was given up", async () => {
    const eventId = eventOf((await press("test")).headers.get("location"));
    await env.DB.prepare("UPDATE webhook_delivery SET state = 'failed' WHERE event_id = ?").bind(eventId).run();
    expect((await press(`deliveries/${eventId}/redeliver`)).status).toBe(303);
    expect((await kept()).map(({ state }) => state)).not.toContain("failed");
  });

  it("shows a new secret once, and writes down to whom and why", async () => {
    const shown = await press("secrets", { why: "The old one was in a chat." });
    const [secret = ""] = /whsec_[A-Za-z0-9+/=]+/.exec(shown.text) ?? [];
    const message = { id: "evt_1", sentAtMs: Date.now(), body: "{}" };
    expect(verifyWebhook("{}", signedHeaders([secret], message) ?? {}, secret).id).toBe("evt_1");
    expect((await press("secrets", { why: "The old one was in a chat." })).text).toContain(secret);
    expect((await callAs("ben", `/console/webhooks/shop-a/${webhookId}`)).text).not.toContain("whsec_");
    const action = await env.DB.prepare("SELECT email, action, sale_id, reason FROM staff_action WHERE webhook = ?")
      .bind(`shop-a/${webhookId}`)
      .first();
    expect(action).toEqual({
      email: "ben@staff.example",
      action: "rotate-webhook-secret",
      sale_id: "",
      reason: "The old one was in a chat.",
    });
  });

  it.each([
    ["without the key that a page of ours gives", { pressKey: "again" }, 400, "A field of the form is missing"],
    ["with an empty key", { pressKey: "" }, 400, "A field of the form is missing"],
  ])("does nothing %s", async (_, fields, status, text) => {
    const answered = await press("test", fields);
    expect([answered.status, answered.text]).toEqual([status, expect.stringContaining(text)]);
    expect(await kept()).toEqual([]);
  });

  it("sends nothing to a webhook that is disabled, and its page says so", async () => {
    await put("disabled");
    expect((await press("test")).status).toBe(409);
    const page = await callAs("ana", `/console/webhooks/shop-a/${webhookId}`);
    expect(page.text).toContain("Nothing is sent while it is disabled.");
  });

  it.each([
    ["a webhook that is not there", "/console/webhooks/shop-a/none"],
    ["one of another shop", () => `/console/webhooks/shop-b/${webhookId}`],
  ])("is 404 of %s", async (_, path) => {
    const at = typeof path === "string" ? path : path();
    const body = new URLSearchParams({ pressKey: PRESS, why: "A typing error." }).toString();
    expect((await callAs("ben", at)).status).toBe(404);
    for (const form of ["test", "secrets", "deliveries/evt_1/redeliver"]) {
      expect([form, (await callAs("ben", `${at}/${form}`, { body, headers: OURS })).status]).toEqual([form, 404]);
    }
  });

  it("is 404 of an event that was never sent, and 400 of a page that no page gave", async () => {
    expect((await press("deliveries/evt_1/redeliver")).status).toBe(404);
    expect((await callAs("ana", `/console/webhooks/shop-a/${webhookId}?cursor=x`)).status).toBe(400);
  });

  it("puts no words of an address into its page", async () => {
    const page = await callAs("ana", `/console/webhooks/shop-a/${webhookId}?sent=evt_call%20this%20number&state=none`);
    expect([page.status, page.text]).toEqual([200, expect.not.stringContaining("call this number")]);
  });
});
