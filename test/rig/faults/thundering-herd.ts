import { randomUUID } from "node:crypto";
import { holdIdIn, send } from "../shared/call.ts";
import { lossesOnDisk } from "../shared/find-losses.ts";
import { pause } from "../shared/pause.ts";
import type { Fault } from "./fault.ts";
import { type Trial, withTrial } from "./trial.ts";

const BUYERS = 5000;
const UNITS = 1000;
const WITHIN_MS = 1000;
/** Where the herd is told to come back it does so until it is answered. */
const BROKEN_PAUSE_MS = 200;
const ANSWER_WITHIN_MS = 30_000;

/** Five thousand buyers open a connection each within the first second. Exactly the units that there are get sold. */
export const thunderingHerd: Fault = {
  id: "F46",
  title: "five thousand connections in the first second",
  needs: {},
  run: (folder) =>
    withTrial(folder, { clients: BUYERS, answerWithinMs: ANSWER_WITHIN_MS }, async (trial) => {
      const { told, losses, notes } = trial;
      await trial.start();
      await trial.createSale({ units: UNITS });
      const held = new Set<string>();
      let soldOut = 0;
      await Promise.all(
        Array.from({ length: BUYERS }, async (_, buyer) => {
          await pause((WITHIN_MS * buyer) / BUYERS);
          const text = await untilAnswered(trial, buyer);
          const holdId = holdIdIn(text);
          if (holdId !== undefined) held.add(holdId);
          else if (text.includes('"sold_out"')) soldOut += 1;
          else losses.push(`a buyer was answered: ${text}`);
        }),
      );
      if (held.size !== UNITS) losses.push(`${held.size} units of ${UNITS} are held`);
      if (soldOut !== BUYERS - UNITS) losses.push(`${soldOut} were told that all is sold out`);
      await trial.kill();
      losses.push(...told.wrong, ...lossesOnDisk(await trial.rows(), []));
      return { holds: held.size, sales: 0, answers: told.totals(), losses, notes };
    }),
};

async function untilAnswered({ shop, told }: Trial, buyer: number): Promise<string> {
  const key = randomUUID();
  for (;;) {
    const answer = await send(shop, { kind: "checkout", key, buyer }).catch(() => undefined);
    told.count("checkout", answer);
    if (answer?.status === 200) return answer.text;
    await pause(answer === undefined ? BROKEN_PAUSE_MS : Number(answer.header("retry-after") ?? 1) * 1000);
  }
}
