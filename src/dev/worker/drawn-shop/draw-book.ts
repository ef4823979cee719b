import type { Registration } from "../../../client/index.ts";

/** A sale of the demo that is drawn, with what its customers registered and bought. */
export type DemoDraw = {
  readonly saleId: string;
  readonly closesAtMs: number;
  readonly registrations: Map<string, Registration>;
  readonly bought: Set<string>;
  /** Whether the invented buyers, among whom one is drawn, have registered. */
  hasOthers: boolean;
};

/** The sale of each product that runs at the moment, by the path of its page; the next one takes its place. */
export type DrawBook = Map<string, DemoDraw>;

export function createDrawBook(): DrawBook {
  return new Map();
}
