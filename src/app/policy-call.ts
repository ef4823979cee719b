import { err, ok, type Result } from "../domain/result.ts";
import type { PolicyObject } from "../objects/policy.object.ts";
import { describeError, log } from "../platform/log.ts";
import { POLICY_OBJECT_NAME } from "../platform/policy/policy-binding.ts";
import type { Problem } from "../wire/problem.ts";
import type { Deps } from "./deps.ts";

const RETRY_AFTER_SECONDS = 5;

/**
 * Calls the object that owns the policy. While it fails nothing of the policy can be shown or changed, and staff are told to
 * come back: sales go on with the policy that they have.
 */
export async function callPolicy<T>(
  deps: Deps,
  call: (policy: DurableObjectStub<PolicyObject>) => Promise<T>,
): Promise<Result<T, Problem>> {
  try {
    return ok(await call(deps.objects.POLICY.getByName(POLICY_OBJECT_NAME)));
  } catch (error) {
    log("policy-unavailable", { requestId: deps.requestId, detail: describeError(error) });
    return err(policyUnavailable("The policy could not be reached."));
  }
}

export function policyUnavailable(detail: string): Problem {
  return { slug: "policy-unavailable", detail, retryAfterSeconds: RETRY_AFTER_SECONDS };
}
