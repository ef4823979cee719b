import { isDeepStrictEqual } from "node:util";
import type { PostalAddress } from "../../../src/domain/checkout.ts";
import { createRandom, type Random } from "../../../test/rig/shared/random.ts";
import { FORM_JIGS } from "./form-jigs.ts";
import { inventHome, writeHome } from "./home.ts";
import type { Jig } from "./jig.ts";
import { LETTER_JIGS } from "./letter-jigs.ts";
import { NEGATIVE_KINDS } from "./negatives.ts";
import { SOFT_JIGS } from "./soft-jigs.ts";

/** One home written twice. */
export type JigPair = {
  readonly family: string;
  readonly kind: Jig["kind"];
  readonly plain: PostalAddress;
  readonly jigged: PostalAddress;
};

/** Two homes of different people. */
export type NegativePair = { readonly kind: string; readonly a: PostalAddress; readonly b: PostalAddress };

export type OwnCorpus = { readonly jigs: readonly JigPair[]; readonly negatives: readonly NegativePair[] };

export type CorpusSize = { readonly seed: number; readonly formsPerFamily: number; readonly pairsPerKind: number };

/** The size and seed of the files in `test/fixtures/identity`. */
export const CHECKED_IN: CorpusSize = { seed: 20_141, formsPerFamily: 40, pairsPerKind: 50 };

/** A home that suits a rare trick comes up sooner or later; this many tries are sooner or later enough. */
const TRIES_PER_FORM = 400;

/** The corpus of a seed: the same on every machine. */
export function ownCorpus({ seed, formsPerFamily, pairsPerKind }: CorpusSize): OwnCorpus {
  const random = createRandom(seed);
  const jigs = [...LETTER_JIGS, ...FORM_JIGS, ...SOFT_JIGS].flatMap(({ family, kind, write }) =>
    collect(formsPerFamily, (): JigPair | undefined => {
      const home = inventHome(random);
      const plain = writeHome(home);
      const jigged = write(home, random);
      return jigged && !isDeepStrictEqual(plain, jigged) ? { family, kind, plain, jigged } : undefined;
    }),
  );
  const negatives = NEGATIVE_KINDS.flatMap(({ kind, neighbour }) =>
    collect(pairsPerKind, (): NegativePair | undefined => negativePair(kind, neighbour, random)),
  );
  return { jigs, negatives };
}

function negativePair(
  kind: string,
  neighbour: (typeof NEGATIVE_KINDS)[number]["neighbour"],
  random: Random,
): NegativePair | undefined {
  const home = inventHome(random);
  const b = neighbour(home, random);
  return b && { kind, a: writeHome(home), b };
}

function collect<T>(count: number, make: () => T | undefined): T[] {
  const made: T[] = [];
  for (let tries = 0; made.length < count && tries < count * TRIES_PER_FORM; tries++) {
    const one = make();
    if (one !== undefined) made.push(one);
  }
  return made;
}
