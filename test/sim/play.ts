import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { PLAYS, type PlayName } from "../rig/sim/plays.ts";
import type { Tally } from "../rig/sim/simulate.ts";

/** What broke, as the command that plays it again, and how often what happened. */
export type Played = { readonly broken: readonly string[]; readonly totals: Tally };
export type Seeds = { readonly of: PlayName; readonly from: number; readonly seeds: number };

/** Plays the histories of so many seeds. */
export function play({ of, from, seeds }: Seeds): Played {
  const broken: string[] = [];
  const totals: Tally = {};
  for (let seed = from; seed < from + seeds; seed++) {
    const { tally, violation } = PLAYS[of].simulate(seed);
    add(totals, tally);
    if (violation !== undefined) broken.push(`npm run rig -- ${of} --seeds 1 --from ${seed}  # ${violation.message}`);
  }
  return { broken, totals };
}

/** The same, shared out over the cores of the machine. */
export async function playOnAllCores({ of, from, seeds }: Seeds): Promise<Played> {
  const threads = availableParallelism();
  const share = Math.ceil(seeds / threads);
  const parts = await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const begun = thread * share;
      return playInThread({ of, from: from + begun, seeds: Math.min(share, seeds - begun) });
    }),
  );
  const totals: Tally = {};
  for (const part of parts) add(totals, part.totals);
  return { broken: parts.flatMap(({ broken }) => broken), totals };
}

async function playInThread(seeds: Seeds): Promise<Played> {
  const [played] = await once(
    new Worker(new URL("./play-thread.ts", import.meta.url), { workerData: seeds }),
    "message",
  );
  return played;
}

function add(totals: Tally, tally: Readonly<Tally>): void {
  for (const [happened, times] of Object.entries(tally)) totals[happened] = (totals[happened] ?? 0) + times;
}
