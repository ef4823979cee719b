import { env, SELF } from "cloudflare:test";
import { base64url, createLocalJWKSet, flattenedVerify } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { SCAN_HOSTS_MAX } from "../../src/domain/limits.ts";
import { previewImport } from "../../src/resellers/domain/authorized/preview-import.ts";
import { authorizedSellersClaims } from "../../src/resellers/domain/tokens/authorized-sellers.ts";
import { readRegistry, writeImport } from "../../src/resellers/store/partner-registry.ts";
import { scanAnswerLine, sellersAnswer } from "../../src/resellers/wire/reseller.ts";
import { jwksAnswer } from "../../src/wire/service.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, type Seen, slugOf } from "./support/deployment.ts";

const SCANS = "/v1/resellers/scans";
const REGISTRY = "/v1/resellers/authorized";
const BRAND = { email: "brand@staff.example", sub: "brand-1" };

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});

async function as(person: object): Promise<{ readonly [name: string]: string }> {
  return { "Cf-Access-Jwt-Assertion": await assertion(person) };
}

type ScanLine = z.infer<typeof scanAnswerLine>;

async function scan(body: string | Uint8Array, type = "text/plain"): Promise<ScanLine[]> {
  const response = await SELF.fetch(`https://firsthand.test${SCANS}`, {
    method: "POST",
    headers: { ...(await as(BRAND)), "Content-Type": type },
    body,
  });
  const text = new TextDecoder().decode(await response.arrayBuffer());
  expect([response.status, response.headers.get("content-type")], text.slice(0, 400)).toEqual([
    200,
    "application/x-ndjson",
  ]);
  return text.split("\n").flatMap((line) => (line === "" ? [] : [scanAnswerLine.parse(JSON.parse(line))]));
}

async function refusedScan(body: string, headers: object = {}): Promise<Seen> {
  return await call(SCANS, { body, shop: undefined, headers: { ...(await as(BRAND)), ...headers } });
}

const PARTNER = {
  id: "p-north",
  legalName: "North Phones Pvt Ltd",
  hosts: ["xiaomi-north-store.example.com"],
  validFrom: "2020-01-01",
};

async function putRegistry(body: unknown, { query = "", type = "application/json" } = {}): Promise<Seen> {
  const headers = { ...(await as(BRAND)), "Content-Type": type };
  return await call(`${REGISTRY}${query}`, { method: "PUT", body, shop: undefined, headers });
}

describe("POST /v1/resellers/scans", () => {
  it("answers each host of a text in order: flagged, unflagged, the brand's own", async () => {
    const lines = await scan("xiaomi-official-store.top\r\nexample.com\nwww.mi.com");
    expect(lines.map(({ host, flag, authorized }) => [host, flag, authorized])).toEqual([
      ["xiaomi-official-store.top", true, undefined],
      ["example.com", false, undefined],
      ["www.mi.com", false, true],
    ]);
    expect(lines[0]?.brand).toBe("xiaomi");
    expect(lines[0]?.evidence?.map(({ detector, sign }) => `${detector}/${sign}`)).toEqual([
      "brand-name/distinctive",
      "shop-words/retail",
      "shop-words/claim",
    ]);
    expect(lines[0]?.score).toBeGreaterThan(0.5);
  });

  it("takes a list in JSON as well", async () => {
    const lines = await scan(JSON.stringify({ hosts: ["mi-store.shop"] }), "application/json");
    expect(lines.map(({ host }) => host)).toEqual(["mi-store.shop"]);
  });

  it("says of each hostile line why it is no host, and goes on", async () => {
    const hostile: readonly [string, string][] = [
      ["", "empty"],
      ["http://xiaomi.shop/", "url"],
      ["user@xiaomi.shop", "user-info"],
      ["xiaomi.shop:8080", "port"],
      ["203.0.113.7", "ip-literal"],
      ["[2001:db8::1]", "ip-literal"],
      ["xiaomi\u0007.shop", "control-character"],
      ['=HYPERLINK("x")', "character"],
      ["a".repeat(2_000), "too-long"],
    ];
    const lines = await scan(`${hostile.map(([line]) => line).join("\n")}\nxiaomi-shop.top\n`);
    expect(lines.map(({ problem, reason }) => problem && reason)).toEqual([
      ...hostile.map(([, reason]) => reason),
      undefined,
    ]);
  });

  it("keeps no more of a line of ten megabytes than shows that it is too long", async () => {
    const lines = await scan(`${"x".repeat(10_000_000)}\nxiaomi-shop.top`);
    expect(lines.map(({ reason, flag }) => reason ?? flag)).toEqual(["too-long", true]);
    expect(lines[0]?.given.length).toBe(253);
  });

  it("refuses only the line whose bytes are no text", async () => {
    const lines = await scan(new Uint8Array([0xff, 0xfe, 0x0a, 0x6d, 0x69, 0x2e, 0x63, 0x6f, 0x6d]));
    expect(lines.map(({ host, problem }) => problem ?? host)).toEqual(["not-a-host", "mi.com"]);
  });

  it(`takes ${SCAN_HOSTS_MAX} hosts and not one more`, async () => {
    const most = Array.from({ length: SCAN_HOSTS_MAX }, (_, at) => `h${at}.example`);
    const lines = await scan(most.join("\n"));
    expect([lines.length, lines.at(-1)?.host]).toEqual([SCAN_HOSTS_MAX, most.at(-1)]);
    const tooMany = await refusedScan([...most, "mi.com"].join("\n"), { "Content-Type": "text/plain" });
    expect(slugOf(tooMany)).toBe("body-too-large");
  });

  it.each<[string, string, string]>([
    ["a list of something else", '{"hosts":[1]}', "request-invalid"],
    ["an unknown field", '{"hosts":[],"flag":true}', "request-invalid"],
    ["no JSON", "mi.com", "request-invalid"],
  ])("refuses %s", async (_, body, slug) => {
    expect(slugOf(await refusedScan(body))).toBe(slug);
  });

  it("refuses another media type", async () => {
    expect(slugOf(await refusedScan("mi.com", { "Content-Type": "text/html" }))).toBe("media-type-unsupported");
  });

  it("is for the brand's staff alone, and for no other site in their browser", async () => {
    const trust = await as({ email: "trust@staff.example" });
    const foreign = { ...(await as(BRAND)), Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" };
    for (const headers of [{}, trust, foreign]) {
      expect(slugOf(await call(SCANS, { body: { hosts: [] }, shop: undefined, headers }))).toBe("forbidden");
    }
  });
});

describe("PUT /v1/resellers/authorized", () => {
  it("previews without writing, imports, and says what each import changed", async () => {
    const preview = await putRegistry([PARTNER], { query: "?preview=true" });
    expect(preview.json).toMatchObject({ preview: true, version: 0, added: [{ id: "p-north" }] });
    const host = PARTNER.hosts[0] ?? "";
    expect((await scan(host))[0]?.flag).toBe(true);

    const imported = await putRegistry({ partners: [PARTNER] });
    expect(imported.json).toMatchObject({ preview: false, version: 1, partners: 1, unchanged: 0 });
    expect((await scan(host))[0]).toMatchObject({ flag: false, authorized: true, seller: PARTNER.legalName });

    expect((await putRegistry([PARTNER])).json).toMatchObject({ version: 1, added: [], unchanged: 1 });
    const renamed = await putRegistry([{ ...PARTNER, legalName: "North Phones Ltd" }]);
    expect(renamed.json).toMatchObject({ version: 2, changed: [{ id: "p-north", columns: ["legalName"] }] });
    const emptied = await putRegistry([]);
    expect(emptied.json).toMatchObject({ version: 3, removed: [{ id: "p-north" }], lostAddresses: [host] });
    expect((await scan(host))[0]?.flag).toBe(true);
  });

  it("keeps who changed what", async () => {
    await putRegistry([PARTNER]);
    const { results } = await env.DB.prepare(
      `SELECT sub, partner_id, before IS NULL AS came FROM registry_version JOIN partner_change USING (version)
       ORDER BY version DESC LIMIT 1`,
    ).all();
    expect(results).toEqual([{ sub: "brand-1", partner_id: "p-north", came: 1 }]);
  });

  it("writes nothing of an import that was compared with an older registry", async () => {
    await putRegistry([PARTNER]);
    const { version } = await readRegistry(env.DB);
    const late = { ...PARTNER, id: "late", storefrontNames: [], aliases: [], urlPrefixes: [], regions: [] };
    const written = await writeImport(env.DB, {
      before: version - 1,
      preview: previewImport([], [late]),
      partnersCount: 1,
      by: { ...BRAND, role: "brand" },
      requestId: "req_late",
      atMs: 0,
    });
    const after = await readRegistry(env.DB);
    expect([written, after.version, after.partners.map(({ id }) => id)]).toEqual([undefined, version, [PARTNER.id]]);
    const kept = await env.DB.prepare("SELECT COUNT(*) AS count FROM partner_change WHERE partner_id = 'late'").first();
    expect(kept).toEqual({ count: 0 });
  });

  it("reads CSV, whose lists are separated by semicolons", async () => {
    const csv =
      "id,legalName,hosts,urlPrefixes,validFrom\nc-1,Csv Shop,one.example;two.example,amazon.in/shops/csv,2020-01-01\n";
    expect((await putRegistry(csv, { type: "text/csv" })).json).toMatchObject({ partners: 1, added: [{ id: "c-1" }] });
    expect((await scan("two.example"))[0]).toMatchObject({ authorized: true, seller: "Csv Shop" });
  });

  it("names every problem of a file at once and imports nothing", async () => {
    const before = await env.DB.prepare("SELECT COUNT(*) AS count FROM registry_version").first();
    const csv = "id,legalName,hosts,validFrom\n,No Id,one.example,2020-01-01\nx,Ip,203.0.113.7,2020-13-01\n";
    const seen = await putRegistry(csv, { type: "text/csv" });
    expect([seen.status, slugOf(seen)]).toEqual([400, "request-invalid"]);
    const { errors } = z.object({ errors: z.array(z.object({ detail: z.string() })) }).parse(seen.json);
    expect(errors.map(({ detail }) => detail.split(":")[0])).toEqual([
      "line 2, id",
      "line 3, hosts",
      "line 3, validFrom",
    ]);
    expect(await env.DB.prepare("SELECT COUNT(*) AS count FROM registry_version").first()).toEqual(before);
  });

  it("points into a JSON list", async () => {
    const seen = await putRegistry({ partners: [PARTNER, { ...PARTNER, id: "two", validFrom: "soon" }] });
    expect(seen.json.errors).toMatchObject([{ pointer: "/partners/1/validFrom" }]);
  });

  it("holds ten thousand partners", async () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, at) => `p-${at},Partner ${at},Phones of street ${at};Mobile corner ${at},partner-${at}.example,IN,2020-01-01`,
    );
    const text = ["id,legalName,storefrontNames,hosts,regions,validFrom", ...rows].join("\n");
    expect((await putRegistry(text, { type: "text/csv" })).json).toMatchObject({ partners: 10_000 });
    expect((await scan("shop.partner-9999.example"))[0]).toMatchObject({ seller: "Partner 9999" });
    await putRegistry([PARTNER]);
  });

  it("refuses what is neither CSV nor JSON, and a body that is too large", async () => {
    expect(slugOf(await putRegistry("a", { type: "text/plain" }))).toBe("media-type-unsupported");
    expect(slugOf(await putRegistry(`[${" ".repeat(1024 * 1024)}]`))).toBe("body-too-large");
    expect(slugOf(await putRegistry("a".repeat(8 * 1024 * 1024 + 1), { type: "text/csv" }))).toBe("body-too-large");
  });
});

describe("the list of authorized sellers", () => {
  async function signedList() {
    const { json, headers } = await call("/.well-known/authorized-sellers.json", { method: "GET", shop: undefined });
    return { list: sellersAnswer.parse(json), headers };
  }
  const jwks = async () =>
    jwksAnswer.parse((await call("/.well-known/jwks.json", { method: "GET", shop: undefined })).json);

  it("is signed under its own type by a published key, and follows each import at once", async () => {
    await putRegistry([PARTNER]);
    const { list, headers } = await signedList();
    expect(headers.get("access-control-allow-origin")).toBe("*");
    const verified = await flattenedVerify(list, createLocalJWKSet(await jwks()), { algorithms: ["EdDSA"] });
    expect(verified.protectedHeader).toEqual({
      alg: "EdDSA",
      typ: "authorized-sellers+jwt",
      kid: expect.stringMatching(/^[\w-]{43}$/),
    });
    const claims = authorizedSellersClaims.parse(JSON.parse(new TextDecoder().decode(verified.payload)));
    expect([claims.iss, claims.sellers.map(({ legalName }) => legalName)]).toEqual([env.ISSUER, [PARTNER.legalName]]);
    await putRegistry([]);
    const emptied = JSON.parse(new TextDecoder().decode(base64url.decode((await signedList()).list.payload)));
    expect([emptied.version, emptied.sellers]).toEqual([claims.version + 1, []]);
  });

  it("passes for no token of another kind, nor any other token for it", async () => {
    const { list } = await signedList();
    const compact = `${list.protected}.${list.payload}.${list.signature}`;
    const seen = await call("/v1/tokens/redeem", { body: { token: compact, orderId: "ord_1" } });
    expect(slugOf(seen)).toBe("token-rejected");
  });
});

describe("GET /v1/resellers/check", () => {
  const check = (url: string, headers = {}) =>
    call(`/v1/resellers/check?${new URLSearchParams({ url })}`, { method: "GET", shop: undefined, headers });

  it("knows partners with their pages and subdomains, the brand's own hosts, and says unknown of the rest", async () => {
    await putRegistry([{ ...PARTNER, urlPrefixes: ["amazon.in/stores/north"] }]);
    const authorized = { status: "authorized", seller: PARTNER.legalName, since: "2020-01-01T00:00:00Z" };
    for (const [url, covers] of [
      [`https://in.${PARTNER.hosts[0]}/x`, PARTNER.hosts[0]],
      ["www.amazon.in/stores/north/deals?id=1", "amazon.in/stores/north"],
    ]) {
      expect((await check(url ?? "")).json).toEqual({ url, covers, ...authorized });
    }
    const own = { status: "authorized", seller: "Xiaomi", covers: "mi.com" };
    expect((await check("in.mi.com")).json).toEqual({ url: "in.mi.com", ...own });
    for (const url of ["amazon.in/stores/northern", "amazon.in", "example.org"]) {
      expect((await check(url)).json).toEqual({ url, status: "unknown" });
    }
  });

  it("says nothing of what is only flagged", async () => {
    const url = "xiaomi-official-store.top";
    await call("/v1/resellers/reports", { body: { url }, shop: undefined, key: "" });
    expect((await check(url)).json).toEqual({ url, status: "unknown" });
  });

  it("answers any page, without credentials", async () => {
    const seen = await check("example.org", { Origin: "https://anybody.example" });
    expect(seen.headers.get("access-control-allow-origin")).toBe("*");
    expect(seen.headers.get("access-control-allow-credentials")).toBe(null);
  });

  it.each(["", "not a host", "ftp://mi.com", "https://mi.com@evil.example", "203.0.113.7"])(
    "refuses %o",
    async (url) => {
      const seen = await check(url);
      expect([slugOf(seen), seen.json.errors]).toMatchObject(["request-invalid", [{ pointer: "/url" }]]);
    },
  );
});

describe("the page /official", () => {
  const page = async (query: string) => {
    const response = await SELF.fetch(`https://firsthand.test/official${query}`);
    return { status: response.status, html: await response.text(), headers: response.headers };
  };

  it.each([
    ["", 200, "Web address of the shop"],
    ["?url=mi.com", 200, "Yes, this shop is official"],
    ["?url=example.org", 200, "We do not know this shop"],
    ["?url=not%20a%20host", 400, "This is not a web address"],
  ])("of %o answers %i and says: %s", async (query, status, words) => {
    const seen = await page(query);
    expect([seen.status, seen.html.includes(words)]).toEqual([status, true]);
    expect(seen.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("names the page that is authorized, and not the marketplace that it is on", async () => {
    await putRegistry([{ ...PARTNER, urlPrefixes: ["amazon.in/stores/north"] }]);
    const { html } = await page(`?url=${encodeURIComponent("https://www.amazon.in/stores/north/deals")}`);
    expect(html).toContain("Yes, this page is official");
    expect(html).toContain('<code class="host">amazon.in/stores/north</code>');
  });

  it("shows a host in the letters of DNS and in those that a person sees", async () => {
    const { html } = await page(`?url=${encodeURIComponent("m\u0456-store.example")}`);
    expect(html).toMatch(/xn--m-store-rog\.example.*m\u0456-store\.example/s);
  });

  it("shows what was asked as text, and links no shop", async () => {
    const { html } = await page(`?url=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(html).not.toContain("<script>alert");
    expect((await page("?url=evil.example/a")).html).not.toMatch(/href="[^"]*evil/);
  });

  it("takes a report and gives its receipt", async () => {
    const response = await SELF.fetch("https://firsthand.test/official/reports", {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ kind: "suspicion", url: "mi-outlet.top", note: "official mi store" }),
    });
    expect(response.status).toBe(303);
    const receipt = new URL(response.headers.get("location") ?? "", "https://firsthand.test");
    expect((await page(receipt.search)).html).toContain(receipt.searchParams.get("receipt"));
  });
});
