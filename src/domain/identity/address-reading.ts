import type { AddressPart } from "./address-parts.ts";

/** A whole address, read: what all household keys are made from. */
export type AddressReading = {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** Postal code, or empty. */
  readonly code: string;
  /** The town, empty where the postal code says it already. */
  readonly town: string;
  readonly parts: readonly AddressPart[];
};

/**
 * The numbers that lead to a door, inside out: flat before house, so that a flat may stand on any line. A tower's letter
 * is written onto the number that follows it, as in "A-1203" for flat 1203 of tower A.
 */
export function doorNumbers({ parts }: AddressReading): string {
  const texts = (role: AddressPart["role"]) => parts.filter((part) => part.role === role).map(({ text }) => text);
  const block = texts("block").join("-");
  const numbers = [...texts("unit"), ...texts("house")];
  const [first] = numbers;
  if (block === "") return numbers.join("_");
  if (first === undefined) return block;
  const merges = block.length === 1 && block > "9" && first <= "9z";
  return [`${block}${merges ? "" : "-"}${first}`, ...numbers.slice(1)].join("_");
}

/** Numbers of floors and of streets, sectors and phases, in an order of their own. */
export function placeNumbers({ parts }: AddressReading): string {
  const places = parts.flatMap((part) => {
    if (part.role === "level") return [`${part.text}floor`];
    return part.role === "area" ? [`${part.text}${part.of}`] : [];
  });
  return places.sort().join("_");
}
