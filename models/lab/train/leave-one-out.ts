import { type Fit, fitNetwork, type Training } from "./fit-network.ts";
import type { Sample } from "./samples.ts";

/** A model that has never seen one source, and the samples of that source. */
export type Fold = { readonly source: string; readonly fit: Fit; readonly held: readonly Sample[] };

/**
 * Trains once for each source without it: each driver, each device, each simulation. A source that is the only one of
 * its side of a part is left out by half, the other half being trained on.
 */
export function* leaveOneOut(samples: readonly Sample[], training: Training): Generator<Fold> {
  for (const source of sourcesOf(samples)) {
    const rivals = new Set(samples.filter((sample) => isRival(sample, source, samples)).map((sample) => sample.source));
    const held = samples.filter((sample, index) => sample.source === source && (rivals.size > 0 || index % 2 === 1));
    const heldSet = new Set(held);
    yield {
      source,
      held,
      fit: fitNetwork(
        samples.filter((sample) => !heldSet.has(sample)),
        training,
      ),
    };
  }
}

export function sourcesOf(samples: readonly Sample[]): string[] {
  return [...new Set(samples.map(({ source }) => source))];
}

/** Another source that teaches the same side of the same part. */
function isRival(sample: Sample, source: string, samples: readonly Sample[]): boolean {
  return (
    sample.source !== source &&
    samples.some((own) => own.source === source && own.part === sample.part && own.program === sample.program)
  );
}
