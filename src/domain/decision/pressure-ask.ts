import { type ChallengeKind, kindsLeft } from "../challenge/challenge-kind.ts";
import type { PressureAsk } from "../pressure/ladder.ts";
import { PRESSURE_LEVELS } from "../pressure/level.ts";
import type { Signals } from "../signals/signal.ts";
import { hasBrowser } from "../terms/channel.ts";
import type { DecisionInput, Reason } from "./decision.ts";
import type { Policy } from "./policy.ts";

/** What the policy's ladder asks at the level that the sale was at; undefined where it asks nobody. */
export function askAt({ ladder }: Pick<Policy, "ladder">, signals: Signals): PressureAsk | undefined {
  const level = PRESSURE_LEVELS.find((each) => each === signals["pressure.level"]);
  return level && ladder?.asks(level);
}

/**
 * Whether a pressed sale asks this buyer for one proof. Who has no browser is not asked, and nobody while no unit is free: there
 * would be nothing to have for it.
 */
export function pressureAsk(
  policy: Pick<Policy, "ladder">,
  { signals, channel, challengeKinds }: DecisionInput,
): { readonly reason: Reason; readonly settledBy: readonly ChallengeKind[] } | undefined {
  const ask = askAt(policy, signals);
  if (ask === undefined || !hasBrowser(channel)) return undefined;
  if (signals["pressure.attempts_per_free_unit"] === undefined) return undefined;
  const points = Number(signals["standing.points"] ?? 0);
  if (points >= ask.standingBelow) return undefined;
  const level = String(signals["pressure.level"]);
  return {
    settledBy: kindsOfSale(ask.settledBy, challengeKinds),
    reason: {
      code: "SALE_PRESSED",
      message: `The sale is ${level}: whoever has fewer than ${ask.standingBelow} points of standing is asked for one proof.`,
      evidence: { "pressure.level": level, "standing.points": points },
    },
  };
}

/** Where the sale takes none of the ladder's kinds, its own stand in: pressure sends nobody to a person. */
function kindsOfSale(
  asked: readonly ChallengeKind[],
  ofSale: readonly ChallengeKind[] | undefined,
): readonly ChallengeKind[] {
  if (ofSale === undefined) return asked;
  const both = kindsLeft(asked, ofSale);
  return both.length > 0 ? both : ofSale;
}
