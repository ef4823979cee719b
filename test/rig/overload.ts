import { showProgress } from "../../src/cli/shared/progress.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { runOverload } from "./overload/overload-run.ts";
import { figuresOf, GOODPUT_RATIO_MIN, type OverloadFigures, reportOf } from "./overload/report.ts";
import { rigProgram } from "./shared/rig-program.ts";

const TIMES = "2,5";

export const overload = rigProgram({
  name: "overload",
  about: `
Measures what the deployed bundle can do alone in workerd, then offers it several times that in an open loop: a checkout of
another buyer at every tick, answered or not. No client waits where it is told to. What is too much must be refused with 429
or 503 and Retry-After, at least ${GOODPUT_RATIO_MIN * 100} % of the capacity measured just before and after must still be served, and the rows must
hold exactly what was acknowledged. Beside it stands what is possible: a Worker that does nothing but refuse is offered as
much, and its processor time for each refusal is what the service loses at least.

The service has a core and a process of its own, the generator another. Nothing else should run, and the rows should be on a
disk that nobody else writes to: they are in TMPDIR.

How many checkouts are let in at a time is the setting ATTEMPTS_IN_FLIGHT_MAX. One workerd gives Worker and object one thread,
takes up to sixteen requests from the network at a time and finishes them before it looks again: only a number below sixteen
is ever reached here, and more wait in the sockets. Where the object has a thread or a machine of its own, as in a deployment,
requests wait for it in flight, and a larger number is. Linux only.`,
  numbers: {
    seconds: ["of each measurement", 6],
    callers: ["callers of the closed loop that finds the capacity", 8],
    "in-flight": ["ATTEMPTS_IN_FLIGHT_MAX of the service under test", 6],
  },
  texts: { times: ["<list>", "loads, in multiples of the capacity", TIMES] },
  runsBundle: true,
  example: "--times 2",
  exits: "0 every promise was kept, 1 one was broken",
  async run({ number, text }) {
    const multiples = (text("times") ?? TIMES).split(",").map((each) => wholeNumber("times", each, 1));
    const plan = {
      seconds: number("seconds"),
      callers: number("callers"),
      inFlight: number("in-flight"),
      multiples,
    };
    const progress = showProgress("measurements", 1 + multiples.length);
    const figures = figuresOf(await runOverload(plan, progress.step));
    progress.end();
    return figures;
  },
  report: reportOf,
  broken: ({ broken }: OverloadFigures) => broken,
});
