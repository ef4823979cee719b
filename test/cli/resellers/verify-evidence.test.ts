import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exportJWK, FlattenedSign, generateKeyPair } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHAIN_START, nextEntry } from "../../../src/domain/hash-chain.ts";
import { writeZip } from "../../../src/resellers/domain/evidence-pack/zip.ts";
import { evidencePackPayload } from "../../../src/resellers/domain/tokens/evidence-pack.ts";
import { type LocalServer, serveLocally } from "../../support/local-server.ts";

const { publicKey, privateKey } = await generateKeyPair("EdDSA", { extractable: true });
const JWKS = { keys: [{ ...(await exportJWK(publicKey)), kid: "key-1", alg: "EdDSA", use: "sig" }] };
const AT_MS = Date.UTC(2026, 10, 23);
const ENTRY = nextEntry(undefined, { kind: "note", text: "Seen in an advertisement." });
const { body: _, ...PLACE } = nextEntry(ENTRY, { kind: "note", text: "Call me." });
const CUSTODY = { entries: [ENTRY, { ...PLACE, withheld: "stays" }] };

type Files = { readonly [path: string]: string };
const FILES: Files = { "case.html": "<h1>case</h1>", "custody.json": JSON.stringify(CUSTODY) };

let folder: string;
let server: LocalServer;
let baseUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "evidence-"));
  await writeFile(join(folder, "jwks.json"), JSON.stringify(JWKS));
  server = await serveLocally((_request, response) => response.end(JSON.stringify(JWKS)));
  baseUrl = server.origin;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

type Change = { readonly typ?: string; readonly issuer?: string; readonly signed?: Files };

/** The files of a pack as the service makes it; `signed` is what its manifest says of them. */
async function pack(
  files: Files = FILES,
  { typ = "evidence-pack+jwt", issuer = baseUrl, signed = files }: Change = {},
) {
  const payload = evidencePackPayload({
    issuer,
    packId: "pack_1",
    madeAtMs: AT_MS,
    caseId: "case_1",
    subject: "acme-store.top",
    history: { entries: 2, lastHash: CHAIN_START },
    files: Object.entries(signed).map(([path, text]) => ({
      path,
      mediaType: "text/plain",
      bytes: Buffer.byteLength(text),
      sha256: createHash("sha256").update(text).digest("hex"),
    })),
  });
  const manifest = await new FlattenedSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: "EdDSA", typ, kid: "key-1" })
    .sign(privateKey);
  return { "manifest.json": JSON.stringify(manifest), ...files };
}

async function zipOf(files: Files): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.zip`);
  const entries = Object.entries(files).map(([name, text]) => ({
    path: name,
    bytes: Uint8Array.from(Buffer.from(text)),
  }));
  await writeFile(path, writeZip(entries, AT_MS));
  return path;
}

async function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ["src/cli/resellers.ts", "verify-evidence", ...args]);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout, stderr };
}

describe("resellers verify-evidence", () => {
  it("says that a pack is genuine and whole, by the keys of the service", async () => {
    const { code, stdout, stderr } = await run(await zipOf(await pack()), "--base-url", baseUrl);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(`pack_1 about acme-store.top (case_1), signed by ${baseUrl} at 2026-11-23T00:00:00.000Z`);
    expect(stdout).toMatch(/case\.html +13 +as signed/);
    expect(stdout).toContain("1 of 1 entries of the history have the hash that they say, 1 are withheld.");
  });

  it("says so of the folder that it was unpacked into, by a copy of the keys, as JSON too", async () => {
    const unpacked = join(folder, "unpacked");
    for (const [path, text] of Object.entries(await pack({ ...FILES, "attachments/a.png": "pixels" }))) {
      await mkdir(dirname(join(unpacked, path)), { recursive: true });
      await writeFile(join(unpacked, path), text);
    }
    const { code, stdout } = await run(unpacked, "--jwks", join(folder, "jwks.json"), "--json");
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { claims: { jti: "pack_1" }, entries: { intact: 1 } }]);
  });

  it.each<[string, () => Promise<Files>, string]>([
    [
      "a changed file",
      () => pack({ ...FILES, "case.html": "<h1>care</h1>" }, { signed: FILES }),
      "case.html is changed",
    ],
    ["a missing file", () => pack({ "case.html": "<h1>case</h1>" }, { signed: FILES }), "custody.json is missing"],
    ["an added file", () => pack({ ...FILES, "more.txt": "x" }, { signed: FILES }), "more.txt is unlisted"],
    ["another service", () => pack(FILES, { issuer: "https://other.example" }), "the pack is of https://other.example"],
    [
      "another kind of token",
      () => pack(FILES, { typ: "allow+jwt" }),
      "the signature is on something else (allow+jwt)",
    ],
    ["no manifest", async () => FILES, "there is no manifest.json"],
    [
      "an altered entry",
      () =>
        pack({
          ...FILES,
          "custody.json": JSON.stringify({ entries: [{ ...ENTRY, body: { kind: "note", text: "Never." } }] }),
        }),
      "an entry of the history does not have the hash that it says",
    ],
    [
      "a changed signature",
      async () => ({
        ...(await pack()),
        "manifest.json": (await pack())["manifest.json"].replace(/"payload":"..../, '"payload":"eyJh'),
      }),
      "signature verification failed",
    ],
  ])("refuses a pack with %s", async (_, files, sentence) => {
    const { code, stderr } = await run(await zipOf(await files()), "--base-url", baseUrl);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`Not genuine: ${sentence}`)]);
  });

  it.each([
    ["no pack", ["--base-url", "https://firsthand.example"]],
    ["no keys", ["pack.zip"]],
    ["two sources of keys", ["pack.zip", "--base-url", "https://firsthand.example", "--jwks", "jwks.json"]],
    ["a file that is not there", ["/nowhere/pack.zip", "--jwks", "jwks.json"]],
  ])("explains itself where it is given %s", async (_, args) => {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/Usage: npm run resellers -- verify-evidence|ENOENT/)]);
  });

  it("refuses a file that is no archive, without a stack trace", async () => {
    const path = join(folder, "page.zip");
    await writeFile(path, "<html>");
    const { code, stderr } = await run(path, "--jwks", join(folder, "jwks.json"));
    expect([code, stderr]).toEqual([2, "The file is no ZIP archive.\n"]);
  });
});
