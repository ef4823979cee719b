import type { Bar, BrandRow, Report, Share } from "./report.ts";
import { COUNTED_AS } from "./shows-brand.ts";

const RECALL_MIN = 0.9;
const FLAGS_PER_10K_MAX = 10;

export function ratio({ found, of }: Share): number {
  return of === 0 ? 0 : found / of;
}

function sumShares(shares: readonly Share[]): Share {
  return {
    found: shares.reduce((sum, { found }) => sum + found, 0),
    of: shares.reduce((sum, { of }) => sum + of, 0),
  };
}

/** What counts as showing the brand, of one brand. */
export function countedShare({ shown }: Pick<BrandRow, "shown">): Share {
  return sumShares(COUNTED_AS.map((way) => shown[way]));
}

export function barsOf({ brands, benignHosts, benignHostsTested, shipped }: Omit<Report, "bars">): readonly Bar[] {
  const recallOf = (rows: typeof brands) => ratio(sumShares(rows.map(countedShare)));
  const recall = (name: string, value: number): Bar => {
    return { name, value, wanted: `at least ${RECALL_MIN}`, met: value >= RECALL_MIN };
  };
  const flags = (name: string, found: number, of: number): Bar => {
    const value = (found * 10_000) / of;
    return { name, value, wanted: `at most ${FLAGS_PER_10K_MAX}`, met: value <= FLAGS_PER_10K_MAX };
  };
  const none = (name: string, value: number): Bar => ({ name, value, wanted: "0", met: value === 0 });
  return [
    recall("recall, all brands", recallOf(brands)),
    recall("recall, brands held out", recallOf(brands.filter(({ heldOut }) => heldOut))),
    flags("flags per 10,000 benign hosts, shipped profiles", shipped.benignFlags, benignHosts),
    flags(
      "the same, the worst of the evaluated brands",
      Math.max(...brands.map((row) => row.benignFlags)),
      benignHostsTested,
    ),
    none("flags on the brands' own hosts", shipped.ownHostFlags),
    none("flags on authorized partners", shipped.partnerFlags),
  ];
}
