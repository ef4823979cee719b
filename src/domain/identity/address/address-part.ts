import type { AddressWordItem } from "./address-item.ts";

/** Flat, shop; tower, wing, staircase; house or plot number; floor; where on the floor; post-office box; parcel locker. */
export const DOOR_ROLES = ["unit", "block", "house", "level", "side", "box", "locker"] as const;
export type DoorRole = (typeof DOOR_ROLES)[number];

/** What a number counts that is part of a name: the first of several streets, or the day of "18 de Julio". */
export const NAME = "name";

/** One number or word of an address with what it is for. */
export type AddressPart =
  | {
      readonly role: DoorRole;
      readonly text: string;
      /** The last number of a house that has several: 3016 of "3012-16". */
      readonly until?: string | undefined;
      /** Nothing says that it is a door's, and where its name stands: the 77 of "Green 77", and of "12 Hill Road 77 Green". */
      readonly loose?: "named-before" | "named-behind";
      /** It is a flat's by its place alone, and people write others there: the 77 of "12 Hill Road, 77". */
      readonly bare?: boolean;
      readonly opensSegment: boolean;
    }
  /** A numbered street, sector or phase: `96` and `street`. */
  | { readonly role: "area"; readonly text: string; readonly of: string; readonly opensSegment: boolean }
  | { readonly role: "name"; readonly text: string; readonly word: AddressWordItem; readonly opensSegment: boolean };

/** A `plot` is a number that the address itself calls a house or plot number. */
export type Role = DoorRole | "plot" | "area";
export type Draft = AddressPart | { readonly role: "plot"; readonly text: string; readonly opensSegment: boolean };
export type Reading = { readonly parts: readonly Draft[]; readonly next: number };
