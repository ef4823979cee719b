import { table, whole } from "../../../../src/cli/shared/table.ts";
import type { Latency, Throughput } from "../../shared/measure.ts";
import { medianOf } from "../against-floor/median.ts";
import type { Rounds } from "../against-floor/run-rounds.ts";
import type { Stage } from "./stages.ts";

export type Measured = {
  readonly service: Rounds;
  readonly floor: Rounds;
  readonly peer: Rounds | undefined;
  readonly stages: readonly Stage[];
  readonly rowBytes: number;
  /** What a sync of the disk takes, and what of it was added, in milliseconds. */
  readonly syncMs: number;
  readonly syncDelayMs: number;
  /** Whether service and generator had a core each. */
  readonly separateCores: boolean;
};

type Side = {
  readonly perSecond: number;
  readonly processorMs: number;
  readonly latency: readonly ({ readonly perSecond: number } & Latency)[];
};

/** Medians over the rounds; ratios are service over floor, so more is better for the rate and less for the rest. */
export type Figures = {
  readonly service: Side;
  readonly floor: Side;
  readonly peer: Side | undefined;
  readonly rateRatio: number;
  readonly processorRatio: number;
} & Omit<Measured, "service" | "floor" | "peer">;

export function figuresOf({ service, floor, peer, ...rest }: Measured): Figures {
  const sides = { service: sideOf(service), floor: sideOf(floor), peer: peer && sideOf(peer) };
  return {
    ...sides,
    rateRatio: sides.service.perSecond / sides.floor.perSecond,
    processorRatio: sides.service.processorMs / sides.floor.processorMs,
    ...rest,
  };
}

function sideOf({ throughput, latency }: Rounds): Side {
  const of = (figure: (each: Throughput) => number) => medianOf(throughput.map(figure));
  return {
    perSecond: of(({ perSecond }) => perSecond),
    processorMs: of(({ processorMs }) => processorMs),
    latency: [...latency].map(([perSecond, rounds]) => ({
      perSecond,
      p50Ms: medianOf(rounds.map(({ p50Ms }) => p50Ms)),
      p99Ms: medianOf(rounds.map(({ p99Ms }) => p99Ms)),
      lagP99Ms: medianOf(rounds.map(({ lagP99Ms }) => lagP99Ms)),
      refused: rounds.reduce((sum, { refused }) => sum + refused, 0),
    })),
  };
}

export function reportOf(figures: Figures): string {
  const { service, floor, peer, separateCores, rowBytes, syncMs, syncDelayMs } = figures;
  const cores = separateCores
    ? "Service and generator had a core each."
    : "Service and generator shared their cores: read the ratios only.";
  const added = syncDelayMs === 0 ? "" : `, ${syncDelayMs} ms of them added`;
  return [
    `One row of ${whole(rowBytes)} bytes each. A sync of the disk takes ${ms(syncMs)}${added}.\n${cores}\n\n`,
    table([
      ["", "service", "floor", "ratio"],
      ["checkouts per second, closed loop", whole(service.perSecond), whole(floor.perSecond), ratio(figures.rateRatio)],
      ["processor time of one", ms(service.processorMs), ms(floor.processorMs), ratio(figures.processorRatio)],
    ]),
    ...(peer === undefined ? [] : ["\n", peerTable(service, peer)]),
    "\nLatency at a fixed rate, from the moment at which each was meant to be sent\n",
    latencyTable(figures),
    "\nWhere the processor time of a checkout goes\n",
    stageTable(figures),
  ].join("");
}

function latencyTable({ service, floor, peer }: Figures): string {
  return table([
    [
      "",
      "service p50",
      "p99",
      "refused",
      "floor p50",
      "p99",
      ...(peer === undefined ? [] : ["peer p50", "p99"]),
      "generator's own lag, p99",
    ],
    ...service.latency.map((own, index) => {
      const other = floor.latency[index];
      const third = peer?.latency[index];
      return [
        `${own.perSecond}/s`,
        ms(own.p50Ms),
        ms(own.p99Ms),
        whole(own.refused),
        ms(other?.p50Ms ?? Number.NaN),
        ms(other?.p99Ms ?? Number.NaN),
        ...(third === undefined ? [] : [ms(third.p50Ms), ms(third.p99Ms)]),
        ms(Math.max(own.lagP99Ms, other?.lagP99Ms ?? 0, third?.lagP99Ms ?? 0)),
      ];
    }),
  ]);
}

function peerTable(service: Side, peer: Side): string {
  return table([
    ["", "service", "peer over Redis", "ratio"],
    [
      "checkouts per second, closed loop",
      whole(service.perSecond),
      whole(peer.perSecond),
      ratio(service.perSecond / peer.perSecond),
    ],
    [
      "processor time of one",
      ms(service.processorMs),
      ms(peer.processorMs),
      ratio(service.processorMs / peer.processorMs),
    ],
  ]);
}

/** The steps are timed one by one in Node, the whole in workerd: the rest is what only workerd does, as far as that compares. */
function stageTable({ stages, service: { processorMs } }: Figures): string {
  const known = stages.reduce((sum, stage) => sum + stage.processorMs, 0);
  const row = (name: string, partMs: number) => [name, ms(partMs), `${((partMs * 100) / processorMs).toFixed(0)} %`];
  return table([
    ...stages.map((stage) => row(stage.name, stage.processorMs)),
    row("HTTP, calls, SQL and commit (the rest)", processorMs - known),
    row("all", processorMs),
  ]);
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`;
}

function ratio(value: number): string {
  return value.toFixed(2);
}
