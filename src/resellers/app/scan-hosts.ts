import { SCAN_HOSTS_PER_SLICE } from "../../domain/limits.ts";
import { utf8 } from "../../domain/utf8.ts";
import { type ScanLine, scanLine, settleScan, subjectsOfFlagged } from "../domain/scan-line.ts";
import { casesBySubject } from "../store/case-intake.ts";
import { liveAssessor } from "../store/live-assessor.ts";
import type { ResellerDeps } from "./deps.ts";

/** Hosts that are judged between two writes: one question to the database is asked for all of them. */
const HOSTS_PER_WRITE = 500;

/** Judges hosts as fast as they are read, in slices between which others have their turn: NDJSON, a line for each in order. */
export async function scanHosts(deps: ResellerDeps, hosts: readonly string[]): Promise<ReadableStream<Uint8Array>> {
  const { assessor } = await liveAssessor(deps.db);
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      const scanned: ScanLine[] = [];
      for (const host of hosts.slice(at, at + HOSTS_PER_WRITE)) {
        if (scanned.length % SCAN_HOSTS_PER_SLICE === 0) await deps.pause();
        scanned.push(scanLine(assessor, host, deps.nowMs));
      }
      if (scanned.length === 0) return controller.close();
      at += scanned.length;
      const text = (await withoutSettled(deps.db, scanned)).map((line) => `${JSON.stringify(line)}\n`).join("");
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
