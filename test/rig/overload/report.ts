import { table, whole } from "../../../src/cli/shared/table.ts";
import { percentile } from "../shared/percentile.ts";
import type { Load, OverloadRun } from "./overload-run.ts";

/** The least share of the capacity that is served under any load. */
export const GOODPUT_RATIO_MIN = 0.8;

export type OverloadFigures = ReturnType<typeof figuresOf>;

/** The figures of one run, and in words what was promised and is not so. */
export function figuresOf({ capacities, loads, losses, separateCores }: OverloadRun) {
  const figures = loads.map((load) => ({
    multiple: load.multiple,
    sentPerSecond: load.sentPerSecond,
    goodputPerSecond: load.goodputPerSecond,
    capacityPerSecond: load.capacity.perSecond,
    goodputRatio: load.goodputPerSecond / load.capacity.perSecond,
    goodputRatioMax: goodputRatioMax(load),
    refusalMs: load.refusalMs,
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
  return { capacities, loads: figures, broken: [...broken, ...losses], separateCores };
}

const CORE_MS_PER_SECOND = 1000;

/** What a core could hold if each refusal cost no more than it must: the thread that holds also refuses. */
function goodputRatioMax({ capacity, sentPerSecond, refusalMs }: Load): number {
  const leftMs = CORE_MS_PER_SECOND - sentPerSecond * refusalMs;
  const heldPerSecond = leftMs / (capacity.processorMs - refusalMs);
  return Math.min(1, heldPerSecond / capacity.perSecond);
}

export function reportOf({ capacities, loads, separateCores }: OverloadFigures): string {
  const statuses = [...new Set(loads.flatMap(({ answers }) => Object.keys(answers)))].sort();
  return [
    `Capacity, closed loop, before, between and after the loads: ${capacities.map(({ perSecond }) => whole(perSecond)).join(", ")} checkouts per second, `,
    `${capacities.map((each) => each.processorMs.toFixed(2)).join(", ")} ms of processor time each.\n`,
    separateCores
      ? "Service and generator had a core each.\n\n"
      : "Service and generator shared their cores: the generator takes from the goodput.\n\n",
    table([
      [
        "load",
        "sent per second",
        "held per second",
        "of the capacity",
        "possible",
        "processor time of one",
        "of the cheapest refusal",
        "held p50",
        "p99",
        ...statuses,
      ],
      ...loads.map((load) => [
        `${load.multiple} times`,
        whole(load.sentPerSecond),
        whole(load.goodputPerSecond),
        share(load.goodputRatio),
        share(load.goodputRatioMax),
        `${load.processorMs.toFixed(2)} ms`,
        `${load.refusalMs.toFixed(2)} ms`,
        `${load.p50Ms.toFixed(0)} ms`,
        `${load.p99Ms.toFixed(0)} ms`,
        ...statuses.map((status) => whole(load.answers[status] ?? 0)),
      ]),
    ]),
  ].join("");
}

function share(ratio: number): string {
  return `${(ratio * 100).toFixed(0)} %`;
}
