import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { serviceFindings } from "../../src/cli/doctor/service.ts";
import { settingsFindings } from "../../src/cli/doctor/settings.ts";
import { type LocalServer, serveLocally } from "../support/local-server.ts";

const SHIPPED = readFileSync("wrangler.toml", "utf8");
const findings = z.array(z.object({ what: z.string(), state: z.string(), says: z.string() }));
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "firsthand-doctor-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The shipped settings with one change, in a folder of their own. */
function settingsWith(change: (shipped: string) => string): string {
  const file = join(folder, `${crypto.randomUUID()}.toml`);
  writeFileSync(file, change(SHIPPED));
  return file;
}

const FINISHED = (shipped: string) =>
  shipped
    .replace(
      "workers_dev = false",
      'workers_dev = false\nroutes = [{ pattern = "fair.shop.com", custom_domain = true }]',
    )
    .replace(
      'database_id = "00000000-0000-0000-0000-000000000000"',
      'database_id = "3f2a9c58-0a51-4a55-9c1d-6f1b1f0b7a11"',
    )
    .replace("https://firsthand.example", "https://fair.shop.com")
    .replace('SHOPS = "{}"', `SHOPS = '{"my":{"name":"My","keyHashes":["${"a".repeat(64)}"],"hostname":"shop.com"}}'`)
    .replace('STAFF_ROLES = "{}"', `STAFF_ROLES = '{"email:ana@shop.com":"trust"}'`)
    .replace('ACCESS_TEAM_DOMAIN = ""', 'ACCESS_TEAM_DOMAIN = "https://shop.cloudflareaccess.com"')
    .replace('ACCESS_AUDIENCE = ""', 'ACCESS_AUDIENCE = "audience"');

describe("the settings of a deployment", () => {
  it("as the repository ships them are all named that nobody can use, and none is wrong", async () => {
    const found = await settingsFindings("wrangler.toml");
    expect(new Set(found.map(({ state }) => state))).toEqual(new Set(["warning"]));
    expect(found.map(({ says }) => says.split(":")[0])).toEqual([
      "ISSUER",
      "SHOPS",
      "STAFF_ROLES",
      "ACCESS_TEAM_DOMAIN, ACCESS_AUDIENCE",
      "database_id",
      "routes",
    ]);
  });

  it("are well where each is finished", async () => {
    expect(await settingsFindings(settingsWith(FINISHED))).toMatchObject([{ state: "well" }]);
  });

  it("are not well where draws would publish from another jurisdiction than sales are in", async () => {
    const file = settingsWith((shipped) => FINISHED(shipped).replace('JURISDICTION = ""', 'JURISDICTION = "eu"'));
    expect(await settingsFindings(file)).toMatchObject([
      { state: "warning", says: expect.stringMatching(/^r2_buckets: /) },
    ]);
  });

  it.each([
    [
      "a role that there is none of",
      (file: string) => FINISHED(file).replace('"trust"}', '"boss"}'),
      /^STAFF_ROLES\.entry 1: must be trust, brand or admin/,
    ],
    [
      "a number that is none",
      (file: string) => FINISHED(file).replace('"21600"', '"six hours"'),
      /^VISIT_TTL_SECONDS: /,
    ],
    [
      "a jurisdiction that there is none of",
      (file: string) => FINISHED(file).replace('JURISDICTION = ""', 'JURISDICTION = "mars"'),
      /^JURISDICTION: must be empty or one of eu, us, fedramp/,
    ],
    ["what is no TOML", (file: string) => `${file}\n[[`, /./],
  ])("are wrong with %s, which is named", async (_, change, says) => {
    const found = await settingsFindings(settingsWith(change));
    expect(found).toMatchObject([{ state: "wrong", says: expect.stringMatching(says) }]);
  });
});

describe("a service", () => {
  let server: LocalServer;
  const HEALTH = { status: "ok", policyHash: "sha256-p", modelVersion: "m1", build: "0.1.0+a" };
  let health: object = HEALTH;
  let serverTimeMs: (() => number) | undefined = Date.now;

  beforeAll(async () => {
    server = await serveLocally((request, response) => {
      const time = serverTimeMs === undefined ? {} : { serverTimeMs: serverTimeMs() };
      const key = { kty: "OKP", crv: "Ed25519", x: "x", kid: "k", alg: "EdDSA", use: "sig" };
      response.end(JSON.stringify(request.url === "/healthz" ? { ...health, ...time } : { keys: [key] }));
    });
  });
  afterAll(() => server.close());

  const notWell = async (build?: string) =>
    (await serviceFindings(server.origin, build)).filter(({ state }) => state !== "well");

  it("of this build, whose answers are whole, is well", async () => {
    [health, serverTimeMs] = [HEALTH, Date.now];
    expect(await notWell("0.1.0+a")).toEqual([]);
  });

  it.each([
    ["a setting that is wrong", { status: "failing", problems: ["SHOPS: is no JSON"] }, "wrong", "SHOPS: is no JSON"],
    ["a setting that is not finished", { warnings: ["SHOPS: names no shop"] }, "warning", "SHOPS: names no shop"],
    ["no live policy", { policyHash: "unknown" }, "wrong", "rules -- publish"],
    ["no model", { modelVersion: "none" }, "wrong", "deploy a whole model"],
    ["another build", { build: "0.1.0+b" }, "warning", "wrangler deploy"],
  ])("with %s is not, and is told what to do", async (_, change, state, says) => {
    [health, serverTimeMs] = [{ ...HEALTH, ...change }, Date.now];
    expect(await notWell("0.1.0+a")).toMatchObject([{ state, says: expect.stringContaining(says) }]);
  });

  it("whose clock is a minute off is told so", async () => {
    [health, serverTimeMs] = [HEALTH, () => Date.now() - 60_000];
    const [found] = await notWell();
    expect(found).toMatchObject({ state: "warning", says: expect.stringMatching(/^is 60 s from/) });
  });

  it("of a build that says no time has its clock named as not compared", async () => {
    [health, serverTimeMs] = [HEALTH, undefined];
    expect(await notWell()).toMatchObject([{ state: "warning", says: expect.stringContaining("was not compared") }]);
  });

  it("that is another service, or none, is said to be that", async () => {
    [health, serverTimeMs] = [{ hello: "world" }, Date.now];
    expect((await notWell())[0]).toMatchObject({ says: expect.stringContaining("another service is there") });
    const gone = await serveLocally(() => {});
    await gone.close();
    const [found] = await serviceFindings(gone.origin, undefined);
    expect(found).toMatchObject({ state: "wrong", says: expect.stringContaining("does not answer") });
  });
});

describe("npm run doctor", () => {
  const doctor = (...args: string[]) =>
    spawnSync(process.execPath, ["src/cli/doctor.ts", ...args], { encoding: "utf8" });

  it("says all of it as JSON, and ends with 1 where something is wrong", async () => {
    const gone = await serveLocally(() => {});
    await gone.close();
    const { status, stdout } = doctor("--base-url", gone.origin, "--json");
    expect(status).toBe(1);
    expect(findings.parse(JSON.parse(stdout)).at(-1)).toMatchObject({ what: gone.origin, state: "wrong" });
  });

  it("says what an address is", () => {
    expect(doctor("--base-url", "firsthand")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("is no address"),
    });
  });
});
