import { globSync, readFileSync } from "node:fs";
import { rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { SALE_ID } from "../shared/call.ts";
import { lossesOnDisk } from "../shared/find-losses.ts";
import { pause } from "../shared/pause.ts";
import type { Fault } from "./fault.ts";
import { type Trial, withTrial } from "./trial.ts";

const CALLED_MS = 1500;
/** Short, so that its commits are in the log alone. Where they were written back to the database at once, it is tried again. */
const BURST_MS = 150;
const TRIES_MAX = 5;
/** Decisions are copied to the archive a second after they were made. */
const COPIED_MS = 3000;
/** Shares of the log that are left, one after the other until a hold is gone: what was written back before is not lost with it. */
const LEFT_OF_LOG = [0.9, 0.75, 0.5, 0.25, 0];

/**
 * A disk that lied: the end of the write-ahead log is gone although it was synced. The last commits cannot come back, but the
 * figures are whole, the sale goes on, and the audit says that the archive knows decisions that the sale does not.
 */
export const tornLog: Fault = {
  id: "F28",
  title: "end of the log lost by the disk",
  needs: {},
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      const { told, losses, notes } = trial;
      await trial.start();
      await trial.createDividedSale();
      await trial.whileCalled(() => pause(CALLED_MS));
      let [held, lost] = [0, 0];
      for (let tries = 0; tries < TRIES_MAX && lost === 0; tries += 1) {
        await trial.whileCalled(() => pause(BURST_MS));
        await pause(COPIED_MS);
        await trial.kill();
        held = (await trial.rows()).holds.size;
        for (const left of LEFT_OF_LOG) {
          if (lost > 0) break;
          await tear(trial.stateFolder, left);
          const rows = await trial.rows();
          losses.push(...lossesOnDisk(rows, []));
          lost = held - rows.holds.size;
        }
        await trial.start();
      }
      notes.push(`the disk lost ${lost} of ${held} holds`);
      losses.push(...told.wrong);
      told.phase = "after";
      const isMissed = (await differences(trial)).some((check) => check.includes("in the archive"));
      if (lost > 0 && !isMissed) {
        losses.push("the audit does not say that decisions are missing");
      }
      await trial.whileCalled(() => pause(CALLED_MS));
      if (told.counted("after", "checkout 200") === 0) losses.push("nobody was served on the torn log");
      await trial.kill();
      losses.push(...lossesOnDisk(await trial.rows(), []));
      const sales = told.acknowledged.filter(({ call }) => call.kind === "redeem").length;
      return { holds: told.acknowledged.length - sales, sales, answers: told.totals(), losses, notes };
    }),
};

/** What the service's own audit finds. */
async function differences({ shop }: Trial): Promise<string[]> {
  const { status, text } = await shop.read(`/v1/sales/${SALE_ID}/ledger/audit`);
  if (status !== 200) throw new Error(`The audit was answered ${status}: ${text}`);
  const audit: { differences: { check: string }[] } = JSON.parse(text);
  return audit.differences.map(({ check }) => check);
}

async function tear(stateFolder: string, left: number): Promise<void> {
  const [log] = globSync(join(stateFolder, "do/*SaleObject/[0-9a-f]*.sqlite-wal"));
  if (log === undefined) throw new Error("The sale has no write-ahead log.");
  // In the middle of a page, as a power cut leaves it.
  await truncate(log, Math.floor(liveBytes(readFileSync(log)) * left));
  await rm(log.replace(/-wal$/, "-shm"), { force: true });
}

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/**
 * How long the part of a log is that counts: the log is written from its beginning again and again, and what is left of
 * earlier rounds behind it has other salts.
 * @see https://www.sqlite.org/fileformat2.html#walformat
 */
function liveBytes(log: Buffer): number {
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  const salts = log.subarray(16, 24);
  let bytes = HEADER_BYTES;
  while (log.subarray(bytes + 8, bytes + 16).equals(salts)) bytes += frameBytes;
  return bytes;
}
