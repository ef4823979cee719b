import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod";
import { LISTING_LINES_MAX } from "../../src/domain/limits.ts";
import { parseCsv } from "../../src/resellers/domain/csv/csv.ts";
import { listingImportAnswer } from "../../src/resellers/wire/reseller.ts";
import { serveCertificates } from "./support/access-team.ts";
import { ANN, as, dispose, findCase, newHost, readCase, TRUST } from "./support/case-calls.ts";
import { migrateDatabase, type Seen, slugOf } from "./support/deployment.ts";

const IMPORTS = "/v1/resellers/imports";
const CSV = "text/csv";
const NDJSON = "application/x-ndjson";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});

function send(body: string | Uint8Array, type = CSV, { query = "", person = ANN as object } = {}): Promise<Seen> {
  return as(person, `${IMPORTS}${query}`, { method: "POST", body, headers: { "Content-Type": type } });
}

async function imported(...sent: Parameters<typeof send>): Promise<z.infer<typeof listingImportAnswer>> {
  const seen = await send(...sent);
  expect(seen.status, seen.text.slice(0, 300)).toBe(200);
  return listingImportAnswer.parse(seen.json);
}

const cases = async () =>
  (await env.DB.prepare("SELECT COUNT(*) AS total FROM reseller_case").first<{ total: number }>())?.total;

describe("POST /v1/resellers/imports", () => {
  it("opens a case for each seller of a CSV file, with price, words and contacts as evidence", async () => {
    const [first, second] = [newHost(), newHost()];
    const answer = await imported(
      `url,title,seller,price,currency,sku,phone\n` +
        `https://${first}/a,Official Xiaomi Store,North,29999,INR,MI3-16GB,+91 98123 45678\n` +
        `${second},,,,,,+91-98123-45678\n${first},,,,,,\n`,
    );
    expect(answer).toEqual({ preview: false, listings: 3, opened: 2, joined: 1, authorized: 0, problems: [] });
    const found = await readCase((await findCase(first))?.caseId ?? "");
    expect(found.reports).toBe(2);
    expect(found.received).toContainEqual(
      expect.objectContaining({ title: "Official Xiaomi Store", sellerName: "North" }),
    );
    expect(found.evidence.map(({ detector, sign }) => `${detector}/${sign}`)).toEqual(
      expect.arrayContaining(["price/mark-up", "official-claim/claim"]),
    );
    const other = await readCase((await findCase(second))?.caseId ?? "");
    expect(other.evidence.map(({ detector }) => detector)).toContain("shared-contact");
    expect(other.similar).toMatchObject([{ subject: first, shares: expect.arrayContaining(["phone"]) }]);
  });

  it("reads NDJSON just so", async () => {
    const host = newHost();
    const lines = [{ host, seller: "North", payee: ["north@upi"] }, { url: "https://www.mi.com/in" }];
    const answer = await imported(lines.map((line) => JSON.stringify(line)).join("\n"), NDJSON);
    expect(answer).toMatchObject({ listings: 2, opened: 1, authorized: 1, problems: [] });
    const { results } = await env.DB.prepare("SELECT * FROM case_contact").all();
    // A pseudonym may hold any few letters; an "@" it never holds.
    expect(JSON.stringify(results)).not.toMatch(/north|@/);
  });

  it("takes in what is good beside every kind of hostile line, and says what is wrong with each", async () => {
    const [first, last] = [newHost(), newHost()];
    const hostile: readonly [string, string][] = [
      ["user@xiaomi.shop", "user-info"],
      ["203.0.113.7", "ip-literal"],
      ["[2001:db8::1]", "ip-literal"],
      ["xiaomi\u0007.shop", "control-character"],
      ["xiaomi.shop:99999999", "port"],
      ['"=HYPERLINK(""http://evil.example"")"', "port"],
      ["x".repeat(10_000_000), "too-long"],
      ['"xiaomi.shop', "quote-open"],
    ];
    const answer = await imported(`url\n${first}\n${hostile.map(([line]) => line).join("\n")}\n${last}\n`);
    expect(answer.problems.map(({ line, code }) => [line, code])).toEqual(
      hostile.map(([, code], at) => [at + 3, code]),
    );
    expect([answer.opened, (await findCase(first))?.reports, (await findCase(last))?.reports]).toEqual([2, 1, 1]);
  });

  it("folds scripts as a browser does, so that one seller is one case", async () => {
    const { hostname } = new URL("https://xіaomi-world.top");
    const answer = await imported(`host\nxіaomi-world.top\nXІAOMI-WORLD。top\n${hostname}\n`);
    expect(answer).toMatchObject({ opened: 1, joined: 2, problems: [] });
    expect((await findCase(hostname))?.reports).toBe(3);
  });

  it("refuses only the line whose bytes are no text", async () => {
    const host = newHost();
    const bytes = new TextEncoder().encode(`host,note\n${host},seen\n`);
    const answer = await imported(new Uint8Array([...bytes, 0xff, 0xfe, 0x2c, 0x61, 0x0a]));
    expect([answer.opened, answer.problems.map(({ line }) => line)]).toEqual([1, [3]]);
  });

  it("writes nothing for a preview, and says what would come of it", async () => {
    const before = await cases();
    const answer = await imported(`host\n${newHost()}\n=1\n`, CSV, { query: "?preview=true" });
    expect(answer).toMatchObject({ preview: true, opened: 1, problems: [{ line: 3, column: "host" }] });
    expect(await cases()).toBe(before);
  });

  it("does not bring back what was settled: not the page below a dismissed seller, nor by another import", async () => {
    await imported("url,note\namazon.in/stores/north,official mi store\n");
    const { caseId } = (await findCase("amazon.in/stores/north")) ?? { caseId: "" };
    await dispose(caseId, "dismiss");
    const answer = await imported("url\namazon.in/stores/north/phones\nhttps://www.amazon.in/stores/north?page=2\n");
    expect([answer.opened, answer.joined]).toEqual([0, 2]);
    expect(await readCase(caseId)).toMatchObject({ state: "dismissed", reports: 3 });
  });

  it(`takes ${LISTING_LINES_MAX} lines and not one more`, async () => {
    const hosts = Array.from({ length: LISTING_LINES_MAX - 1 }, (_, at) => `phones-${at}.example`);
    const answer = await imported(["host", ...hosts].join("\n"));
    expect([answer.opened, answer.problems]).toEqual([hosts.length, []]);
    expect(slugOf(await send(["host", ...hosts, "one.example"].join("\n")))).toBe("body-too-large");
  });

  it.each<[string, string, string, object, string]>([
    ["a header that names nothing", "web\nshop.example", CSV, ANN, "request-invalid"],
    ["another media type", "{}", "application/json", ANN, "media-type-unsupported"],
    ["somebody who only reads cases", "host\na.example", CSV, TRUST, "forbidden"],
  ])("refuses %s", async (_, body, type, person, slug) => {
    expect(slugOf(await send(body, type, { person }))).toBe(slug);
  });
});

describe("GET /v1/cases/export", () => {
  async function exported(query = ""): Promise<readonly (readonly string[])[]> {
    const { status, headers, text } = await as(ANN, `/v1/cases/export${query}`);
    expect([status, headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    const records = parseCsv(text);
    return records.ok ? records.value.map(({ fields }) => fields) : [];
  }

  it("holds every case of the filter once", async () => {
    const [header, ...rows] = await exported();
    expect(header?.slice(0, 3)).toEqual(["case", "subject", "state"]);
    expect([rows.length, new Set(rows.map(([caseId]) => caseId)).size]).toEqual([await cases(), await cases()]);
    const dismissed = await exported("?state=dismissed");
    expect(dismissed.slice(1).every(([, , state]) => state === "dismissed")).toBe(true);
  });

  it("writes a page that is called like a formula as text", async () => {
    await imported("url,note\nhttps://amazon.in/=1+1,official mi store\nhttps://-mi-store.top/,x\n");
    const rows = await exported("?q=mi-store.top");
    expect(rows[1]?.[1]).toBe("'-mi-store.top");
  });

  it("is for who reads cases", async () => {
    const seen = await SELF.fetch("https://firsthand.test/v1/cases/export");
    expect(seen.status).toBe(403);
  });
});
