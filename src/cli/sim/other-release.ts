import type { AttemptCommand } from "../../domain/sale/attempt.ts";
import type { Call } from "./call.ts";

/** Members of a checkout's command that a Worker may not know yet: the sale must decide without them. */
const MAY_BE_UNKNOWN = [
  "nearAsked",
  "phoneRange",
  "mailDomain",
  "timingSketch",
] as const satisfies readonly (keyof AttemptCommand)[];

/**
 * The call as a Worker of another release sends it, while both are in use: an older one leaves out what it does not know, a
 * newer one sends a member that this code does not. Whichever release repeats the call, the key makes it the same one.
 */
export function asOtherRelease(call: Call): Call {
  const unknown: readonly string[] = MAY_BE_UNKNOWN;
  return JSON.parse(JSON.stringify(call), (name, value) => {
    if (unknown.includes(name)) return undefined;
    return name === "command" ? { ...value, addedInALaterRelease: [1] } : value;
  });
}
