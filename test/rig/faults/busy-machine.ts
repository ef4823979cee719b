import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import type { Fault } from "./fault.ts";
import { passingTrial } from "./trial.ts";

const LASTS_MS = 3000;
/** The others end by themselves after this, so that none is left where nothing was there to end them. */
const BUSY_MS_MAX = 10 * LASTS_MS;
const BUSY = `for (const endMs = Date.now() + ${BUSY_MS_MAX}; Date.now() < endMs; );`;

/** Others take the processors: answers come later, and nothing else changes. */
export const busyMachine: Fault = {
  id: "F48",
  title: "processors taken by others",
  needs: {},
  run: passingTrial({
    async inject() {
      const count = 2 * availableParallelism();
      const others = Array.from({ length: count }, () => spawn(process.execPath, ["-e", BUSY]));
      return async () => {
        for (const other of others) other.kill("SIGKILL");
      };
    },
    lastsMs: LASTS_MS,
    recovers: "alone",
    complaint: (told) => (told.counted("during", "checkout 200") > 0 ? undefined : "nobody was served meanwhile"),
  }),
};
