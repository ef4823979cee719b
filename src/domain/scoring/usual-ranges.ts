import type { Manifest } from "./manifest.ts";

/** Values between which most people lie. */
export type UsualRange = { readonly low: number; readonly high: number };

/** What is usual among people, by signal, where the model's training knows it. */
export function usualRanges({ features }: Manifest): ReadonlyMap<string, UsualRange> {
  return new Map(features.flatMap(({ signal, usual }) => (usual === undefined ? [] : [[signal, usual] as const])));
}
