import type { SaleBacking } from "../backing.ts";
import type { CalledRange, DrawnPlace } from "../calling/calling.ts";
import type { CallingState, Turn } from "../calling/calling-state.ts";
import type { Rows } from "../memory/rows.ts";

/** How far drawn orders were called, and what became of places whose holders did something. */
export interface CallingRows {
  /** Undefined before an order is there to be called. */
  findCalling(): CallingState | undefined;
  writeCalling(state: CallingState): void;

  findTurn(drawn: DrawnPlace): Turn | undefined;
  writeTurn(turn: Turn): void;
  /** How many places of a range stand in a state. */
  countTurns(range: Pick<CalledRange, "round" | "fromPlace" | "toPlace">, state: Turn["state"]): number;
  /** Places whose orders the operator cancelled, from a number on, in the order in which that happened, so many at most. */
  vacatedPlaces(from: number, max: number): readonly DrawnPlace[];

  /** Adds a range that was called, or replaces the one with its number. */
  writeCalledRange(range: CalledRange): void;
  /** Ranges from a number on, ascending, so many at most. */
  calledRanges(fromSeq: number, max: number): readonly CalledRange[];
}

/** @param turns by round and place; @param ranges by number */
export function callingRows({
  calling,
  turns,
  calledRanges,
  fold,
  backing,
}: {
  readonly calling: Rows<CallingState>;
  readonly turns: Rows<Turn>;
  readonly calledRanges: Rows<CalledRange>;
  readonly fold: () => void;
  readonly backing: Pick<SaleBacking, "countTurns" | "vacatedFrom" | "rangesFrom">;
}): CallingRows {
  const keyOf = ({ round, place }: DrawnPlace) => `${round} ${place}`;
  return {
    findCalling: () => calling.get("calling"),
    writeCalling: (state) => calling.put("calling", state),

    findTurn: (drawn) => turns.get(keyOf(drawn)),
    writeTurn: (turn) => turns.put(keyOf(turn), turn),
    countTurns(range, state) {
      fold();
      return backing.countTurns(range, state);
    },
    vacatedPlaces(from, max) {
      fold();
      return backing.vacatedFrom(from, max);
    },

    writeCalledRange: (range) => calledRanges.put(String(range.seq), range),
    calledRanges(fromSeq, max) {
      fold();
      return backing.rangesFrom(fromSeq, max);
    },
  };
}
