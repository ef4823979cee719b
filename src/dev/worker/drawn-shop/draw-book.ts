import type { Registration } from "../../../client/index.ts";

/** A sale of the demo that is drawn, with what its customers registered and bought. */
export type DemoDraw = {
  readonly saleId: string;
  readonly closesAtMs: number;
  readonly registrations: Map<string, Registration>;
  readonly bought: Set<string>;
  /** Whether the invented buyers, among whom one is drawn, have registered. */
  hasCompany: boolean;
};

/** The drawn sale that runs at the moment; the next one takes its place. */
export type DrawBook = { current: DemoDraw | undefined };

export function createDrawBook(): DrawBook {
  return { current: undefined };
}
