import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startComposition } from "../../src/dev/composition.ts";
import { writeCredentials } from "../../src/dev/credentials.ts";
import { putDemoSale } from "../../src/dev/demo-sale.ts";
import { localSettings } from "../../src/dev/local-settings.ts";
import { freePort } from "../rig/shared/own-service.ts";

/** Of a busy machine, for whatever a test waits for in a page or of the service. */
export const PATIENCE_MS = 120_000;

/** Where a service keeps its keys and its rows, and where it is called. */
type Place = { readonly folder: string; readonly port: number };

/** The whole development composition on a free port, with a sale of its own that is thrown away afterwards. */
export async function runningService({ movableClock = false } = {}) {
  const place = await newPlace();
  const service = await serviceAt(place, { movableClock });
  return { ...service, stop: () => service.stop().then(() => rm(place.folder, { recursive: true, force: true })) };
}

export async function newPlace(): Promise<Place> {
  return { folder: await mkdtemp(join(tmpdir(), "firsthand-e2e-")), port: await freePort() };
}

/** The same in a place that outlives it: whoever starts it there again finds what it kept. */
export async function serviceAt({ folder, port }: Place, { movableClock = false } = {}) {
  if (!existsSync("dist/worker/worker.js"))
    throw new Error("There is no bundle in dist/worker; npm run check makes it.");
  const settings = await localSettings(folder);
  const logged: string[] = [];
  const composition = await startComposition({
    settings,
    port,
    stateFolder: join(folder, "state"),
    movableClock,
    onLog: (line) => logged.push(line),
  });
  const baseUrl = `http://localhost:${port}`;
  await putDemoSale(settings, baseUrl);
  await mkdir(join(folder, ".dev"), { recursive: true });
  await writeCredentials(join(folder, ".dev"), settings, baseUrl);
  return {
    baseUrl,
    /** Where a command finds the credentials of this service in `.dev`, as in the folder of `npm start`. */
    folder,
    shopKey: settings.shopKey,
    call: async (method: string, path: string, body?: object) =>
      await callAsShop({ baseUrl, shopKey: settings.shopKey }, { method, path, body }),
    /** What the Workers logged. */
    logged,
    stop: () => composition.dispose(),
  };
}

type ShopCall = { readonly method: string; readonly path: string; readonly body: object | undefined };

/**
 * A call of the demo's shop, under an idempotency key of its own.
 * @returns the body of the answer
 * @throws Error with the answer where it is no success
 */
async function callAsShop(
  { baseUrl, shopKey }: { readonly baseUrl: string; readonly shopKey: string },
  { method, path, body }: ShopCall,
): Promise<unknown> {
  const response = await fetch(baseUrl + path, {
    method,
    headers: {
      Authorization: `Bearer ${shopKey}`,
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${await response.text()}`);
  return await response.json();
}

export type RunningService = Awaited<ReturnType<typeof runningService>>;
