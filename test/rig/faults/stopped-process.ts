import type { Fault } from "./fault.ts";
import { passingTrial } from "./trial.ts";

const STOPPED_MS = 3000;

/** Calls that were on their way are applied when the process goes on, after their clients gave up and while they ask again. */
export const stoppedProcess: Fault = {
  id: "F4",
  title: "process stopped for three seconds",
  needs: {},
  run: passingTrial({
    async inject({ processId }) {
      process.kill(processId, "SIGSTOP");
      return async () => void process.kill(processId, "SIGCONT");
    },
    lastsMs: STOPPED_MS,
    recovers: "alone",
    complaint: (told) => (told.counted("during", "checkout none") > 0 ? undefined : "no client gave up meanwhile"),
  }),
};
