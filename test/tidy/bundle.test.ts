import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const GZIP_BYTES_MAX = 1024 * 1024;
const bundle = readFileSync("dist/worker/worker.js");

it("the Worker's bundle is under 1 MiB compressed", () => {
  expect(gzipSync(bundle).byteLength).toBeLessThan(GZIP_BYTES_MAX);
});

it.each([
  "firsthand.test",
  "AURORA-2-256",
  "SHOP_SCRIPT",
  "development-trust-1",
  "/dev/sign-in",
  "/dev/clock",
  "node:fs",
])("no development code is in it: %s", (leak) => {
  expect(bundle.includes(leak)).toBe(false);
});

it("carries zod's messages in one language: `import * as z` lets the bundler leave out the other fifty", () => {
  expect(bundle.includes("Input non valido")).toBe(false);
});

it("carries of TensorFlow.js the kernels that the model computes with, not the 150 others", () => {
  expect(bundle.includes("_FusedMatMul")).toBe(true);
  for (const kernel of ["StringNGrams", "Conv3DBackpropFilterV2", "CropAndResize"]) {
    expect(bundle.includes(kernel), kernel).toBe(false);
  }
});

it("uses no code generation, which the runtime forbids", () => {
  expect(bundle.toString("utf8")).not.toMatch(/\bnew Function\s*\(|[^.\w]eval\s*\(/);
});
