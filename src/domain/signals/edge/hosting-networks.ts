import { HOSTING_GAPS } from "./hosting-networks.data.ts";

let known: ReadonlySet<number> | undefined;

/** Whether a network is a company's that lets servers. So are the exits of some tunnels, by which people come as well. */
export function isHosting(asn: number): boolean {
  known ??= numbersOf(HOSTING_GAPS);
  return known.has(asn);
}

function numbersOf(gaps: string): ReadonlySet<number> {
  let last = 0;
  const numbers = gaps.split(" ").map((gap) => {
    last += Number.parseInt(gap, 36);
    return last;
  });
  return new Set(numbers);
}
