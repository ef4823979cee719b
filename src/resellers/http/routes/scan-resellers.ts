import { BRAND_ROLES } from "../../../app/roles.ts";
import { LIST_JSON_BYTES_MAX, SCAN_BYTES_MAX, SCAN_HOSTS_MAX } from "../../../domain/limits.ts";
import { depsOf } from "../../../http/deps.ts";
import { problemResponse } from "../../../http/respond.ts";
import type { Route, StaffCall } from "../../../http/route.ts";
import { scanHosts } from "../../app/scan-hosts.ts";
import { scanAnswerLine, scanBody } from "../../wire/reseller.ts";
import { readHosts } from "../read-hosts.ts";

export const scanResellersRoute: Route = {
  method: "post",
  path: "/v1/resellers/scans",
  operationId: "scanResellers",
  summary: "Judge a list of hosts: NDJSON, a line for each host in order",
  description: `Takes { "hosts": [...] }, of at most ${LIST_JSON_BYTES_MAX} bytes, or text/plain with one host a line; at most ${SCAN_HOSTS_MAX.toLocaleString("en")} hosts a call. A line that is no host is answered as \`not-a-host\` with the reason, and the list goes on. Authorized partners and the brand's own hosts come first and are never flagged. A host that somebody has dismissed or authorized says so and is not flagged again. Nothing is fetched or looked up in DNS, and nothing is kept.`,
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: scanBody,
  bodyTypes: ["text/plain"],
  answer: scanAnswerLine,
  answersLines: true,
  bodyBytesMax: SCAN_BYTES_MAX,
  problems: [],
  handle: scanResellers,
};

async function scanResellers({ c }: StaffCall): Promise<Response> {
  const hosts = await readHosts(c);
  if (!hosts.ok) return problemResponse(c, hosts.error);
  return new Response(await scanHosts(depsOf(c), hosts.value), {
    headers: { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" },
  });
}
