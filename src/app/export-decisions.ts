import { isSaleId } from "../domain/ids.ts";
import { REPLAY_DECISIONS_MAX } from "../domain/limits.ts";
import { err, ok, type Result } from "../domain/result.ts";
import type { Party } from "../domain/sale/party.ts";
import { type RecordedLine, recordedLines } from "../platform/decisions/recorded-decisions.ts";
import type { Problem } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import type { Deps } from "./deps.ts";

/** The archived decisions of one sale, from where an earlier export said to go on. */
export type DecisionExport = { readonly saleId: string; readonly cursor?: string | undefined };

/**
 * Decisions of a sale for replay as NDJSON, newest first, at most `REPLAY_DECISIONS_MAX`. The last line of an export that may go
 * on is `{ "next": "<cursor>" }`.
 */
export function exportedDecisions(
  deps: Deps,
  reader: Party,
  { saleId, cursor }: DecisionExport,
): Result<AsyncGenerator<string>, Problem> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const shop = reader === "staff" ? undefined : reader.shop;
  return ok(exportedText(recordedLines(deps.db, { saleId, shop, cursor })));
}

async function* exportedText(lines: AsyncIterable<RecordedLine>): AsyncGenerator<string> {
  let count = 0;
  let next = "";
  for await (const { line, cursor } of lines) {
    count += 1;
    next = cursor;
    yield `${line}\n`;
  }
  if (count === REPLAY_DECISIONS_MAX) yield `${JSON.stringify({ next })}\n`;
}
