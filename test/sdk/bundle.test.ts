import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";

const GZIP_BYTES_MAX = 8 * 1024;

let code = "";
beforeAll(async () => {
  code = await bundleOf("index");
});

async function bundleOf(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`src/sdk/${entry}.ts`],
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

describe("the browser SDK as it is served", () => {
  test("is at most 8 KiB compressed", () => {
    expect(code.length).toBeGreaterThan(1_000);
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(GZIP_BYTES_MAX);
  });

  test("carries nothing of the service, its libraries or its words", () => {
    for (const foreign of ["zod", "ZodError", "tensorflow", "contribution", "verdict", "console."]) {
      expect(code).not.toContain(foreign);
    }
  });

  test("does nothing by being imported, where there is no browser at all", async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    const sdk: unknown = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    expect(Object.keys(sdk ?? {}).sort()).toEqual(["mount", "start"]);
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
  });
});

describe("the optional parts of the SDK", () => {
  test("botd reports to nobody, and carries the licence of the library that is in it", async () => {
    const botd = await bundleOf("botd");
    expect(botd).not.toMatch(/https?:\/\/|XMLHttpRequest|fetch|console\./);
    expect(botd).toContain("Copyright (c) 2025 FingerprintJS, Inc");
    expect(botd).toContain("The above copyright notice and this permission notice");
  });

  test.each([
    ["botd", ["botd"]],
    ["challenge", ["settleChallenge"]],
    ["fair-checkout", ["defineFairCheckout"]],
  ])("%s does nothing by being imported, where there is no browser at all", async (entry, names) => {
    const before = Object.getOwnPropertyNames(globalThis);
    const part: unknown = await import(`data:text/javascript,${encodeURIComponent(await bundleOf(entry))}`);
    expect(Object.keys(part ?? {})).toEqual(names);
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
  });
});
