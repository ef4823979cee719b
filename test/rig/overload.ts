import { parseOptions } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { runProgram } from "../../src/cli/shared/run-program.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { provideWorker } from "../../src/dev/build-worker.ts";
import { type OverloadPlan, overload } from "./overload/overload-run.ts";
import { figuresOf, GOODPUT_RATIO_MIN, reportOf } from "./overload/report.ts";

const SECONDS = 6;
const CALLERS = 8;
const IN_FLIGHT = 6;
const TIMES = "2,5";

const HELP = `Usage: npm run test:overload -- [options]

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
requests wait for it in flight, and a larger number is.

  --seconds <n>     of each measurement (${SECONDS})
  --callers <n>     callers of the closed loop that finds the capacity (${CALLERS})
  --in-flight <n>   ATTEMPTS_IN_FLIGHT_MAX of the service under test (${IN_FLIGHT})
  --times <list>    loads, in multiples of the capacity (${TIMES})
  --no-build        run the bundle in dist as it is
  --json            the figures as JSON on stdout
  --verbose         stack traces

  npm run test:overload -- --times 2

Exit codes: 0 every promise was kept, 1 one was broken, 2 wrong usage, or it could not be measured. Linux only.
`;

await runProgram({
  help: HELP,
  async run(args) {
    const values = parseOptions(args, {
      seconds: { type: "string" },
      callers: { type: "string" },
      "in-flight": { type: "string" },
      times: { type: "string" },
      "no-build": { type: "boolean" },
      json: { type: "boolean" },
    });
    const plan: OverloadPlan = {
      seconds: wholeNumber("seconds", values.seconds, SECONDS),
      callers: wholeNumber("callers", values.callers, CALLERS),
      inFlight: wholeNumber("in-flight", values["in-flight"], IN_FLIGHT),
      multiples: (values.times ?? TIMES).split(",").map((text) => wholeNumber("times", text, 1)),
    };
    await provideWorker(values["no-build"] ? "if-missing" : "always");
    const progress = showProgress("measurements", 1 + plan.multiples.length);
    const figures = figuresOf(await overload(plan, progress.step));
    progress.end();
    process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : reportOf(figures));
    return figures.broken.length === 0 ? 0 : 1;
  },
});
