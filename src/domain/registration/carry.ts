import type { SaleRecord } from "../sale/record.ts";
import type { RegistrationEvidence } from "./evidence.ts";
import type { RegistrationOutcome } from "./outcome.ts";
import type { Registration } from "./registration.ts";

/** A registration that a draw did not call, with what the next sale of its campaign judges it by. */
export type LostRegistration = Pick<Registration, "registrationId" | "account"> & {
  readonly evidence: RegistrationEvidence;
  readonly outcome: RegistrationOutcome;
};

/** Some of one register. */
export type LostPage = {
  /** The last registration that was looked at; absent where there was none. */
  readonly last?: string | undefined;
  readonly rows: readonly LostRegistration[];
};

/**
 * What the receipt of a carried registration names its holder by: the registration that they had before, whose receipt says whose it
 * is. What a shop calls its customer is kept nowhere, so that no more can be said here.
 */
export function carriedHolder(registrationId: string): string {
  return `reg:${registrationId}`;
}

/** Whether who registered for one sale can be registered for the next without coming: both are drawn, and nobody has to be invited. */
export function mayCarry(before: SaleRecord, after: SaleRecord): boolean {
  const areDrawn = [before, after].every(
    ({ definition: { draw, fairWindow, test } }) => draw !== undefined && fairWindow === undefined && !test,
  );
  const isForAll = after.definition.registration?.invite === undefined;
  return areDrawn && isForAll && before.pepperEpoch === after.pepperEpoch && before.shop === after.shop;
}

/** Those of some registrations that are carried: drawn, never called, and not excluded, since what they are excluded for stays. */
export function lostOf(registrations: readonly Registration[]): readonly LostRegistration[] {
  return registrations.flatMap(({ registrationId, account, evidence, outcome }) => {
    const isLost = outcome?.ended?.called === false && outcome.status !== "excluded";
    return isLost && evidence !== undefined ? [{ registrationId, account, evidence, outcome }] : [];
  });
}
