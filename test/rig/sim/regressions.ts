import { readFileSync, writeFileSync } from "node:fs";
import * as z from "zod";

import { PLAYS } from "./plays.ts";

/** Seeds that once broke a promise. What a seed plays changes with the simulation, so an old one may have become ordinary. */
const FILE = PLAYS.sim.regressions;

const regressions = z.array(z.strictObject({ seed: z.int().positive(), promise: z.string() }));
export type Regression = z.infer<typeof regressions>[number];

export function readRegressions(file = FILE): Regression[] {
  return regressions.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Remembers a seed for the tests; one that is kept already stays as it is. */
export function keepRegression(broken: Regression, file = FILE): void {
  const kept = readRegressions(file);
  if (kept.some(({ seed }) => seed === broken.seed)) return;
  writeFileSync(file, `${JSON.stringify([...kept, broken], undefined, 2)}\n`);
}
