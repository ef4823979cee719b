import type { EntryStatus } from "../../../src/domain/draw/seal.ts";
import type { Buyer } from "./buyer.ts";
import { outcomeOf, type Visit } from "./outcome.ts";

/** An entry of the list, with what it was judged. */
export type Entered = { readonly buyer: Buyer; readonly status: EntryStatus };

/** What a drawn sale came to, for one side. */
export type DrawnSide = {
  readonly accounts: number;
  readonly units: number;
  readonly excluded: number;
  readonly shared: number;
  /** Came after the window, so that they stand behind everybody in it. */
  readonly late: number;
  /** Came when they were called. */
  readonly came: number;
  /** Of those, whom the checkout refused, or asked for a proof that they did not give. */
  readonly refused: number;
  /** Of those who came, who were asked more than once, for whatever; for work; for a one-time code. */
  readonly askedAgain: number;
  readonly worked: number;
  readonly challenged: number;
};

export type DrawOutcome = {
  readonly units: number;
  readonly farm: DrawnSide;
  readonly people: DrawnSide;
  /** Share of all units that the farm paid for. */
  readonly farmShare: number;
  /** Of all people, those who are excluded, and those whose household has its chances by another entry. */
  readonly excludedPeopleShare: number;
  readonly sharedPeopleShare: number;
  /** Of all people, those whom the checkout refused in their turn. */
  readonly refusedPeopleShare: number;
  /** Of all people, those who were asked more than once in their turn. */
  readonly askedAgainPeopleShare: number;
};

export function drawOutcomeOf(
  visits: readonly Visit[],
  by: { readonly entered: readonly Entered[]; readonly late: readonly Buyer[]; readonly units: number },
): DrawOutcome {
  const { entered, late, units } = by;
  const bought = outcomeOf(visits, units);
  const sideOf = (side: Buyer["side"], { accounts, units: paid, ...met }: typeof bought.farm): DrawnSide => {
    const { refused, askedAgain, worked, challenged } = met;
    const own = entered.filter(({ buyer }) => buyer.side === side);
    const latecomers = late.filter((buyer) => buyer.side === side).length;
    return {
      accounts: own.length + latecomers,
      units: paid,
      excluded: own.filter(({ status }) => status === "excluded").length,
      shared: own.filter(({ status }) => status === "shared").length,
      late: latecomers,
      came: accounts,
      refused,
      askedAgain,
      worked,
      challenged,
    };
  };
  const farm = sideOf("farm", bought.farm);
  const people = sideOf("person", bought.people);
  return {
    units,
    farm,
    people,
    farmShare: farm.units / units,
    excludedPeopleShare: people.excluded / people.accounts,
    sharedPeopleShare: people.shared / people.accounts,
    refusedPeopleShare: people.refused / people.accounts,
    askedAgainPeopleShare: people.askedAgain / people.accounts,
  };
}
