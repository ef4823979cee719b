import type { AttemptCommand } from "../../../src/domain/sale/commands/attempt-command.ts";
import type { Call } from "./call.ts";

/** Members of a checkout's command that a Worker may not know yet: the sale must decide without them. */
const MAY_BE_UNKNOWN = ["nearAsked", "nearFoundBy", "past"] as const satisfies readonly (keyof AttemptCommand)[];

/**
 * The call as a Worker of another release sends it, while both are in use: an older one leaves out what it does not know, a
 * newer one sends a member that this code does not. Whichever release repeats the call, the key makes it the same one.
 */
export function asOtherRelease(call: Call): Call {
  const sent: Call = JSON.parse(JSON.stringify(call));
  const { operation } = sent;
  Object.assign(operation.command, { addedInALaterRelease: [1] });
  if (operation.kind !== "attempt") return sent;
  for (const name of MAY_BE_UNKNOWN) Reflect.deleteProperty(operation.command, name);
  const { withoutVisit, withVisit } = operation.command;
  for (const scored of [withoutVisit, withVisit?.scored])
    if (scored !== undefined) Reflect.deleteProperty(scored, "crowd");
  return sent;
}
