import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import * as core from "@tensorflow/tfjs-core";
import type { TensorFlow } from "../../../models/lab/train/tensorflow.ts";

/** The core with its gradients, which `@tensorflow/tfjs` adds to it for training. */
core.enableProdMode();
export const tf: TensorFlow = core;
