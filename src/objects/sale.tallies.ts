import { VERDICTS, type Verdict } from "../domain/decision/decision.ts";
import { assert } from "../domain/result.ts";

/** Counts of attempts: written once for each batch of commands, since a busy sale counts many of a kind in each. */
export type Tallies = {
  readonly count: (verdict: Verdict, reasonCodes: readonly string[], atMs: number) => void;
  /** Writes what was counted. Must run before the transaction ends. */
  readonly flush: () => void;
  /** Forgets what was counted in a transaction that was rolled back. */
  readonly discard: () => void;
  readonly totals: () => { readonly [verdict in Verdict]: number };
};

export function tallies(sql: SqlStorage): Tallies {
  const seconds = new Map<string, number>();
  const reasons = new Map<string, number>();
  const add = (counts: Map<string, number>, key: readonly (string | number)[]) => {
    const text = JSON.stringify(key);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  const discard = () => {
    seconds.clear();
    reasons.clear();
  };
  return {
    count(verdict, reasonCodes, atMs) {
      add(seconds, [Math.floor(atMs / 1000), verdict]);
      for (const code of new Set(reasonCodes)) add(reasons, [code, verdict]);
    },
    flush() {
      for (const [key, attempts] of seconds) {
        const [second, verdict] = JSON.parse(key);
        sql.exec(
          `INSERT INTO tally (second, verdict, attempts) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET attempts = attempts + excluded.attempts`,
          second,
          verdict,
          attempts,
        );
      }
      for (const [key, attempts] of reasons) {
        const [code, verdict] = JSON.parse(key);
        sql.exec(
          `INSERT INTO reason_tally (code, verdict, attempts) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET attempts = attempts + excluded.attempts`,
          code,
          verdict,
          attempts,
        );
      }
      discard();
    },
    discard,
    totals() {
      const rows = sql.exec<{ verdict: Verdict; attempts: number }>(
        "SELECT verdict, SUM(attempts) AS attempts FROM tally GROUP BY verdict",
      );
      const totals = { allow: 0, challenge: 0, review: 0, deny: 0 };
      for (const { verdict, attempts } of rows) {
        assert(VERDICTS.includes(verdict), "only verdicts are tallied");
        totals[verdict] = attempts;
      }
      return totals;
    },
  };
}
