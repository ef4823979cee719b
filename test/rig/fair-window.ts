import { table, whole } from "../../src/cli/shared/table.ts";
import { type FairWindow, measureFairWindow } from "./fair-window/measure.ts";
import { rigProgram } from "./shared/rig-program.ts";

/** Rank in the order of arrival against rank in the order that is called. */
const CORRELATION_MAX = 0.01;

export const fairWindow = rigProgram({
  name: "fair-window",
  about: `
Plays a fair window: machines that come in its first fifty milliseconds, people who come when they can, and others after it. Entries are
made, ordered and called by the code of production, in this process and in virtual time. Then it is counted what being early was
worth: Spearman's rank correlation of arrival and order inside the window and inside the seconds after it, what part of the units
the first hundredth of the arrivals was called for, and how evenly the sale called.`,
  numbers: {
    arrivals: ["who come within the window", 200_000],
    late: ["who come in the minute after it", 20_000],
    units: ["units of the sale", 10_000],
    seed: ["of the arrivals and of the beacon", 1],
  },
  example: "--arrivals 20000",
  exits: "0 being early was worth nothing and nobody's place went back, 1 it was worth something",
  run: ({ number }) =>
    measureFairWindow({
      arrivals: number("arrivals"),
      late: number("late"),
      units: number("units"),
      seed: number("seed"),
    }),
  report: (measured: FairWindow) =>
    table([
      [`${whole(measured.arrivals)} within the window, ${whole(measured.late)} after it`, "", ""],
      ["arrival and order, inside the window", measured.correlation.toFixed(5), `below ${CORRELATION_MAX}`],
      ["by chance alone, so much or less in two of three windows", measured.chance.toFixed(5), ""],
      ["arrival and order, inside the seconds after it", measured.lateCorrelation.toFixed(5), ""],
      [
        "units called for the first hundredth to arrive",
        `${(100 * measured.firstHundredth).toFixed(2)} %`,
        "1 % is fair",
      ],
      ["places called in one second, at most", whole(measured.calledPerSecondMax), whole(measured.admitPerSecond)],
      ["seconds until a unit was kept for each who is called", whole(measured.seconds), ""],
    ]),
  broken: ({ correlation, aheadRose, calledPerSecondMax, admitPerSecond }) => [
    ...(Math.abs(correlation) >= CORRELATION_MAX ? ["a place depends on when its holder arrived"] : []),
    ...(aheadRose > 0 ? [`ahead rose for ${aheadRose}`] : []),
    ...(calledPerSecondMax > admitPerSecond ? ["more are called in a second than the sale admits"] : []),
  ],
});
