import type { PostalAddress } from "../../../src/domain/checkout.ts";
import type { OwnCorpus } from "../identity-corpus/own-corpus.ts";
import { KEY_STRENGTHS, type KeyStrength, keysByStrength, meet } from "./labelled-address.ts";

/** How many pairs of addresses share a key. */
export type Meetings = { readonly pairs: number } & { readonly [key in KeyStrength]: number };

export type OwnFigures = {
  readonly families: readonly ({ readonly family: string; readonly kind: "cosmetic" | "soft" } & Meetings)[];
  readonly negatives: readonly ({ readonly kind: string } & Meetings)[];
};

/** Counts by jig family and by kind of neighbour. */
export function measureOwn({ jigs, negatives }: OwnCorpus): OwnFigures {
  const families = [...new Set(jigs.map(({ family }) => family))].map((family) => {
    const forms = jigs.filter((jig) => jig.family === family);
    const kind = forms[0]?.kind ?? "soft";
    return { family, kind, ...meetings(forms.map(({ plain, jigged }) => [plain, jigged])) };
  });
  const kinds = [...new Set(negatives.map(({ kind }) => kind))].map((kind) => {
    const pairs = negatives.filter((negative) => negative.kind === kind);
    return { kind, ...meetings(pairs.map(({ a, b }) => [a, b])) };
  });
  return { families, negatives: kinds };
}

function meetings(pairs: readonly (readonly [PostalAddress, PostalAddress])[]): Meetings {
  const counts = { exact: 0, building: 0, near: 0, any: 0 };
  for (const [a, b] of pairs) {
    const [first, second] = [keysByStrength(a), keysByStrength(b)];
    for (const strength of KEY_STRENGTHS) {
      if (meet(first[strength], second[strength])) counts[strength] += 1;
    }
  }
  return { pairs: pairs.length, ...counts };
}
