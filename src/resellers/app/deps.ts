import type { Deps } from "../../app/deps.ts";

/** What a use case of resellers works with, handed in by its caller: a route, a page, a command or a test. */
export type ResellerDeps = Pick<Deps, "db" | "config" | "nowMs" | "random" | "pause">;
