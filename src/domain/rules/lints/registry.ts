import type { Lint } from "./lint.ts";

/** Every lint there is. */
export const LINTS: readonly Lint[] = [];
