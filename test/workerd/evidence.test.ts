import { env, SELF } from "cloudflare:test";
import { createLocalJWKSet, flattenedVerify } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { ATTACHMENT_BYTES_MAX, CASE_ATTACHMENTS_MAX } from "../../src/domain/limits.ts";
import { sha256Hex } from "../../src/platform/sha256.ts";
import { crc32 } from "../../src/resellers/domain/evidence-pack/crc32.ts";
import { evidencePackClaims } from "../../src/resellers/domain/tokens/evidence-pack.ts";
import { caseAnswer, casesAnswer } from "../../src/resellers/wire/case.ts";
import { attachment, noticeAnswer } from "../../src/resellers/wire/case-file.ts";
import { sellersAnswer } from "../../src/resellers/wire/reseller.ts";
import { jwksAnswer } from "../../src/wire/service.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";
import { callAs, STAFF } from "./support/staff.ts";

const REASON = "It shows a customer who has nothing to do with it.";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});

let shops = 0;

/** A case about a shop that no other test uses, opened by a report. */
async function newCase(report: object = {}): Promise<string> {
  shops += 1;
  const host = `xiaomi-evidence-${shops}.top`;
  const headers = { "CF-Connecting-IP": crypto.randomUUID() };
  await call("/v1/resellers/reports", { body: { url: host, ...report }, shop: undefined, key: "", headers });
  const { cases } = casesAnswer.parse((await callAs("dee", "/v1/cases?brand=xiaomi")).json);
  const opened = cases.find(({ subject }) => subject === host);
  if (opened === undefined) throw new TypeError(`no case was opened for ${host}`);
  return opened.caseId;
}

/** A picture of one pixel that says who made it. */
function png(comment = "Author\u0000CANARY-AUTHOR", behind: readonly number[] = []): Uint8Array<ArrayBuffer> {
  const header = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
  const pixels = [0x78, 0x9c, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01, ...behind];
  const parts = [chunk("IHDR", header), chunk("tEXt", [...utf8(comment)]), chunk("IDAT", pixels), chunk("IEND", [])];
  return Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...parts.flat()]);
}

function chunk(kind: string, data: readonly number[]): number[] {
  const body = [...utf8(kind), ...data];
  return [...u32(data.length), ...body, ...u32(crc32(Uint8Array.from(body)))];
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

type Sent = { readonly type?: string; readonly caption?: string; readonly as?: keyof typeof STAFF };

function attach(caseId: string, body: Uint8Array | string = png(), sent: Sent = {}) {
  const { type = "image/png", caption = "Its front page", as = "dee" } = sent;
  const path = `/v1/cases/${caseId}/attachments?caption=${encodeURIComponent(caption)}`;
  return callAs(as, path, { body, headers: { "Content-Type": type } });
}

async function attached(caseId: string) {
  return attachment.parse((await attach(caseId)).json);
}

/** An answer that is a file. */
async function download(path: string, body?: object): Promise<{ headers: Headers; bytes: Uint8Array<ArrayBuffer> }> {
  const response = await SELF.fetch(`https://firsthand.test${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      "Cf-Access-Jwt-Assertion": await assertion(STAFF.dee),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return { headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** The files of an archive that stores them as they are. */
async function exported(caseId: string, order: object = {}): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const { bytes } = await download(`/v1/cases/${caseId}/evidence-pack`, order);
  const view = new DataView(bytes.buffer);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const size = view.getUint32(at + 18, true);
    const nameEnd = at + 30 + view.getUint16(at + 26, true);
    files.set(new TextDecoder().decode(bytes.subarray(at + 30, nameEnd)), bytes.slice(nameEnd, nameEnd + size));
    at = nameEnd + size;
  }
  return files;
}

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

async function claimsOf(files: ReadonlyMap<string, Uint8Array>) {
  const jwks = jwksAnswer.parse((await call("/.well-known/jwks.json", { method: "GET", shop: undefined })).json);
  const manifest = sellersAnswer.parse(JSON.parse(textOf(files.get("manifest.json"))));
  const verified = await flattenedVerify(manifest, createLocalJWKSet(jwks), { algorithms: ["EdDSA"] });
  expect(verified.protectedHeader?.typ).toBe("evidence-pack+jwt");
  return evidencePackClaims.parse(JSON.parse(textOf(verified.payload)));
}

describe("POST /v1/cases/{caseId}/attachments", () => {
  it("keeps the pixels of a picture and none of what it says of its maker, with both hashes in the history", async () => {
    const caseId = await newCase();
    const kept = await attached(caseId);
    expect(kept).toMatchObject({ mediaType: "image/png", widthPixels: 1, heightPixels: 1, addedBy: STAFF.dee.email });
    expect(kept.uploadedSha256).toBe(await sha256Hex(png()));
    const { bytes } = await download(`/v1/cases/${caseId}/attachments/${kept.attachmentId}`);
    expect([await sha256Hex(bytes), bytes.length]).toEqual([kept.sha256, kept.bytes]);
    expect(textOf(bytes)).not.toContain("CANARY");
    const { history } = caseAnswer.parse((await callAs("dee", `/v1/cases/${caseId}`)).json);
    expect(history).toMatchObject([{ kind: "attached", text: expect.stringContaining(kept.sha256) }]);
    const { results } = await env.DB.prepare("SELECT * FROM case_attachment").all();
    expect(JSON.stringify(results)).not.toContain("CANARY");
  });

  it("is shown as a picture and never as a page, and is saved where somebody goes to its address", async () => {
    const caseId = await newCase();
    const { attachmentId } = await attached(caseId);
    const { headers } = await download(`/v1/cases/${caseId}/attachments/${attachmentId}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "image/png",
      "content-disposition": "attachment",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    });
  });

  it.each<[string, Uint8Array | string, Sent, number, string]>([
    ["a page that says it is a picture", "<!doctype html><script>alert(1)</script>", {}, 400, "request-invalid"],
    [
      "a drawing that can run script",
      "<svg xmlns='http://www.w3.org/2000/svg'/>",
      { type: "image/svg+xml" },
      415,
      "media-type-unsupported",
    ],
    ["a JPEG", "\u00ff\u00d8\u00ff", { type: "image/jpeg" }, 415, "media-type-unsupported"],
    ["half a picture", png().slice(0, 50), {}, 400, "request-invalid"],
    ["nothing", new Uint8Array(), {}, 400, "request-invalid"],
    ["too much", new Uint8Array(ATTACHMENT_BYTES_MAX + 1), {}, 413, "body-too-large"],
    ["a picture without words", png(), { caption: "" }, 400, "request-invalid"],
  ])("refuses %s", async (_, body, sent, status, slug) => {
    const seen = await attach(await newCase(), body, sent);
    expect([seen.status, slugOf(seen)]).toEqual([status, slug]);
  });

  it("refuses a body without a declared length as soon as it is too long", async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
    const headers = { "Content-Type": "image/png" };
    const seen = await callAs("dee", `/v1/cases/${await newCase()}/attachments?caption=x`, { body: endless, headers });
    expect(slugOf(seen)).toBe("body-too-large");
  });

  it("takes so many pictures of a case and no more, even all at once", async () => {
    const caseId = await newCase();
    const seen = await Promise.all(Array.from({ length: CASE_ATTACHMENTS_MAX + 2 }, () => attach(caseId)));
    const refused = seen.filter(({ status }) => status !== 200).map(slugOf);
    expect(refused.filter((slug) => slug === "case-file-full").length).toBeGreaterThanOrEqual(2);
    const { attachments } = z
      .object({ attachments: z.array(attachment) })
      .parse((await callAs("dee", `/v1/cases/${caseId}/attachments`)).json);
    expect(attachments.length).toBe(CASE_ATTACHMENTS_MAX + 2 - refused.length);
    const { history } = caseAnswer.parse((await callAs("dee", `/v1/cases/${caseId}`)).json);
    expect(history.length).toBe(attachments.length);
  });

  it("refuses a picture with bytes behind its pixels", async () => {
    const hidden = png("Author\u0000A", [0x6e, 0x61, 0x6d, 0x65]);
    const refused = await attach(await newCase(), hidden);
    expect([slugOf(refused), refused.json.detail]).toEqual([
      "request-invalid",
      expect.stringContaining("bytes behind its pixels"),
    ]);
  });

  it("lets trust look and not attach, and nobody else do either", async () => {
    const caseId = await newCase();
    const { attachmentId } = await attached(caseId);
    expect(slugOf(await attach(caseId, png(), { as: "ana" }))).toBe("forbidden");
    expect(slugOf(await callAs("ana", `/v1/cases/${caseId}/evidence-pack`, { body: {} }))).toBe("forbidden");
    const path = `/v1/cases/${caseId}/attachments/${attachmentId}`;
    expect(slugOf(await call(path, { method: "GET", shop: undefined }))).toBe("forbidden");
  });

  it("knows no case and no picture that is not there, nor one of another case", async () => {
    const [caseId, other] = [await newCase(), await newCase()];
    const { attachmentId } = await attached(other);
    expect(slugOf(await attach("case_01"))).toBe("case-unknown");
    expect(slugOf(await callAs("dee", `/v1/cases/${caseId}/attachments/${attachmentId}`))).toBe("attachment-unknown");
    const picture = `/v1/cases/${caseId}/attachments/${attachmentId}`;
    expect(slugOf(await callAs("dee", picture, { method: "DELETE", body: { reason: REASON } }))).toBe(
      "attachment-unknown",
    );
  });
});

describe("DELETE /v1/cases/{caseId}/attachments/{attachmentId}", () => {
  it("deletes the picture for good and keeps who did it and why", async () => {
    const caseId = await newCase();
    const { attachmentId } = await attached(caseId);
    const picture = `/v1/cases/${caseId}/attachments/${attachmentId}`;
    expect(slugOf(await callAs("dee", picture, { method: "DELETE", body: { reason: "short" } }))).toBe(
      "request-invalid",
    );
    expect((await callAs("dee", picture, { method: "DELETE", body: { reason: REASON } })).json).toEqual({
      removed: attachmentId,
    });
    expect(slugOf(await callAs("dee", `/v1/cases/${caseId}/attachments/${attachmentId}`))).toBe("attachment-unknown");
    const { history } = caseAnswer.parse((await callAs("dee", `/v1/cases/${caseId}`)).json);
    expect(history.at(-1)).toMatchObject({ kind: "removed", text: `Took out ${attachmentId}: ${REASON}` });
    expect([...(await exported(caseId)).keys()].filter((path) => path.startsWith("attachments/"))).toEqual([]);
  });
});

describe("POST /v1/cases/{caseId}/evidence-pack", () => {
  it("holds the case as a page, as data, as text and as a table, with its pictures and its notice, all signed", async () => {
    const price = { amountMinor: 2_799_800, currency: "INR" };
    const caseId = await newCase({ sku: "MI3-16GB", price, sellerName: "Mi World", note: "official mi store" });
    const { attachmentId } = await attached(caseId);
    const files = await exported(caseId);
    expect([...files.keys()]).toEqual([
      "manifest.json",
      "case.html",
      "case.json",
      "custody.json",
      "reports.txt",
      "prices.csv",
      "notice.txt",
      `attachments/${attachmentId}.png`,
    ]);
    const claims = await claimsOf(files);
    expect(claims).toMatchObject({ iss: env.ISSUER, case: caseId });
    for (const { path, bytes, sha256 } of claims.files) {
      const file = files.get(path);
      expect([path, file?.length, file && (await sha256Hex(file))]).toEqual([path, bytes, sha256]);
    }
    expect(claims.files.length).toBe(files.size - 1);
    expect(textOf(files.get("prices.csv"))).toContain("MI3-16GB,Mi 3 16 GB,2799800,1399900,INR,5.5,2");
    expect(textOf(files.get("reports.txt"))).toContain("official mi store");
    expect(textOf(files.get("notice.txt"))).toContain(claims.subject);
    expect(JSON.parse(textOf(files.get("case.json")))).toMatchObject({
      packId: claims.jti,
      case: { caseId, brand: "Xiaomi", state: "new" },
      attachments: [{ attachmentId, caption: "Its front page" }],
    });
  });

  it("is in the history before it leaves the house, under the hash of its manifest", async () => {
    const caseId = await newCase();
    const files = await exported(caseId);
    const claims = await claimsOf(files);
    const { history } = caseAnswer.parse((await callAs("dee", `/v1/cases/${caseId}`)).json);
    const manifest = files.get("manifest.json") ?? new Uint8Array();
    expect(history).toMatchObject([
      { kind: "exported", by: STAFF.dee.email, text: expect.stringContaining(await sha256Hex(manifest)) },
    ]);
    expect(history[0]?.text).toContain(claims.jti);
    expect((await callAs("dee", "/v1/cases/audit")).json).not.toHaveProperty("fault");
  });

  it("tells the history of the case entry by entry, each with its hash", async () => {
    const caseId = await newCase();
    const body = { transition: "take", reason: "It poses as the brand." };
    await callAs("dee", `/v1/cases/${caseId}/dispositions`, { body });
    await attached(caseId);
    const files = await exported(caseId);
    const { entries, chain } = JSON.parse(textOf(files.get("custody.json")));
    expect(entries).toMatchObject([
      { body: { kind: "disposition", transition: "take", by: { email: STAFF.dee.email } } },
      { body: { kind: "attached" }, hash: chain.lastHash },
    ]);
    expect((await claimsOf(files)).history).toEqual(chain);
  });

  it("is a page without script, links or anything from elsewhere, whatever outsiders wrote", async () => {
    const hostile = '</pre><script>alert(1)</script><img src="https://evil.example/x"> {{case}} =cmd()';
    const page = textOf((await exported(await newCase({ note: hostile, sellerName: hostile }))).get("case.html"));
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toMatch(/<script|<a |href=|src="(?!attachments\/)|<iframe|<form/);
    expect(page).toContain("default-src &#39;none&#39;");
  });

  it("takes the notice as staff edited it", async () => {
    const caseId = await newCase();
    const draft = noticeAnswer.parse((await callAs("dee", `/v1/cases/${caseId}/notice`)).json).text;
    expect(draft).toMatch(/^Subject: Notice about xiaomi-evidence-\d+\.top, which poses as Xiaomi\n/);
    expect(textOf((await exported(caseId)).get("notice.txt"))).toBe(draft);
    const notice = `${draft}\nP.S. We called you on Monday.`;
    expect(textOf((await exported(caseId, { notice })).get("notice.txt"))).toBe(notice);
  });

  it.each([
    ["too long a notice", { notice: "x".repeat(12_001) }],
    ["an unknown field", { state: "confirmed" }],
  ])("refuses %s", async (_, body) => {
    expect(slugOf(await callAs("dee", `/v1/cases/${await newCase()}/evidence-pack`, { body }))).toBe("request-invalid");
  });

  it("knows no case that is not there", async () => {
    expect(slugOf(await callAs("dee", "/v1/cases/case_01/evidence-pack", { body: {} }))).toBe("case-unknown");
    expect(slugOf(await callAs("dee", "/v1/cases/case_01/notice"))).toBe("case-unknown");
  });

  it("tells nothing by which somebody who reported could be reached", async () => {
    const note = "I am at canary.buyer@example.com, +91 98765 43210, order 9988-7766-5544.";
    const caseId = await newCase({ note });
    await callAs("dee", `/v1/cases/${caseId}/notes`, { body: { text: "She is canary.buyer@example.com" } });
    const files = await exported(caseId);
    const all = [...files.values()].map(textOf).join("\n");
    expect(all).not.toMatch(/canary|98765|9988-7766/);
    expect(JSON.parse(textOf(files.get("case.json"))).leftOut).toMatchObject({ contactDetails: 3, entriesWithheld: 1 });
    const [entry] = JSON.parse(textOf(files.get("custody.json"))).entries;
    expect(Object.keys(entry)).toEqual(["seq", "previous", "hash", "withheld"]);
  });
});

it("is explained to readers of the documentation, with how a picture is sent", async () => {
  const { status, text } = await call("/openapi.json", { method: "GET", shop: undefined });
  expect(status).toBe(200);
  expect(text).toContain('"operationId":"makeEvidencePack"');
  expect(text).toContain("--data-binary @file");
});
