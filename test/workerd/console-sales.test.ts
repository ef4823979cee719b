import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { saleTemplate } from "../../src/console/sale-form/sale-template.ts";
import { writeSaleForm } from "../../src/console/sale-form/write-sale-form.ts";
import { SALE_MODES } from "../../src/domain/terms/definition.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase } from "./support/deployment.ts";
import { newSale, visitTo } from "./support/shopping.ts";
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
const NEW = "/console/new-sale";

/** Sends the form of a sale, as the template of a mode has it but for some fields. */
async function send(
  path: string,
  { who = "ana", mode = "flash", press = crypto.randomUUID(), ...change }: Partial<Sent> & { [field: string]: string },
) {
  const form = new URLSearchParams({ pressKey: press, do: "put", "/why": "The autumn sale", "/shop": "shop-a" });
  const kind = SALE_MODES.find((each) => each === mode) ?? "flash";
  const shown = { ...writeSaleForm(saleTemplate(kind, Date.now())) };
  for (const [field, text] of Object.entries(change)) {
    if (field in shown) shown[field] = [text];
    else form.set(field, text);
  }
  for (const [field, texts] of Object.entries(shown)) for (const text of texts) form.append(field, text);
  return await callAs(who === "dee" ? "dee" : "ana", path, { body: form.toString(), headers: OURS });
}
type Sent = { who: keyof typeof STAFF; mode: string; press: string };

const publicSale = (saleId: string) => call(`/v1/sales/${saleId}`, { method: "GET", key: "", shop: undefined });

async function actionsOn(saleId: string) {
  const rows = env.DB.prepare("SELECT action, email, reason FROM staff_action WHERE sale_id = ?").bind(saleId);
  return (await rows.all()).results;
}

describe("a sale that staff make", () => {
  it.each(SALE_MODES)("by the template for %s is its shop's, and the reason is kept", async (mode) => {
    const saleId = `made-${mode}`;
    const made = await send(NEW, { mode, "/saleId": saleId });
    expect([made.status, made.headers.get("location")]).toEqual([303, `/console/sales/${saleId}`]);
    expect((await publicSale(saleId)).json).toMatchObject({ mode, title: "New sale", phase: "scheduled" });
    const ledger = await call(`/v1/sales/${saleId}/ledger`, { method: "GET", key: "" });
    expect(ledger.json).toMatchObject({ received: 1000 });
    expect(await actionsOn(saleId)).toEqual([
      { action: "put-sale", email: "trust@staff.example", reason: "The autumn sale" },
    ]);
  });

  it("is made once, however often the button is pressed", async () => {
    const press = crypto.randomUUID();
    const [first, second] = [1, 2].map(() => send(NEW, { press, "/saleId": "pressed-twice" }));
    expect([(await first)?.status, (await second)?.status]).toEqual([303, 303]);
  });

  it("is not made by a check, nor where anything is wrong, and every problem is told at once", async () => {
    const checked = await send(NEW, { "/saleId": "only-checked", do: "check", "/why": "" });
    expect([checked.status, checked.text.includes("No problem. Buyers will read")]).toEqual([200, true]);
    const wrong = await send(NEW, {
      "/saleId": "Wrong Id",
      "/title": "",
      "/units": "many",
      "/why": "",
      "/shop": "shop-z",
    });
    expect(wrong.status).toBe(400);
    for (const place of ["saleId", "title", "units", "why", "shop"]) {
      expect(wrong.text).toContain(`href="#term-${place}"`);
      expect(wrong.text).toContain(`id="term-${place}-error"`);
    }
    // What was typed is still there.
    expect(wrong.text).toContain('value="Wrong Id"');
    expect((await publicSale("only-checked")).status).toBe(404);
  });

  it("never takes the place of one that is there, whoever's it is", async () => {
    const saleId = await newSale();
    const refused = await send(NEW, { "/saleId": saleId });
    expect([refused.status, refused.text.includes("is that of a sale which is there already")]).toEqual([400, true]);
    expect((await publicSale(saleId)).json).toMatchObject({ title: "Mi 3, second flash sale" });
  });
});

describe("a sale that staff change", () => {
  it("has the terms that its form says; what is fixed is named beside its field, and nothing is changed", async () => {
    const saleId = "changed";
    await send(NEW, { "/saleId": saleId });
    const path = `/console/sales/${saleId}/terms`;
    const changed = await send(path, { "/title": "Autumn sale" });
    expect(changed.status).toBe(303);
    expect((await publicSale(saleId)).json).toMatchObject({ title: "Autumn sale" });
    const refused = await send(path, { "/title": "Winter sale", "/units": "5" });
    expect([refused.status, refused.text.includes('id="term-units-error"')]).toEqual([400, true]);
    expect((await publicSale(saleId)).json).toMatchObject({ title: "Autumn sale" });
  });

  it("is changed by nobody without the role, and by no form of another site", async () => {
    const saleId = await newSale();
    for (const path of [NEW, `/console/sales/${saleId}/terms`]) {
      expect((await callAs("dee", path)).status).toBe(403);
      expect((await send(path, { who: "dee", "/saleId": "x" })).status).toBe(403);
    }
    expect((await callAs("dee", "/console")).text).not.toContain(`href="${NEW}"`);
    const headers = { ...OURS, Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" };
    expect((await callAs("ana", NEW, { body: "do=put", headers })).status).toBe(403);
  });
});

describe("the checklist of a sale", () => {
  it("is read by every role, and says what a visit of a buyer changes", async () => {
    const saleId = await newSale({ clientSignals: "required" });
    const path = `/console/sales/${saleId}/checklist`;
    const before = await callAs("dee", path);
    expect(before.text).toContain("No page has begun a visit. The sale requires signals");
    expect(before.text).toContain("10 units are free.");
    expect(before.text).toContain("Service and database agree.");
    expect(before.text).toContain("it has no webhook that is on");
    await call(`/v1/webhooks/checklist`, { method: "PUT", body: { url: "http://127.0.0.1:9/", events: ["hold.*"] } });
    await visitTo(saleId);
    await vi.waitUntil(
      async () => (await callAs("dee", path)).text.includes("1 visit was begun by pages with the SDK."),
      {
        timeout: 60_000,
      },
    );
    expect((await callAs("ana", path)).text).toContain("1 webhook is on.");
    expect((await callAs("ana", "/console/sales/unknown-sale/checklist")).status).toBe(404);
  });
});
