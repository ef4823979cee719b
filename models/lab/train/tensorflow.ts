import { enableProdMode } from "@tensorflow/tfjs-core";

/**
 * What training calls of TensorFlow.js. Types are those of the core, which the Worker has, too: the whole is a dependency of
 * `models/lab` alone, because nobody who runs or tests the service needs its 300 MB.
 */
export type TensorFlow = typeof import("@tensorflow/tfjs-core");
export type { Rank, Scalar, Tensor2D, Variable } from "@tensorflow/tfjs-core";

/** A name that the compiler does not look up, since it compiles this folder without the package as well. */
const WHOLE: string = "@tensorflow/tfjs";

/**
 * Loads the whole of TensorFlow.js.
 *
 * @throws Error that says how to install it, where it is not installed
 */
export async function loadTensorFlow(): Promise<TensorFlow> {
  // Without per-operation checks and greetings. The core is there already, with the served model, and each operation that comes a
  // second time would be warned of.
  enableProdMode();
  try {
    return await import(WHOLE);
  } catch (cause) {
    throw new Error(`Training needs ${WHOLE}. Install it once: npm ci --prefix models/lab`, { cause });
  }
}
