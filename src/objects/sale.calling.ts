import type { SaleBacking } from "../domain/sale/backing.ts";
import type { CalledRange, DrawnPlace } from "../domain/sale/calling/calling.ts";
import type { CallingState, Turn } from "../domain/sale/calling/calling-state.ts";
import type { BackingRows } from "../domain/sale/memory/stored-rows.ts";
import { firstRow } from "./first-row.ts";
import type { Sql } from "./sql.ts";
import { insertAll } from "./sql-rows.ts";

type TurnRow = {
  round: number;
  place: number;
  state: Turn["state"];
  hold_id: string | null;
  redrawn_round: number | null;
  redrawn_place: number | null;
  vacated: number | null;
};
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
const FIND_TURN = "SELECT * FROM turn WHERE round = ? AND place = ?";
const WRITE_TURNS = "INSERT OR REPLACE INTO turn (round, place, state, hold_id, redrawn_round, redrawn_place, vacated)";
const COUNT_TURNS = "SELECT COUNT(*) AS turns FROM turn WHERE round = ? AND place BETWEEN ? AND ? AND state = ?";
const VACATED = "SELECT round, place FROM turn WHERE vacated >= ? ORDER BY vacated LIMIT ?";
const WRITE_RANGES =
  "INSERT OR REPLACE INTO called_range (seq, round, from_place, to_place, called_at_ms, until_ms, unpaid, declined)";
const FIND_RANGE = "SELECT * FROM called_range WHERE seq = ?";
const RANGES = "SELECT * FROM called_range WHERE seq >= ? ORDER BY seq LIMIT ?";

/** How far orders were called, in SQLite: one row. */
export function sqlCalling(sql: Sql): BackingRows<CallingState> {
  return {
    read([key = ""]) {
      const row = firstRow<{ state: string }>(sql, FIND_STATE);
      return row === undefined ? new Map() : new Map<string, CallingState>([[key, JSON.parse(row.state)]]);
    },
    write(changes) {
      for (const { row } of changes) sql.exec(WRITE_STATE, JSON.stringify(row));
    },
  };
}

/** Turns by round and place. */
export function sqlTurns(sql: Sql): BackingRows<Turn> {
  return {
    read(keys) {
      const turns = new Map<string, Turn>();
      for (const key of keys) {
        for (const row of sql.exec<TurnRow>(FIND_TURN, ...key.split(" ").map(Number))) turns.set(key, toTurn(row));
      }
      return turns;
    },
    write(changes) {
      insertAll(
        sql,
        WRITE_TURNS,
        changes.map(({ row: { round, place, state, holdId, redrawn, vacated } }) => [
          round,
          place,
          state,
          holdId ?? null,
          redrawn?.round ?? null,
          redrawn?.place ?? null,
          vacated ?? null,
        ]),
      );
    },
  };
}

/** Ranges that were called, by number. */
export function sqlCalledRanges(sql: Sql): BackingRows<CalledRange> {
  return {
    read(keys) {
      const rows = keys.flatMap((key) => sql.exec<RangeRow>(FIND_RANGE, Number(key)).toArray());
      return new Map(rows.map((row) => [String(row.seq), toRange(row)]));
    },
    write(changes) {
      insertAll(
        sql,
        WRITE_RANGES,
        changes.map(({ row: { seq, round, fromPlace, toPlace, calledAtMs, untilMs, vacancies } }) => [
          seq,
          round,
          fromPlace,
          toPlace,
          calledAtMs,
          untilMs,
          vacancies.unpaid,
          vacancies.declined,
        ]),
      );
    },
  };
}

/** Turns and ranges of which there may be many. */
export function sqlCallingScans(sql: Sql): Pick<SaleBacking, "countTurns" | "vacatedFrom" | "rangesFrom"> {
  return {
    countTurns: ({ round, fromPlace, toPlace }, state) =>
      firstRow<{ turns: number }>(sql, COUNT_TURNS, round, fromPlace, toPlace, state)?.turns ?? 0,
    vacatedFrom: (number, max) => sql.exec<DrawnPlace>(VACATED, number, max).toArray(),
    rangesFrom: (seq, max) => sql.exec<RangeRow>(RANGES, seq, max).toArray().map(toRange),
  };
}

function toTurn({ round, place, state, hold_id, redrawn_round, redrawn_place, vacated }: TurnRow): Turn {
  return {
    round,
    place,
    state,
    ...(hold_id === null ? {} : { holdId: hold_id }),
    ...(redrawn_round === null || redrawn_place === null
      ? {}
      : { redrawn: { round: redrawn_round, place: redrawn_place } }),
    ...(vacated === null ? {} : { vacated }),
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
