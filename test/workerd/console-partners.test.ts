import { env } from "cloudflare:workers";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { serveCertificates } from "./support/access-team.ts";
import { migrateDatabase, type Seen } from "./support/deployment.ts";
import { callAs, type STAFF } from "./support/staff.ts";

const PAGE = "/console/resellers/partners";
const HEAD = "id,legalName,storefrontNames,aliases,hosts,urlPrefixes,regions,validFrom,validTo";
const NORTH = "p-north,North Phones,,,north-phones.example,,,2020-01-01,";
const SOUTH = "p-south,South Phones,,,south-phones.example,,,2020-01-01,";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});
beforeEach(async () => {
  await callAs("dee", "/v1/resellers/authorized", { method: "PUT", body: [] });
});
afterAll(() => {
  vi.unstubAllGlobals();
});

async function post(path: string, form: FormData, who: keyof typeof STAFF = "dee"): Promise<Seen> {
  const sent = new Response(form);
  const headers = { Origin: "https://firsthand.test", "Content-Type": sent.headers.get("content-type") ?? "" };
  return await callAs(who, path, { body: new Uint8Array(await sent.arrayBuffer()), headers });
}

async function preview(
  file: string | Uint8Array<ArrayBuffer>,
  name = "partners.csv",
  who: keyof typeof STAFF = "dee",
): Promise<Seen> {
  const form = new FormData();
  form.set("registry", new File([file], name));
  return await post(`${PAGE}/preview`, form, who);
}

/** Sends the form of the preview as a browser does. */
async function confirm({ text }: Seen, who: keyof typeof STAFF = "dee"): Promise<Seen> {
  const form = new FormData();
  for (const [, name = "", value = ""] of text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)) {
    form.set(name, value);
  }
  const chosen = /<textarea name="text"[^>]*>([^<]*)<\/textarea>/.exec(text)?.[1] ?? "";
  form.set("text", chosen.replaceAll("&quot;", '"').replaceAll("\n", "\r\n"));
  return await post(PAGE, form, who);
}

const registered = async () =>
  (await env.DB.prepare("SELECT partner_id AS id FROM partner ORDER BY id").all<{ id: string }>()).results.map(
    ({ id }) => id,
  );

describe("the page of authorized partners", () => {
  it.each([
    ["CSV", "partners.csv", `${HEAD}\n${NORTH}\n${SOUTH}\n`],
    [
      "JSON",
      "partners.JSON",
      JSON.stringify([
        { id: "p-north", legalName: "North Phones", hosts: ["north-phones.example"], validFrom: "2020-01-01" },
        { id: "p-south", legalName: "South Phones", hosts: ["south-phones.example"], validFrom: "2020-01-01" },
      ]),
    ],
  ])("shows what a file of %s would change, and then imports it", async (_, name, file) => {
    const seen = await preview(file, name);
    expect(seen.status).toBe(200);
    for (const words of ["Come in: 2", "North Phones (p-north)", "2 partners are authorized from now on"]) {
      expect(seen.text).toContain(words);
    }
    expect(await registered()).toEqual([]);
    const imported = await confirm(seen);
    expect([imported.status, imported.headers.get("location")]).toEqual([303, PAGE]);
    expect(await registered()).toEqual(["p-north", "p-south"]);
    expect((await callAs("ana", PAGE)).text).toContain("2 partners, by import");
  });

  it("says who would go, and whose addresses nobody would answer for", async () => {
    await confirm(await preview(`${HEAD}\n${NORTH}\n${SOUTH}\n`));
    const { text } = await preview(`${HEAD}\n${NORTH.replace("North Phones", "North Phones Ltd")}\n`);
    for (const words of [
      "Change: 1",
      "North Phones Ltd (p-north): legalName",
      "Go: 1",
      "South Phones (p-south)",
      "Addresses that nobody answers for any more: 1",
      "south-phones.example",
    ]) {
      expect(text).toContain(words);
    }
  });

  it("lists partners, finds them by what they sell at, and hands all of them out to be imported again", async () => {
    await confirm(await preview(`${HEAD}\n${NORTH}\n${SOUTH}\n`));
    const { text } = await callAs("ana", `${PAGE}?q=south-ph`);
    expect([text.includes("South Phones"), text.includes("North Phones")]).toEqual([true, false]);
    const file = await callAs("ana", `${PAGE}/registry.csv`);
    expect(file.headers.get("content-disposition")).toContain("partners.csv");
    expect((await preview(file.text)).text).toContain("exactly these partners");
  });

  it("shows one partner, adds one and ends one", async () => {
    const form = new FormData();
    const fields = {
      id: "p-east",
      legalName: "East Phones",
      hosts: "east.example; east-two.example",
      validFrom: "01.02.2020",
    };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const added = await post(`${PAGE}/add`, form);
    expect([added.status, added.headers.get("location")]).toEqual([303, `${PAGE}/p-east`]);
    const { text } = await callAs("ana", `${PAGE}/p-east`);
    for (const words of ["east.example", "east-two.example", "authorized, from 2020-02-01 on"])
      expect(text).toContain(words);
    const again = await post(`${PAGE}/add`, form);
    expect([again.status, again.text.includes("is the id of a partner in the registry")]).toEqual([400, true]);
    expect((await post(`${PAGE}/p-east/end`, new FormData(), "ana")).status).toBe(403);
    expect((await post(`${PAGE}/p-east/end`, new FormData())).status).toBe(303);
    expect((await callAs("ana", `${PAGE}/p-east`)).text).toContain("ended, 2020-02-01 to ");
    expect((await callAs("ana", `${PAGE}/p-nobody`)).status).toBe(404);
  });

  it("offers nothing to import where nothing changes", async () => {
    await confirm(await preview(`${HEAD}\n${NORTH}\n`));
    const { text } = await preview(`${HEAD}\n${NORTH}\n`);
    expect([text.includes("exactly these partners"), text.includes("from now on")]).toEqual([true, false]);
  });

  it("names everything wrong with a file, and imports none of it", async () => {
    const seen = await preview(`${HEAD}\n${NORTH}\n${SOUTH.replace("2020-01-01", "someday")}\n${NORTH}\n`);
    expect(seen.status).toBe(400);
    for (const words of ["2 problems, so nothing was imported", "line 3, validFrom", "line 4, id"]) {
      expect(seen.text).toContain(words);
    }
    expect(seen.text).not.toContain("from now on");
  });

  it("says of a file with a million lines that it holds too many, and imports none of it", async () => {
    const place = "id,legalName,hosts,validFrom,placeId\np,P,p.example,2020-01-01,a\n";
    for (const file of [`${HEAD}\n${"p\n".repeat(1_000_000)}`, `${place}${"p,,,,a\n".repeat(1_000_000)}`]) {
      const seen = await preview(file);
      expect([seen.status, seen.text.includes("which is the most that are kept")]).toEqual([400, true]);
    }
    expect(await registered()).toEqual([]);
  });

  it("imports no other change than the one that was looked at", async () => {
    const seen = await preview(`${HEAD}\n${NORTH}\n`);
    await confirm(await preview(`${HEAD}\n${SOUTH}\n`), "ben");
    const late = await confirm(seen);
    expect([late.status, late.text.includes("Somebody else imported the registry")]).toEqual([409, true]);
    expect(await registered()).toEqual(["p-south"]);
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ["no UTF-8", new Uint8Array([0xff, 0xfe, 0x41])],
    ["an empty file", ""],
    ["no partners", "name\nNorth"],
  ])("refuses %s", async (_, file) => {
    expect((await preview(file)).status).toBe(400);
  });

  it("is there to read for the role trust, who may import nothing", async () => {
    const { status, text } = await callAs("ana", PAGE);
    expect([status, text.includes("Importing partners needs the role brand or admin.")]).toEqual([200, true]);
    expect((await preview(`${HEAD}\n${NORTH}\n`, "partners.csv", "ana")).status).toBe(403);
  });
});
