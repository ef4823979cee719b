import type { CalledRange, DrawnPlace } from "../calling/calling.ts";
import type { CallingState, Turn } from "../calling/calling-state.ts";
import type { Journal } from "./journal.ts";

/** How far drawn orders were called, and what became of places whose holders did something. */
export interface CallingRows {
  /** Undefined before an order is there to be called. */
  findCalling(): CallingState | undefined;
  writeCalling(state: CallingState): void;

  findTurn(drawn: DrawnPlace): Turn | undefined;
  writeTurn(turn: Turn): void;
  /** How many places of a range stand in a state. */
  countTurns(range: Pick<CalledRange, "round" | "fromPlace" | "toPlace">, state: Turn["state"]): number;

  /** Adds a range that was called, or replaces the one with its number. */
  writeCalledRange(range: CalledRange): void;
  /** Ranges from a number on, ascending, so many at most. */
  calledRanges(fromSeq: number, max: number): readonly CalledRange[];
}

export type CallingTables = {
  readonly calling: Map<"calling", CallingState>;
  readonly turns: Map<string, Turn>;
  readonly calledRanges: Map<number, CalledRange>;
};

export function memoryCalling({ calling, turns, calledRanges }: CallingTables, journal: Journal): CallingRows {
  const keyOf = ({ round, place }: DrawnPlace) => `${round}/${place}`;
  return {
    findCalling: () => calling.get("calling"),
    writeCalling: (state) => journal.write(calling, "calling", state),

    findTurn: (drawn) => turns.get(keyOf(drawn)),
    writeTurn: (turn) => journal.write(turns, keyOf(turn), turn),
    countTurns: ({ round, fromPlace, toPlace }, state) =>
      [...turns.values()].filter(
        (turn) => turn.round === round && fromPlace <= turn.place && turn.place <= toPlace && turn.state === state,
      ).length,

    writeCalledRange: (range) => journal.write(calledRanges, range.seq, range),
    calledRanges: (fromSeq, max) =>
      [...calledRanges.values()]
        .filter(({ seq }) => seq >= fromSeq)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, max),
  };
}
