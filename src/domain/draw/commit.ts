import { hashOfTexts, hmacOf, toHex } from "./bytes.ts";
import { TreeRoot } from "./merkle-tree.ts";
import { entryAt, type JudgedPopulation } from "./population.ts";
import { ENTRY_STATUSES, type EntryStatus, sealSaltOf } from "./seal.ts";
import type { Commitment, ExclusionClass } from "./statements.ts";

/** Why entries are excluded, ascending by their indices in the sorted population. May be gone through again. */
export type Exclusions = Iterable<{ readonly index: number; readonly kind: ExclusionClass }>;

/** The statement that fixes a list. */
export function commitmentTo(
  population: JudgedPopulation,
  frozen: {
    readonly charterHash: Uint8Array;
    readonly drawSecret: Uint8Array;
    /** Of all parts, in order. */
    readonly tiles: Iterable<Uint8Array>;
    readonly exclusions: Exclusions;
    readonly withdrawn: number;
    readonly policyHash: string;
    readonly modelVersion: string;
    readonly round: number;
    readonly frozenAtMs: number;
  },
): Commitment {
  const counts: { [status in EntryStatus]: number } = { eligible: 0, shared: 0, excluded: 0 };
  const weights: { [weight: string]: number } = {};
  for (let index = 0; index < population.count; index += 1) {
    const [status, weight] = [ENTRY_STATUSES[population.statuses[index] ?? -1], population.weights[index] ?? 0];
    if (status !== undefined) counts[status] += 1;
    weights[weight] = (weights[weight] ?? 0) + 1;
  }
  const excluded: { [kind in ExclusionClass]: number } = { automation: 0, identity: 0, eligibility: 0 };
  for (const { kind } of frozen.exclusions) excluded[kind] += 1;
  const tree = new TreeRoot();
  for (const tile of frozen.tiles) tree.add(tile);
  return {
    charter: toHex(frozen.charterHash),
    n: population.count,
    root: toHex(tree.root()),
    eligible: counts.eligible,
    shared: counts.shared,
    excluded,
    withdrawn: frozen.withdrawn,
    weights,
    reasonsHash: toHex(hashOfTexts(reasonLines(population, frozen.drawSecret, frozen.exclusions))),
    policyHash: frozen.policyHash,
    modelVersion: frozen.modelVersion,
    round: frozen.round,
    frozenAt: new Date(frozen.frozenAtMs).toISOString(),
  };
}

/**
 * The list of reasons, as an auditor is shown it: `<entry hex> <sealSalt hex> <class>\n` for each excluded entry, in ascending order.
 * The salt keeps a small list from being guessed from its hash.
 */
function* reasonLines(population: JudgedPopulation, drawSecret: Uint8Array, exclusions: Exclusions): Generator<string> {
  for (const { index, kind } of exclusions) {
    const entry = entryAt(population, index);
    yield `${toHex(entry)} ${toHex(sealSaltOf(drawSecret, entry))} ${kind}\n`;
  }
}

/** The secret of a fair window that stands in where its beacon does not come: made from that of its draw, so that none is stored twice. */
export function ownSecretOf(drawSecret: Uint8Array): Uint8Array {
  return hmacOf(drawSecret, "own secret");
}
