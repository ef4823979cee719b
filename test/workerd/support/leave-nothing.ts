import { env, reset } from "cloudflare:test";
import { afterAll, vi } from "vitest";
import { forgetLiveCutSeq } from "../../../src/platform/buyers/live-cuts.ts";
import { forgetLivePolicyHash } from "../../../src/platform/policy/live-policy-hash.ts";

/** Each file leaves the workerd that it shares with others as a new one would be: no rows, no objects, its own globals. */
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await reset();
  forgetLivePolicyHash(env);
  forgetLiveCutSeq(env.DB);
});
