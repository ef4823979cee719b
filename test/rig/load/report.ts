import { table, whole } from "../../../src/cli/shared/table.ts";
import { percentile } from "../shared/percentile.ts";
import type { Promised } from "./broken-promises.ts";
import type { FlashSale, Load } from "./flash-sale.ts";

/** The figures of one run, for people and for programs. */
export function figuresOf({ units, checkouts, connections }: Load, sale: FlashSale) {
  const count = (status: string) => sale.observed.filter(({ answer }) => answer.allocation.status === status).length;
  const waits = sale.observed.map(({ sentAtMs, answeredAtMs }) => answeredAtMs - sentAtMs);
  return {
    units,
    checkouts,
    connections,
    held: count("held"),
    soldOut: count("sold_out"),
    neither: count("none"),
    asked: sale.asked,
    redeemed: sale.redeemed.length,
    ledgerPolls: sale.polls.length,
    repeatedAfter503: sale.repeats.overloaded,
    repeatedAfterBreak: sale.repeats.broken,
    checkoutsPerSecond: (sale.observed.length * 1000) / sale.checkoutsElapsedMs,
    p50Ms: percentile(waits, 0.5),
    p99Ms: percentile(waits, 0.99),
  };
}

type Reported = { readonly figures: ReturnType<typeof figuresOf>; readonly promises: readonly Promised[] };

export function reportOf({ figures, promises }: Reported): string {
  return [
    table([
      ["units", whole(figures.units)],
      ["checkouts", whole(figures.checkouts)],
      ["held", whole(figures.held)],
      ["sold out", whole(figures.soldOut)],
      ["not allowed", whole(figures.neither)],
      ["asked for a code first", whole(figures.asked)],
      ["redeemed", whole(figures.redeemed)],
      ["polls of the ledger", whole(figures.ledgerPolls)],
      ["told to come back (503)", whole(figures.repeatedAfter503)],
      ["broken off or too slow", whole(figures.repeatedAfterBreak)],
      ["checkouts per second", whole(figures.checkoutsPerSecond)],
      [`wait with ${figures.connections} at once, p50`, `${figures.p50Ms.toFixed(0)} ms`],
      [`wait with ${figures.connections} at once, p99`, `${figures.p99Ms.toFixed(0)} ms`],
    ]),
    "\n",
    table(promises.map(({ promise, broken }) => [promise, broken === 0 ? "kept" : `broken ${whole(broken)} times`])),
  ].join("");
}
