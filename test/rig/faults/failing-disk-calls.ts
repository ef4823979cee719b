import { globSync } from "node:fs";
import { join } from "node:path";
import type { ClientAnswers } from "./client-answers.ts";
import { failCalls } from "./fail-calls.ts";
import type { Fault } from "./fault.ts";
import { passingTrial } from "./trial.ts";

const NEEDS = { programs: ["strace"] } as const;
const LASTS_MS = 3000;

/** A disk that fails to sync now and then: what was not synced must not have been acknowledged. */
export const failingSync: Fault = failing({
  id: "F24",
  title: "every tenth sync of the disk fails (EIO)",
  call: "fsync",
  how: "error=EIO:when=3+10",
  complaint: (told) => (told.counted("during", "checkout 503") > 0 ? undefined : "nobody was told of a failing sync"),
});

/** A write into the log that fails in the middle of a commit. */
export const failingWrite: Fault = failing({
  id: "F25",
  title: "a write to the disk fails now and then (EIO)",
  call: "pwrite64",
  how: "error=EIO:when=7+500",
  complaint: (told) => (told.counted("during", "checkout 503") > 0 ? undefined : "nobody was told of a failing write"),
});

/** A slow disk makes batches larger and answers later; it refuses nobody beyond the admission limit and loses nothing. */
export const slowDisk: Fault = failing({
  id: "F26",
  title: "each sync of the disk takes 200 ms longer",
  call: "fsync",
  how: "delay_enter=200000",
  complaint: (told) => (told.counted("during", "checkout 200") > 0 ? undefined : "nobody was served by the slow disk"),
});

function failing(options: {
  readonly id: string;
  readonly title: string;
  readonly call: string;
  readonly how: string;
  readonly complaint: (told: ClientAnswers) => string | undefined;
}): Fault {
  const { id, title, call, how, complaint } = options;
  return {
    id,
    title,
    needs: NEEDS,
    run: passingTrial({
      inject: ({ processId, stateFolder }) =>
        failCalls(processId, { calls: [call], how, files: globSync(join(stateFolder, "do/*SaleObject/*")) }),
      lastsMs: LASTS_MS,
      recovers: "alone",
      complaint,
    }),
  };
}
