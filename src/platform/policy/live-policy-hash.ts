import { describeError, log } from "../log.ts";
import { staleWhileRevalidate } from "../stale-while-revalidate.ts";
import { POLICY_OBJECT_NAME, type PolicyBinding } from "./policy-binding.ts";

const liveHash = staleWhileRevalidate<PolicyBinding["POLICY"], string>(
  (policy) => policy.getByName(POLICY_OBJECT_NAME).liveHash(),
  (error) => log("policy-unavailable", { detail: describeError(error) }),
);

/**
 * Hash of the live policy.
 * @returns undefined where this isolate has never known it: then each sale goes on with the last policy it used, and one that
 * has used none decides nothing
 */
export function livePolicyHash({ POLICY }: PolicyBinding): Promise<string | undefined> {
  return liveHash.value(POLICY);
}

/** Forgets what is known, after this isolate itself changed it. */
export function forgetLivePolicyHash({ POLICY }: PolicyBinding): void {
  liveHash.forget(POLICY);
}
