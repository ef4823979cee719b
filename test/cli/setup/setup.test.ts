import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settingsFindings } from "../../../src/cli/doctor/settings.ts";
import { parseConfig } from "../../../src/config.ts";
import { ACCOUNT, CloudflareApi } from "../../support/cloudflare-api.ts";
import { validSettings } from "../../support/settings.ts";

const ANSWERS = {
  jurisdiction: "eu",
  address: "https://fair.shop.com",
  shop: { id: "my-shop", name: "My shop", hostname: "www.shop.com" },
  access: { teamDomain: "https://shop.cloudflareaccess.com", audience: "tag", admin: "ana@shop.com" },
};
const MIGRATIONS = readdirSync("src/platform/migrations").length;
const api = new CloudflareApi();
let origin = "";
let folder = "";

beforeAll(async () => {
  origin = await api.start();
  folder = mkdtempSync(join(tmpdir(), "firsthand-setup-"));
  // In a folder of its own, with the migrations where these settings look for them.
  const shipped = readFileSync("wrangler.toml", "utf8");
  const migrations = `migrations_dir = ${JSON.stringify(resolve("src/platform/migrations"))}`;
  writeFileSync(join(folder, "wrangler.toml"), shipped.replace(/migrations_dir = .*/, migrations));
  writeFileSync(join(folder, "answers.json"), JSON.stringify(ANSWERS));
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs `npm run setup` in that folder, signed in at the played API unless the token is empty. */
function setup(args: readonly string[], token = "a-token"): Promise<Ended> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    CLOUDFLARE_API_BASE_URL: origin,
    ...(token === "" ? {} : { CLOUDFLARE_API_TOKEN: token }),
  };
  const child = spawn(process.execPath, [resolve("src/cli/setup.ts"), ...args], { cwd: folder, env });
  child.stdin.end();
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((done) => child.on("close", (code) => done({ code, stdout, stderr })));
}

const settings = () => readFileSync(join(folder, "wrangler.toml"), "utf8");
const secretFile = (name: string) => join(folder, ".firsthand", name);

describe("npm run setup, by the real wrangler against a played account", () => {
  it("names what is missing of a person who is not signed in", async () => {
    expect(await setup(["--dry-run"], "")).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("npx wrangler login"),
    });
  });

  it("shows its plan and changes nothing in a dry run, nor without a terminal to agree at", async () => {
    const before = settings();
    const shown = await setup(["--answers", "answers.json", "--dry-run"]);
    expect(shown).toMatchObject({ code: 0, stdout: expect.stringContaining("create the database firsthand in eu") });
    expect(await setup(["--answers", "answers.json"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("There is no terminal to ask at"),
    });
    expect([api.made, settings(), existsSync(join(folder, ".firsthand"))]).toEqual([[], before, false]);
  });

  it("makes everything once, finishes the settings, and prints no secret", async () => {
    const { code, stdout, stderr } = await setup(["--answers", "answers.json", "--yes"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(api.made.filter(({ what }) => what !== "secret")).toEqual(
      [
        ["database", "firsthand"],
        ["bucket", "firsthand-public-records"],
        ["queue", "firsthand-webhooks"],
        ["queue", "firsthand-webhooks-dead"],
      ].map(([what, name]) => ({ what, name, jurisdiction: "eu" })),
    );
    expect(api.database.prepare("SELECT COUNT(*) AS n FROM d1_migrations").get()).toEqual({ n: MIGRATIONS });
    expect(await settingsFindings(join(folder, "wrangler.toml"))).toMatchObject([{ state: "well" }]);
    const { settings: valid } = await validSettings();
    expect(parseConfig({ ...valid, ...Object.fromEntries(api.secrets) })).toMatchObject({ ok: true });
    const printed = stdout + stderr;
    for (const secret of [...api.secrets.values(), readFileSync(secretFile("my-shop.shop-key"), "utf8").trim()]) {
      expect(printed).not.toContain(secret);
    }
  });

  it("keeps secrets where their owner alone may read them", () => {
    expect(JSON.parse(readFileSync(secretFile("firsthand.secrets.json"), "utf8"))).toEqual(
      Object.fromEntries(api.secrets),
    );
    const modes = readdirSync(join(folder, ".firsthand")).map((name) => statSync(secretFile(name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600]);
  });

  it("makes again what an account has lost when it is run again, and keeps all else", async () => {
    const before = { settings: settings(), secrets: new Map(api.secrets) };
    api.secrets.delete("PEPPERS");
    const [queue] = api.made.splice(
      api.made.findIndex(({ name }) => name === "firsthand-webhooks-dead"),
      1,
    );
    const made = [...api.made];
    const { code, stdout } = await setup(["--answers", "answers.json", "--yes"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("Kept as it is: database firsthand, bucket")]);
    expect(api.made).toEqual([...made, queue, { what: "secret", name: "PEPPERS", jurisdiction: undefined }]);
    expect({ settings: settings(), secrets: api.secrets }).toEqual(before);
  });

  it("names the accounts there are where none has that id", async () => {
    const { code, stderr } = await setup(["--account", "another", "--dry-run"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${ACCOUNT.id}  ${ACCOUNT.name}`)]);
  });
});
