import type { Fault } from "./fault.ts";
import { passingTrial } from "./trial.ts";

const DOWN_MS = 300;

/** A polite end is as sudden as a rude one: the runtime drains nothing. */
export const terminatedProcess: Fault = {
  id: "F3",
  title: "process terminated under load",
  needs: {},
  run: passingTrial({
    async inject({ processId }) {
      process.kill(processId, "SIGTERM");
      return async () => {};
    },
    lastsMs: DOWN_MS,
    recovers: "restarted",
  }),
};
