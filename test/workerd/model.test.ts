import { getKernelsForBackend } from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { goldenSuite } from "../models/golden-suite.ts";

goldenSuite("workerd");

it("computes with the kernels that the Worker's bundle carries, and with no other", () => {
  expect(
    getKernelsForBackend("cpu")
      .map(({ kernelName }) => kernelName)
      .sort(),
  ).toEqual(["Identity", "Maximum", "Minimum", "Multiply", "Reshape", "_FusedMatMul"]);
});
