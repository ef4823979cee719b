import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type InstalledPackage, installedPackage, RESOLUTIONS } from "../support/installed-package.ts";

const GZIP_BYTES_MAX = 8 * 1024;

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

let sdk: InstalledPackage;

beforeAll(async () => {
  sdk = await installedPackage("sdk", "@firsthand/sdk");
});
afterAll(() => sdk.remove());

async function bundle(page: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: sdk.shop },
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

describe("the SDK as a package", () => {
  test("holds modules, types, licence and words, needs no other package and has no effect by being imported", async () => {
    expect(sdk.files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "index.js", "index.d.ts", "botd.js"]));
    expect(sdk.files.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);
    const { version, license } = JSON.parse(await readFile("package.json", "utf8"));
    expect(sdk.manifest).toMatchObject({ type: "module", sideEffects: false, version, license });
    expect(sdk.manifest).not.toHaveProperty("dependencies");
    expect(sdk.manifest).not.toHaveProperty("scripts");
  });

  test.each(RESOLUTIONS)("has types for a page under $moduleResolution", async (options) => {
    expect(await sdk.compile(SHOP, options)).toBe("");
  });

  test.each(RESOLUTIONS)("has a page without a sale refused under $moduleResolution", async (options) => {
    const page = `import { start } from "@firsthand/sdk"; start({ baseUrl: "" });`;
    expect(await sdk.compile(page, options)).toContain("error TS2741: Property 'saleId' is missing");
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
