import "@tensorflow/tfjs-backend-cpu/dist/base";
import { _fusedMatMulConfig as fusedMatMulConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/_FusedMatMul";
import { identityConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/Identity";
import { maximumConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/Maximum";
import { minimumConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/Minimum";
import { multiplyConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply";
import { reshapeConfig } from "@tensorflow/tfjs-backend-cpu/dist/kernels/Reshape";
import { registerKernel } from "@tensorflow/tfjs-core";

// The Worker's bundle carries what the model computes with: the package by itself brings 150 kernels more, a tenth of the bundle.
// Node takes the package as it is (`imports` in package.json), and the golden scores hold both to the same numbers.
for (const kernel of [fusedMatMulConfig, identityConfig, maximumConfig, minimumConfig, multiplyConfig, reshapeConfig]) {
  registerKernel(kernel);
}
