import type { ScoreRow, SignRow } from "./evidence-tally.ts";
import type { ShownAs } from "./shows-brand.ts";

export type Share = { readonly found: number; readonly of: number };

export type BrandRow = {
  readonly label: string;
  /** Brands of the held-out half were not looked at while words and weights were chosen. */
  readonly heldOut: boolean;
  readonly hosts: number;
  readonly shown: { readonly [shown in ShownAs]: Share };
  /** Flags among the benign hosts that took no part in making the profile. */
  readonly benignFlags: number;
};

/** The hosts first seen in one year, all brands together. */
export type YearRow = { readonly year: string; readonly hosts: number; readonly shown: Share };

export type Report = {
  readonly benignHosts: number;
  readonly benignHostsTested: number;
  readonly brands: readonly BrandRow[];
  readonly years: readonly YearRow[];
  /** All evaluated brands at once, among the benign hosts tested. */
  readonly benignFlagsOfAllBrands: number;
  /** The shipped profiles, among all benign hosts. */
  readonly shipped: {
    readonly benignFlags: number;
    readonly ownHostFlags: number;
    readonly partnerFlags: number;
    readonly unlabelled: readonly { readonly name: string; readonly hosts: number; readonly flags: number }[];
  };
  readonly signs: readonly SignRow[];
  readonly scores: readonly ScoreRow[];
  readonly bars: readonly Bar[];
};

/** A figure that must be reached, and whether it was. */
export type Bar = { readonly name: string; readonly value: number; readonly wanted: string; readonly met: boolean };
