import { utf8 } from "../../domain/utf8.ts";
import type { Assessor } from "../domain/assess.ts";
import { type ScanLine, scanLine, settleScan, subjectsOfFlagged } from "../domain/scan-line.ts";
import { casesBySubject } from "../store/case-intake.ts";
import { liveAssessor } from "../store/live-assessor.ts";
import type { ResellerDeps } from "./deps.ts";

/** Hosts that are judged between two writes: enough to be quick, few enough that the answer is never held whole. */
const LINES_PER_CHUNK = 500;

/** Judges hosts as fast as they are read: NDJSON, a line for each in order. */
export async function scanHosts(
  { db, nowMs }: ResellerDeps,
  hosts: readonly string[],
): Promise<ReadableStream<Uint8Array>> {
  const { assessor } = await liveAssessor(db);
  return answersFor(db, { assessor, hosts, nowMs });
}

type Scan = { readonly assessor: Assessor; readonly hosts: readonly string[]; readonly nowMs: number };

function answersFor(db: D1Database, { assessor, hosts, nowMs }: Scan): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      const some = hosts.slice(at, at + LINES_PER_CHUNK);
      at += some.length;
      if (some.length === 0) return controller.close();
      const scanned = some.map((host) => scanLine(assessor, host, nowMs));
      const text = (await withoutSettled(db, scanned)).map((line) => `${JSON.stringify(line)}\n`).join("");
      controller.enqueue(utf8(text));
    },
  });
}

/** What people have settled is not flagged again. Of hosts that no detector flags nothing is looked up. */
async function withoutSettled(db: D1Database, lines: readonly ScanLine[]): Promise<readonly ScanLine[]> {
  const subjects = lines.flatMap((line) => subjectsOfFlagged(line));
  if (subjects.length === 0) return lines;
  const known = await casesBySubject(db, subjects);
  return lines.map((line) => settleScan(line, (subject) => known.get(subject)?.state));
}
