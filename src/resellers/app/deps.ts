import type { Config } from "../../config.ts";

/** What a use case of resellers works with, handed in by whoever calls it: a route, a page, a command or a test. */
export type ResellerDeps = {
  readonly db: D1Database;
  readonly config: Config;
  readonly nowMs: number;
  /** Uniform in [0, 1), for ids. */
  readonly random: () => number;
};
