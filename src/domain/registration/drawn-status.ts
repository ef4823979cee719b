import type { ExclusionClass } from "../draw/statements.ts";
import type { Outlook, TurnStatus } from "../sale/calling/turn-status.ts";
import type { RegistrationOutcome } from "./outcome.ts";
import type { RegistrationStatus } from "./register.ts";

/** How a registration stands once its order is called. */
export type DrawnStatus = {
  readonly status: RegistrationStatus;
  readonly ahead?: number | undefined;
  readonly outlook?: Outlook | undefined;
  readonly turn?: { readonly fromMs: number; readonly untilMs: number } | undefined;
  readonly reason?: StatusReason | undefined;
};

export type StatusReason = { readonly category: string; readonly message: string; readonly appealable: boolean };

/** In words that accuse nobody: the class is all that is told. */
const EXCLUDED_FOR: { readonly [kind in ExclusionClass]: string } = {
  automation: "The registration looked as if a program had sent it.",
  identity: "What the registration was made with belongs to several accounts, or could not be told apart from them.",
  eligibility: "The registration did not meet what the sale asks of its buyers.",
};
const SHARED: StatusReason = {
  category: "household",
  message: "Several registrations came from one household, device or payer: it had the chances of one household.",
  appealable: true,
};

/**
 * How a registration stands. Shared and excluded ones wait like the others until the draw is over, and then everybody is told at once.
 * @param standing of its place; of one without a place, of the place before which it would stand
 */
export function drawnStatus(
  outcome: RegistrationOutcome,
  standing: TurnStatus | undefined,
  isOver: boolean,
): DrawnStatus {
  if (isOver && outcome.status === "shared") return { status: "shared", reason: SHARED };
  if (isOver && outcome.status === "excluded") {
    const category = outcome.exclusion ?? "eligibility";
    return { status: "excluded", reason: { category, message: EXCLUDED_FOR[category], appealable: true } };
  }
  if (standing === undefined || standing.kind === "waiting") {
    if (isOver) return { status: "not_called" };
    const { ahead, outlook } = standing ?? {};
    return { status: "waiting", ahead, outlook };
  }
  // The place is another's: its holder sees no more than that others are called.
  if (outcome.status !== "eligible") return { status: "waiting", ahead: 0, outlook: "unlikely" };
  if (standing.state === "sold") return { status: "bought" };
  if (standing.kind === "turn") {
    return { status: "your_turn", turn: { fromMs: standing.fromMs, untilMs: standing.untilMs } };
  }
  return { status: standing.state === "held" ? "your_turn" : "turn_over" };
}
