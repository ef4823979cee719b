import { spawn } from "node:child_process";
import { exportJWK, FlattenedSign, generateKeyPair } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authorizedSellersPayload } from "../../../src/resellers/domain/tokens/authorized-sellers.ts";
import { type LocalServer, serveLocally } from "../../support/local-server.ts";

const { publicKey, privateKey } = await generateKeyPair("EdDSA", { extractable: true });
const JWKS = { keys: [{ ...(await exportJWK(publicKey)), kid: "key-1", alg: "EdDSA", use: "sig" }] };
const PARTNER = {
  id: "p-1",
  legalName: "North Phones Ltd",
  storefrontNames: [],
  aliases: [],
  hosts: ["north.example"],
  urlPrefixes: ["market.example/stores/north"],
  regions: ["IN"],
  validFrom: "2020-01-01",
};

let server: LocalServer;
let baseUrl: string;
/** What the service serves as its list. */
let served: object;

beforeAll(async () => {
  server = await serveLocally((request, response) => {
    response.end(JSON.stringify(request.url?.endsWith("jwks.json") ? JWKS : served));
  });
  baseUrl = server.origin;
});
afterAll(() => server.close());

type Change = { readonly typ?: string; readonly issuer?: string; readonly atMs?: number };

/** A list as the service signs it; `change` replaces one thing of it. */
async function list({ typ = "authorized-sellers+jwt", issuer = baseUrl, atMs = Date.now() }: Change = {}) {
  const payload = authorizedSellersPayload({ issuer, version: 3, brands: [], partners: [PARTNER] }, atMs);
  return await new FlattenedSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: "EdDSA", typ, kid: "key-1" })
    .sign(privateKey);
}

async function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ["src/cli/resellers.ts", "verify-sellers", "--base-url", baseUrl, ...args]);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout, stderr };
}

describe("resellers verify-sellers", () => {
  it("prints a genuine list", async () => {
    served = await list();
    const { code, stdout } = await run();
    expect([code, stdout]).toEqual([0, expect.stringContaining("North Phones Ltd")]);
    expect(stdout).toMatch(/^Genuine\. Version 3,/);
  });

  it.each([
    ["shop.north.example", 1],
    ["market.example", 1],
    ["north.example.evil.example", 0],
  ])("finds on %s %i sellers", async (host, count) => {
    served = await list();
    const { code, stdout } = await run("--host", host, "--json");
    expect([code, JSON.parse(stdout).sellers.length]).toEqual([0, count]);
  });

  it.each<[string, Change, RegExp]>([
    ["of another kind", { typ: "allow+jwt" }, /something else than a list/],
    ["of another service", { issuer: "https://elsewhere.example" }, /the list is of https:\/\/elsewhere/],
    ["that is out of date", { atMs: Date.now() - 25 * 3_600_000 }, /out of date/],
  ])("refuses a list %s", async (_, change, words) => {
    served = await list(change);
    const { code, stderr } = await run();
    expect([code, stderr]).toEqual([1, expect.stringMatching(words)]);
  });

  it("refuses a list that was changed", async () => {
    const { payload, ...rest } = await list();
    const forged = Buffer.from(payload ?? "", "base64url")
      .toString()
      .replace("north.example", "evil.example");
    served = { ...rest, payload: Buffer.from(forged).toString("base64url") };
    expect(await run()).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("Not genuine") });
  });

  it("says in one sentence what is no host", async () => {
    expect(await run("--host", "a b")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"a b" is not a host'),
    });
  });
});
