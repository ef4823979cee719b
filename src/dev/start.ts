import { rm } from "node:fs/promises";
import { buildWorker } from "./build-worker.ts";
import { startComposition } from "./composition.ts";
import { writeCredentials } from "./credentials.ts";
import { putDemoSale } from "./demo-sale.ts";
import { localSettings } from "./local-settings.ts";
import { lockFolder } from "./lock-folder.ts";

const FOLDER = ".dev";
const DEFAULT_PORT = 8787;

/** Starts everything on this machine and says where it is; with --verbose also what the Workers log; with --reset
 * after forgetting sales, decisions and keys; with --clock on a clock that can be advanced, whose sales are forgotten at the next start. */
async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
  }
  const folder = await lockFolder(FOLDER);
  if (process.argv.includes("--reset")) await folder.empty();
  process.stdout.write("Firsthand is being built, which takes some seconds.\n");
  const settings = await localSettings(FOLDER);
  await buildWorker();
  const onLog = process.argv.includes("--verbose")
    ? (line: string) => void process.stderr.write(`${line}\n`)
    : undefined;
  const movableClock = process.argv.includes("--clock");
  const stateFolder = `${FOLDER}/${movableClock ? "clock-state" : "state"}`;
  // What a clock left that was advanced lies in the future.
  if (movableClock) await rm(stateFolder, { recursive: true, force: true });
  const composition = await startComposition({ settings, port, stateFolder, movableClock, onLog });
  const baseUrl = `http://localhost:${port}`;
  await putDemoSale(settings, baseUrl);
  await writeCredentials(FOLDER, settings, baseUrl);
  process.stdout.write(`
  Start here     ${baseUrl}
  Demo shop      ${baseUrl}/shop
  Staff console  ${baseUrl}/console      (sign in: ${baseUrl}/dev/sign-in)
  API and docs   ${baseUrl}/docs
  Shop key       ${settings.shopKey}
  Credentials    ${FOLDER}/credentials.json

Ctrl+C stops it; sales are kept in ${FOLDER} until npm start -- --reset.
`);
  const stop = () =>
    void composition.dispose().then(() => {
      folder.unlock();
      process.exit(0);
    });
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const cure =
    code === "EADDRINUSE" || code === "ERR_ADDRESS_IN_USE"
      ? "The port is taken: stop what uses it, or choose another one with PORT=8788 npm start."
      : undefined;
  process.stderr.write(`${cure ?? (error instanceof Error ? error.message : String(error))}\n`);
  process.exit(1);
});
