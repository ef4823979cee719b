import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { serveCertificates } from "./support/access-team.ts";
import { migrateDatabase, type Seen } from "./support/deployment.ts";
import { everyRow, placesOf } from "./support/every-row.ts";
import { checkout, decided, newSale } from "./support/shopping.ts";
import { somebody, tracesOf } from "./support/somebody.ts";
import { callAs, type STAFF } from "./support/staff.ts";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const WHY = "Request 17 by letter";

async function post(path: string, fields: { [name: string]: string }, who: keyof typeof STAFF = "ben"): Promise<Seen> {
  const headers = { Origin: "https://firsthand.test", "Content-Type": "application/x-www-form-urlencoded" };
  return await callAs(who, path, { body: new URLSearchParams(fields).toString(), headers });
}

const preview = (fields: { [name: string]: string }) => post("/console/erasures/preview", fields);
const erase = (fields: { [name: string]: string }) => post("/console/erasures", { why: WHY, ...fields });

/** The rows of each table that a preview speaks of. */
function rowsOf({ text }: Seen): { [table: string]: number } {
  const cells = text.matchAll(/<td class="wide-only code">(\w+)<\/td>\s*<td class="number">(\d+)<\/td>/g);
  return Object.fromEntries([...cells].map(([, table = "", rows]) => [table, Number(rows)]));
}

const erasures = async () => (await env.DB.prepare("SELECT * FROM erasure").all()).results;

async function someoneWhoTried() {
  const person = somebody();
  const saleId = await newSale();
  await checkout(saleId, { ...person, quantity: 5 });
  const email = { kind: "email", value: person.account.email };
  return { person, saleId, email };
}

describe("a preview", () => {
  it("counts what is in the archive, deletes nothing and writes nothing down", async () => {
    const { person, saleId, email } = await someoneWhoTried();
    const before = await erasures();
    const seen = await preview(email);
    expect([seen.status, rowsOf(seen)]).toEqual([200, { decision: 1, decision_key: 1 }]);
    expect(seen.text).toContain("1 account is known by this, in 1 sale.");
    expect(seen.text).toContain(saleId);
    expect(placesOf(await everyRow([saleId]), tracesOf(person))).toContain("D1 decision");
    expect(await erasures()).toEqual(before);
  });

  it("warns where several accounts would be forgotten", async () => {
    const { person, saleId } = await someoneWhoTried();
    const other = somebody();
    await decided(saleId, { ...other, account: { ...other.account, email: person.account.email }, quantity: 5 });
    const seen = await preview({ kind: "email", value: person.account.email });
    expect(seen.text).toContain("All 2 accounts would be forgotten");
  });

  it("says that what several accounts came with is taken out alone", async () => {
    const { person, saleId } = await someoneWhoTried();
    await decided(saleId, { ...somebody(), device: person.device, quantity: 5 });
    const seen = await preview({ kind: "device", value: person.device.id });
    expect(seen.text).toContain("Several accounts came with this, in 1 sale.");
    expect(seen.text).toContain("their history in the archive stays");
    expect(rowsOf(seen)).toEqual({});
  });

  it("says where nothing is known", async () => {
    const seen = await preview({ kind: "email", value: somebody().account.email });
    expect([seen.status, rowsOf(seen)]).toEqual([200, {}]);
    expect(seen.text).toContain("Nothing is known by this");
  });

  it.each([
    ["no mailbox", { kind: "email", value: "nobody" }, "cannot be read as an e-mail address"],
    ["a kind that is none", { kind: "name", value: "Ada" }, "not of its kind"],
    ["an empty field", { kind: "email", value: " " }, "missing"],
    ["a field that is too long", { kind: "account", value: "x".repeat(257) }, "too long"],
  ])("of %s is 400", async (_, fields, words) => {
    const seen = await preview(fields);
    expect([seen.status, seen.text.includes(words)]).toEqual([400, true]);
  });
});

describe("an erasure by the console", () => {
  it("leaves nothing of the person, and keeps who did it and why", async () => {
    const { person, saleId, email } = await someoneWhoTried();
    const seen = await erase(email);
    expect(seen.status).toBe(303);
    const places = placesOf(await everyRow([saleId]), tracesOf(person));
    expect(places.sort()).toEqual(["account", "link_member", "tombstone"].map((table) => `${saleId} ${table}`));
    const location = seen.headers.get("location") ?? "";
    const erasureId = new URL(location, "https://firsthand.test").searchParams.get("done");
    const row = await env.DB.prepare("SELECT * FROM erasure WHERE erasure_id = ?").bind(erasureId).first();
    const said = { source: "staff/person-ben", staff_email: "ben@staff.example", why: WHY };
    expect(row).toMatchObject({ ...said, kind: "email", sales: 1, tombstones: 1 });
    const page = (await callAs("ben", location)).text;
    expect(page).toContain(`${row?.deleted} rows are gone, in 1 sale and the archive.`);
    expect(page).toContain("ben@staff.example had somebody forgotten by an e-mail address");
    expect(page).toContain(WHY);
  });

  it("is written down where nobody was known, too", async () => {
    const before = (await erasures()).length;
    expect((await erase({ kind: "email", value: somebody().account.email })).status).toBe(303);
    expect(await erasures()).toHaveLength(before + 1);
  });

  it.each<[string, (value: string) => string]>([
    ["as it was typed", (value) => `${value} wrote to us`],
    ["in other letters", (value) => `${value.toUpperCase()} wrote to us`],
    ["with other signs", (value) => value.replace("@", " at ").replace(".", " . ").replaceAll(" at ", "")],
  ])("keeps no reason that repeats the identifier %s, and does nothing", async (_, reason) => {
    const { person, saleId, email } = await someoneWhoTried();
    const before = await erasures();
    const seen = await erase({ ...email, why: reason(email.value) });
    expect([seen.status, seen.text.includes("repeats the identifier")]).toEqual([400, true]);
    expect(await erasures()).toEqual(before);
    expect(placesOf(await everyRow([saleId]), tracesOf(person))).toContain(`${saleId} attempt`);
  });

  it.each(["ana", "dee"] as const)("and its page are closed to %s, who is no administrator", async (who) => {
    const { person, saleId, email } = await someoneWhoTried();
    expect((await callAs(who, "/console/erasures")).status).toBe(403);
    expect((await post("/console/erasures/preview", email, who)).status).toBe(403);
    expect((await post("/console/erasures", { ...email, why: WHY }, who)).status).toBe(403);
    expect(placesOf(await everyRow([saleId]), tracesOf(person))).toContain(`${saleId} attempt`);
  });
});
