import type { Page } from "playwright-core";
import type { Random } from "../../../test/rig/shared/random.ts";
import type { Buyer } from "./buyer.ts";

/** One visit of a program to the demo shop, on a page that is open and ready. All chance comes from `random`. */
export type Visit = { readonly page: Page; readonly random: Random; readonly buyer: Buyer };

/** A kind of program that fills in the demo checkout and presses the button. */
export type Driver = {
  readonly name: string;
  /** What it does, in words for the record. */
  readonly about: string;
  /** `headed` shows a window; `touch` pretends to be a phone. */
  readonly browser: "headless" | "headed" | "touch";
  readonly run: (visit: Visit) => Promise<void>;
};
