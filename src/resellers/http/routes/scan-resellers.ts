import { SCAN_BYTES_MAX, SCAN_HOSTS_MAX } from "../../../domain/limits.ts";
import { utf8 } from "../../../domain/utf8.ts";
import type { HttpContext } from "../../../http/env.ts";
import { problemResponse } from "../../../http/respond.ts";
import type { Route } from "../../../http/route.ts";
import { authenticateStaffWith } from "../../../http/staff-with-role.ts";
import type { Assessor } from "../../domain/assess.ts";
import { type ScanLine, scanLine, settleScan, subjectsOfFlagged } from "../../domain/scan-line.ts";
import { casesBySubject } from "../../store/case-intake.ts";
import { resellerDesk } from "../../store/reseller-assessor.ts";
import { scanAnswerLine, scanBody } from "../../wire/reseller.ts";
import { BRAND_ROLES } from "../brand-roles.ts";
import { readHosts } from "../read-hosts.ts";

/** Hosts that are judged between two writes: enough to be quick, few enough that the answer is never held whole. */
const LINES_PER_CHUNK = 500;

export const scanResellersRoute: Route = {
  method: "post",
  path: "/v1/resellers/scans",
  operationId: "scanResellers",
  summary: "Judge a list of hosts: NDJSON, a line for each host in order",
  description: `Takes { "hosts": [...] }, or text/plain with one host a line; at most ${SCAN_HOSTS_MAX.toLocaleString("en")} hosts a call. A line that is no host is answered as \`not-a-host\` with the reason, and the list goes on. Authorized partners and the brand's own hosts come first and are never flagged. A host that somebody has dismissed or authorized says so and is not flagged again. Nothing is fetched or looked up in DNS, and nothing is kept.`,
  tag: "Staff",
  caller: "staff",
  body: scanBody,
  bodyTypes: ["text/plain"],
  answer: scanAnswerLine,
  answersLines: true,
  bodyBytesMax: SCAN_BYTES_MAX,
  problems: [],
  handle: scanResellers,
};

async function scanResellers(c: HttpContext): Promise<Response> {
  const staff = await authenticateStaffWith(c, BRAND_ROLES);
  if (!staff.ok) return problemResponse(c, staff.error);
  const hosts = await readHosts(c);
  if (!hosts.ok) return problemResponse(c, hosts.error);
  const { assessor } = await resellerDesk(c.env.DB);
  return new Response(answersFor(c.env.DB, assessor, hosts.value), {
    headers: { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" },
  });
}

/** Judges as fast as the caller reads. */
function answersFor(db: D1Database, assessor: Assessor, hosts: readonly string[]): ReadableStream<Uint8Array> {
  const nowMs = Date.now();
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
