import { compatibilityDate } from "../../../src/dev/compatibility-date.ts";
import { type BareWorker, startBareWorker } from "../shared/bare-worker.ts";

const REFUSE = `export default { fetch: () => new Response(null, { status: 503, headers: { "Retry-After": "1" } }) };`;

/** The cheapest refusal that this runtime knows: a Worker that answers everything with 503, unread. */
export async function startRefuser(stateFolder: string): Promise<BareWorker> {
  return await startBareWorker(
    {
      name: "refuser",
      modules: [{ type: "ESModule", path: "refuser.js", contents: REFUSE }],
      compatibilityDate: compatibilityDate(),
    },
    stateFolder,
  );
}
