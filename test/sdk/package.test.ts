import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const GZIP_BYTES_MAX = 8 * 1024;
const COMPILER = resolve("node_modules/typescript/bin/tsc");
const run = promisify(execFile);

/** A shop's page that uses everything the package exports. */
const SHOP = `
import { type Collected, mount, type Session, start } from "@firsthand/sdk";
import { botd } from "@firsthand/sdk/botd";
import { settleChallenge } from "@firsthand/sdk/challenge";
import { type CheckoutState, defineFairCheckout } from "@firsthand/sdk/fair-checkout";

const mounted: Session = mount(document.createElement("form"), { saleId: "mi3", baseUrl: "https://firsthand.example" });
const session = start({ saleId: "mi3", botd });
const collected: Promise<Collected> = session.collect();
collected.then(({ visitToken, signals }) => JSON.stringify({ visitToken, signals }));
settleChallenge({ saleId: "mi3", challengeId: "chl_1", visitToken: mounted.visitToken() })
  .then((settled) => settled && session.retryWith(settled.retryVisitToken ?? ""));
defineFairCheckout({ botd });
addEventListener("fair-state", (event) => {
  if (event instanceof CustomEvent) { const { kind }: CheckoutState = event.detail; console.log(kind); }
});
`;

const RESOLUTIONS = [
  { moduleResolution: "bundler", module: "preserve" },
  { moduleResolution: "nodenext", module: "nodenext" },
] as const;

let folder = "";

/** Packs the SDK as npm would publish it, and installs that in an empty folder. Nothing is asked of a registry. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "firsthand-sdk-"));
  const [sdk, shop] = [join(folder, "sdk"), join(folder, "shop")];
  await run(process.execPath, ["src/cli/build-sdk.ts", "--out", sdk]);
  const { stdout } = await run("npm", ["pack", sdk, "--json", "--pack-destination", folder]);
  const [packed] = JSON.parse(stdout);
  await mkdir(shop);
  await writeFile(join(shop, "package.json"), JSON.stringify({ name: "shop", private: true, type: "module" }));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, packed.filename)], { cwd: shop });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the compiler says of a page, in its own words; nothing where it is content. */
async function compile(page: string, options: object): Promise<string> {
  const shop = join(folder, "shop");
  await writeFile(join(shop, "page.ts"), page);
  const compilerOptions = { strict: true, noEmit: true, lib: ["ES2023", "DOM"], types: [], ...options };
  await writeFile(join(shop, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["page.ts"] }));
  try {
    await run(process.execPath, [COMPILER, "-p", shop]);
    return "";
  } catch (error) {
    if (error instanceof Error && "stdout" in error) return String(error.stdout);
    throw error;
  }
}

async function bundle(page: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: join(folder, "shop") },
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

describe("the SDK as a package", { timeout: 60_000 }, () => {
  test("holds modules, types, licence and words, needs no other package and has no effect by being imported", async () => {
    const installed = join(folder, "shop/node_modules/@firsthand/sdk");
    const files = await readdir(installed, { recursive: true });
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "index.js", "index.d.ts", "botd.js"]));
    expect(files.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);
    const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
    const { version, license } = JSON.parse(await readFile("package.json", "utf8"));
    expect(manifest).toMatchObject({ type: "module", sideEffects: false, version, license });
    expect(manifest).not.toHaveProperty("dependencies");
    expect(manifest).not.toHaveProperty("scripts");
  });

  test.each(RESOLUTIONS)("has types for a page under $moduleResolution", async (options) => {
    expect(await compile(SHOP, options)).toBe("");
  });

  test.each(RESOLUTIONS)("has a page without a sale refused under $moduleResolution", async (options) => {
    const page = `import { start } from "@firsthand/sdk"; start({ baseUrl: "" });`;
    expect(await compile(page, options)).toContain("error TS2741: Property 'saleId' is missing");
  });

  test("is at most 8 KiB compressed in a page that mounts it, which carries no other part", async () => {
    const page = await bundle(`import { mount } from "@firsthand/sdk"; mount(document.forms[0], { saleId: "mi3" });`);
    expect(page.length).toBeGreaterThan(1_000);
    expect(gzipSync(page, { level: 9 }).length).toBeLessThanOrEqual(GZIP_BYTES_MAX);
    expect(page).not.toMatch(/customElements|PBKDF2|selenium/i);
  });

  test("leaves nothing in a page that does not use it", async () => {
    expect(
      await bundle(`import { mount } from "@firsthand/sdk";
      import { defineFairCheckout } from "@firsthand/sdk/fair-checkout";`),
    ).toBe("");
  });

  test("runs its parts together", async () => {
    const page = await bundle(`import { defineFairCheckout } from "@firsthand/sdk/fair-checkout";
      import { botd } from "@firsthand/sdk/botd"; defineFairCheckout({ botd });`);
    expect(page).toMatch(/selenium/i);
    expect(page).toContain("customElements");
  });
});
