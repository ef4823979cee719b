import { readdirSync } from "node:fs";
import { connect, type Socket } from "node:net";
import type { Fault } from "./fault.ts";
import { runCommand } from "./run-command.ts";
import { passingTrial } from "./trial.ts";

const LASTS_MS = 3000;
/** How many more clients knock than there are descriptors for. */
const KNOCKING = 100;
const SPARE = 10;

/** No connection more can be opened, and no file. The runtime may end of it, as it ends of any fault of its own; the rows do not. */
export const fewDescriptors: Fault = {
  id: "F49",
  title: "no descriptors left",
  needs: { programs: ["prlimit"] },
  run: passingTrial({
    async inject(trial) {
      const { processId, baseUrl } = trial;
      const open = readdirSync(`/proc/${processId}/fd`).length;
      const limit = (
        await runCommand("prlimit", "--pid", String(processId), "--nofile", "-o", "SOFT", "--noheadings")
      ).trim();
      await runCommand("prlimit", "--pid", String(processId), `--nofile=${open + SPARE}:`);
      const sockets = Array.from({ length: KNOCKING }, () => knock(baseUrl));
      return async () => {
        if (trial.isAlive()) await runCommand("prlimit", "--pid", String(processId), `--nofile=${limit}:`);
        for (const socket of sockets) socket.destroy();
      };
    },
    lastsMs: LASTS_MS,
    recovers: "restarted",
  }),
};

/** A connection that is opened and says nothing. */
function knock(baseUrl: string): Socket {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => socket.destroy());
  return socket;
}
