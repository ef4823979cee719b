import type { NewEvent } from "../../events/event.ts";
import type { SalePhase } from "../../terms/phase.ts";
import type { Rows } from "../memory/rows.ts";
import type { SaleRecord } from "../record.ts";

/** What others are told of the sale. */
export interface EventRows {
  /** Tells of what the transaction changes, if it commits. Nothing reads events back: a messenger takes them from where they are stored. */
  emit(event: NewEvent): void;
  /** The phase of the sale that was told last. */
  findToldPhase(): ToldPhase | undefined;
  writeToldPhase(phase: ToldPhase): void;
}

/** `untold` stands for a sale that was made before there were events: how it stands is no news. */
export type ToldPhase = { readonly phase: SalePhase | "untold"; readonly atMs: number };

export function eventRows({
  sale,
  events,
  toldPhase,
}: {
  readonly sale: Rows<SaleRecord>;
  readonly events: Rows<NewEvent>;
  readonly toldPhase: Rows<ToldPhase>;
}): EventRows {
  let emitted = 0;
  return {
    emit(event) {
      emitted += 1;
      const test = sale.get("sale")?.definition.test;
      events.put(String(emitted), test === undefined ? event : { ...event, test });
    },
    findToldPhase: () => toldPhase.get("phase"),
    writeToldPhase: (phase) => toldPhase.put("phase", phase),
  };
}
