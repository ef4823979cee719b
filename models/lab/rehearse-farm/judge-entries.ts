import type { Policy } from "../../../src/domain/decision/policy.ts";
import { Groups, SHARED_KEY_BYTES, sharersByAnyKey, sharersByKey } from "../../../src/domain/draw/groups.ts";
import { shareWithinGroups } from "../../../src/domain/draw/keep.ts";
import type { Population } from "../../../src/domain/draw/population.ts";
import { ENTRY_STATUSES, type EntryStatus } from "../../../src/domain/draw/seal.ts";
import { NEAR_KEYS_MAX } from "../../../src/domain/identity/address/near-keys.ts";
import {
  JOINING_KINDS,
  nearNumbers,
  packedNearKeys,
  type RegistrationEvidence,
  SHARED_KINDS,
  sharedKeys,
} from "../../../src/domain/registration/evidence.ts";
import {
  judgeRegistration,
  SHARER_KINDS,
  type SharerKind,
} from "../../../src/domain/registration/judge-registration.ts";
import type { AddressSharers } from "../../../src/domain/sale/calling/calling.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";

export type JudgedEntry = { readonly status: EntryStatus; readonly sharers: AddressSharers };

/**
 * What freezing makes of each entry: groups by what entries share, the policy over the whole population, and chances shared within
 * groups, each by the function that the object of a draw calls.
 */
export function judgeEntries(
  population: Population,
  by: {
    readonly evidence: readonly RegistrationEvidence[];
    readonly definition: SaleDefinition;
    readonly policy: Policy;
    readonly charterHash: Uint8Array;
  },
): readonly JudgedEntry[] {
  const { evidence, definition, policy, charterHash } = by;
  const { count } = population;
  const { roots, counts } = sharersOf(evidence);
  const sizes = new Uint32Array(count);
  for (const root of roots) sizes[root] = (sizes[root] ?? 0) + 1;
  const othersOf = (kind: SharerKind, index: number) => counts.get(kind)?.[index] ?? 0;
  const excluded = Uint8Array.from(evidence, (each, index) => {
    // In a fair window nobody is excluded.
    if (definition.fairWindow !== undefined) return 0;
    const others = Object.fromEntries(SHARER_KINDS.map((kind) => [kind, othersOf(kind, index)]));
    const sharers = { others, group: sizes[roots[index] ?? index] ?? 1 };
    return judgeRegistration(policy, definition, each, sharers)?.verdict === "deny" ? 1 : 0;
  });
  const { perHousehold } = definition.limits;
  const statuses = shareWithinGroups(population, { groups: roots, excluded, perHousehold, charterHash });
  return [...statuses].map((status, index) => ({
    status: ENTRY_STATUSES[status] ?? "eligible",
    sharers: { household: othersOf("household", index), near: othersOf("near", index) },
  }));
}

function sharersOf(evidence: readonly RegistrationEvidence[]) {
  const rows = evidence.map(sharedKeys);
  const groups = new Groups(evidence.length);
  const counts = new Map<SharerKind, Uint16Array>();
  for (const [at, kind] of SHARED_KINDS.entries()) {
    const keys = joined(rows.map((row) => row.subarray(at * SHARED_KEY_BYTES, (at + 1) * SHARED_KEY_BYTES)));
    if (JOINING_KINDS.some((joining) => joining === kind)) groups.joinByKey(keys);
    counts.set(kind, sharersByKey(keys));
  }
  counts.set("near", sharersByAnyKey(nearNumbers(joined(evidence.map(packedNearKeys))), NEAR_KEYS_MAX));
  return { roots: groups.roots(), counts };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts[0]?.length ?? 0;
  const bytes = new Uint8Array(parts.length * length);
  for (const [at, part] of parts.entries()) bytes.set(part, at * length);
  return bytes;
}
