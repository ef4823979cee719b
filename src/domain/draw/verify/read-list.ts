import { compareBytes, HASH_BYTES } from "../bytes.ts";
import { LEAF_BYTES, LINE_BYTES, parseEntryLine } from "../entries-file.ts";
import { leafHash, TreeRoot } from "../merkle-tree.ts";
import { entryAt, type Population } from "../population.ts";
import { type DrawFault, fault } from "./faults.ts";

/** The list as it was published, read and hashed. */
export type ReadList = Population & {
  readonly root: Uint8Array;
  /** 32 bytes each. */
  readonly seals: Uint8Array;
  /** How many entries have each weight. */
  readonly weightCounts: { readonly [weight: string]: number };
};

/** Reads `entries.txt`: its lines, their order and their root. */
export function readList(file: Uint8Array): ReadList | DrawFault {
  const size = Math.ceil(file.length / LINE_BYTES);
  const population = {
    count: size,
    entries: new Uint8Array(size * HASH_BYTES),
    weights: new Uint8Array(size),
    seals: new Uint8Array(size * HASH_BYTES),
  };
  const weightCounts: { [weight: string]: number } = {};
  const tree = new TreeRoot();
  for (let index = 0; index < size; index += 1) {
    const at = `line ${index + 1}`;
    const line = file.subarray(index * LINE_BYTES, (index + 1) * LINE_BYTES);
    const leaf = line.subarray(0, LEAF_BYTES);
    const parsed = line.length === LINE_BYTES && line[LEAF_BYTES] === 0x0a ? parseEntryLine(ascii(leaf)) : undefined;
    if (parsed === undefined) return fault("entries-malformed", at);
    if (index > 0 && compareBytes(entryAt(population, index - 1), parsed.entry) >= 0) return fault("entries-order", at);
    population.entries.set(parsed.entry, index * HASH_BYTES);
    population.weights[index] = parsed.weight;
    population.seals.set(parsed.seal, index * HASH_BYTES);
    weightCounts[parsed.weight] = (weightCounts[parsed.weight] ?? 0) + 1;
    tree.add(leafHash(leaf));
  }
  return { ...population, root: tree.root(), weightCounts };
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
