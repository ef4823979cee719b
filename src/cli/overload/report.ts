import { percentile } from "../shared/percentile.ts";
import { table, whole } from "../shared/table.ts";
import type { OverloadRun } from "./overload-run.ts";

/** The least share of the capacity that is served under any load. */
export const GOODPUT_RATIO_MIN = 0.8;

export type OverloadFigures = ReturnType<typeof figuresOf>;

/** The figures of one run, and in words what was promised and is not so. */
export function figuresOf({ capacity, loads, losses, separateCores }: OverloadRun) {
  const figures = loads.map((load) => ({
    multiple: load.multiple,
    sentPerSecond: load.sentPerSecond,
    goodputPerSecond: load.goodputPerSecond,
    goodputRatio: load.goodputPerSecond / capacity.perSecond,
    processorMs: load.processorMs,
    p50Ms: percentile(load.waitsMs, 0.5),
    p99Ms: percentile(load.waitsMs, 0.99),
    answers: Object.fromEntries(load.answers),
    withoutRetryAfter: load.withoutRetryAfter,
  }));
  const broken = figures.flatMap(({ multiple, goodputRatio, answers, withoutRetryAfter }) => [
    ...(goodputRatio < GOODPUT_RATIO_MIN
      ? [`at ${multiple} times the capacity the goodput is ${share(goodputRatio)}`]
      : []),
    ...(withoutRetryAfter > 0 ? [`${withoutRetryAfter} refusals do not say when to come back`] : []),
    ...Object.keys(answers)
      .filter((status) => !["200", "429", "503"].includes(status))
      .map((status) => `at ${multiple} times the capacity ${answers[status]} answers were ${status}`),
  ]);
  return { capacity, loads: figures, broken: [...broken, ...losses], separateCores };
}

export function reportOf({ capacity, loads, broken, separateCores }: OverloadFigures): string {
  const statuses = [...new Set(loads.flatMap(({ answers }) => Object.keys(answers)))].sort();
  return [
    `Capacity, closed loop: ${whole(capacity.perSecond)} checkouts per second, ${capacity.processorMs.toFixed(2)} ms of processor time each. `,
    separateCores
      ? "Service and generator had a core each.\n\n"
      : "Service and generator shared their cores: the generator takes from the goodput.\n\n",
    table([
      [
        "load",
        "sent per second",
        "held per second",
        "of the capacity",
        "processor time of one",
        "held p50",
        "p99",
        ...statuses,
      ],
      ...loads.map((load) => [
        `${load.multiple} times`,
        whole(load.sentPerSecond),
        whole(load.goodputPerSecond),
        share(load.goodputRatio),
        `${load.processorMs.toFixed(2)} ms`,
        `${load.p50Ms.toFixed(0)} ms`,
        `${load.p99Ms.toFixed(0)} ms`,
        ...statuses.map((status) => whole(load.answers[status] ?? 0)),
      ]),
    ]),
    ...broken.map((each) => `BROKEN ${each}\n`),
  ].join("");
}

function share(ratio: number): string {
  return `${(ratio * 100).toFixed(0)} %`;
}
