import type { CalledRange } from "../domain/sale/calling/calling.ts";
import type { CallingState, Turn } from "../domain/sale/calling/calling-state.ts";
import type { CallingRows } from "../domain/sale/rows/calling-rows.ts";
import { firstRow } from "./first-row.ts";

type TurnRow = { round: number; place: number; state: Turn["state"]; hold_id: string | null };
type RangeRow = {
  seq: number;
  round: number;
  from_place: number;
  to_place: number;
  called_at_ms: number;
  until_ms: number;
  unpaid: number;
  declined: number;
};

const FIND_STATE = "SELECT state FROM calling WHERE id = 1";
const WRITE_STATE = "INSERT OR REPLACE INTO calling (id, state) VALUES (1, ?)";
const FIND_TURN = "SELECT round, place, state, hold_id FROM turn WHERE round = ? AND place = ?";
const WRITE_TURN = "INSERT OR REPLACE INTO turn (round, place, state, hold_id) VALUES (?, ?, ?, ?)";
const COUNT_TURNS = "SELECT COUNT(*) AS turns FROM turn WHERE round = ? AND place BETWEEN ? AND ? AND state = ?";
const WRITE_RANGE = `INSERT OR REPLACE INTO called_range
  (seq, round, from_place, to_place, called_at_ms, until_ms, unpaid, declined) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const RANGES = "SELECT * FROM called_range WHERE seq >= ? ORDER BY seq LIMIT ?";

/** How far orders were called, in SQLite. Every checkout of a drawn sale reads the state, so that it is kept in memory. */
export function sqlCalling(sql: SqlStorage): { readonly calling: CallingRows; readonly discard: () => void } {
  /** `null` where it is known that there is none. */
  let kept: CallingState | null | undefined;
  const calling: CallingRows = {
    findCalling() {
      if (kept === undefined) {
        const row = firstRow<{ state: string }>(sql, FIND_STATE);
        kept = row === undefined ? null : JSON.parse(row.state);
      }
      return kept ?? undefined;
    },
    writeCalling(state) {
      kept = undefined;
      sql.exec(WRITE_STATE, JSON.stringify(state));
    },

    findTurn({ round, place }) {
      const row = firstRow<TurnRow>(sql, FIND_TURN, round, place);
      if (row === undefined) return undefined;
      const turn = { round: row.round, place: row.place, state: row.state };
      return row.hold_id === null ? turn : { ...turn, holdId: row.hold_id };
    },
    writeTurn({ round, place, state, holdId }) {
      sql.exec(WRITE_TURN, round, place, state, holdId ?? null);
    },
    countTurns({ round, fromPlace, toPlace }, state) {
      return firstRow<{ turns: number }>(sql, COUNT_TURNS, round, fromPlace, toPlace, state)?.turns ?? 0;
    },

    writeCalledRange({ seq, round, fromPlace, toPlace, calledAtMs, untilMs, vacancies }) {
      const { unpaid, declined } = vacancies;
      sql.exec(WRITE_RANGE, seq, round, fromPlace, toPlace, calledAtMs, untilMs, unpaid, declined);
    },
    calledRanges: (fromSeq, max) => sql.exec<RangeRow>(RANGES, fromSeq, max).toArray().map(toRange),
  };
  return {
    calling,
    discard() {
      kept = undefined;
    },
  };
}

function toRange(row: RangeRow): CalledRange {
  return {
    seq: row.seq,
    round: row.round,
    fromPlace: row.from_place,
    toPlace: row.to_place,
    calledAtMs: row.called_at_ms,
    untilMs: row.until_ms,
    vacancies: { unpaid: row.unpaid, declined: row.declined },
  };
}
