/** Units that are sent by one date: the first so many that are sold in the first wave, the next in the second. */
export type Wave = { readonly units: number; readonly shipBy: string };
