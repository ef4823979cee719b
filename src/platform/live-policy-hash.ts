import { describeError, log } from "./log.ts";
import { POLICY_OBJECT_NAME, type PolicyBinding } from "./policy-binding.ts";

/** An isolate asks this often which policy is live: a published one is in use everywhere within this and one call. */
const FRESH_MS = 5000;
/** While one request asks, and after it failed, the others go on with what is known. */
const ASKING_MS = 1000;

type Known = { readonly hash: string | undefined; readonly askAtMs: number };

const known = new WeakMap<PolicyBinding["POLICY"], Known>();

/**
 * Hash of the live policy, at most `FRESH_MS` old while the Policy object answers, and the last known one while it does not.
 * @returns undefined where this isolate has never known it: then each sale goes on with the last policy it used
 */
export async function livePolicyHash({ POLICY }: PolicyBinding): Promise<string | undefined> {
  const held = known.get(POLICY);
  if (held !== undefined && Date.now() < held.askAtMs) return held.hash;
  if (held !== undefined) known.set(POLICY, { ...held, askAtMs: Date.now() + ASKING_MS });
  try {
    const hash = await POLICY.getByName(POLICY_OBJECT_NAME).liveHash();
    known.set(POLICY, { hash, askAtMs: Date.now() + FRESH_MS });
    return hash;
  } catch (error) {
    log("policy-unavailable", { detail: describeError(error) });
    known.set(POLICY, { hash: held?.hash, askAtMs: Date.now() + ASKING_MS });
    return held?.hash;
  }
}

/** Forgets what is known, after this isolate itself changed it. */
export function forgetLivePolicyHash({ POLICY }: PolicyBinding): void {
  known.delete(POLICY);
}
