import { newSigningKey } from "../../../../src/dev/make-keys.ts";
import { type BareWorker, startBareWorker } from "../../shared/bare-worker.ts";
import { bundledWorker } from "../../shared/bundled-worker.ts";

/** Starts the floor worker. @param rowBytes what its one row holds */
export async function startFloor(stateFolder: string, rowBytes: number): Promise<BareWorker> {
  const { status: _, ...key } = await newSigningKey("active");
  return await startBareWorker(
    {
      ...(await bundledWorker("floor", "test/rig/bench/against-floor/floor-worker.js")),
      durableObjects: { FLOOR: { className: "FloorObject", useSQLite: true } },
      bindings: { SIGNING_KEY: JSON.stringify(key), ROW_BYTES: String(rowBytes) },
    },
    stateFolder,
  );
}
