import type { AttemptCommand } from "../../../src/domain/sale/commands/attempt.ts";
import type { Call } from "./call.ts";

/** Members of a checkout's command that a Worker may not know yet: the sale must decide without them. */
const MAY_BE_UNKNOWN = [
  "nearAsked",
  "nearKept",
  "phoneRange",
  "mailDomain",
  "timingSketch",
] as const satisfies readonly (keyof AttemptCommand)[];

/**
 * The call as a Worker of another release sends it, while both are in use: an older one leaves out what it does not know, a
 * newer one sends a member that this code does not. Whichever release repeats the call, the key makes it the same one.
 */
export function asOtherRelease(call: Call): Call {
  const sent: Call = JSON.parse(JSON.stringify(call));
  const { command } = sent.operation;
  for (const name of MAY_BE_UNKNOWN) Reflect.deleteProperty(command, name);
  Object.assign(command, { addedInALaterRelease: [1] });
  return sent;
}
