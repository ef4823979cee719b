import { join } from "node:path";
import type { ClientAnswers } from "./client-answers.ts";
import type { Fault } from "./fault.ts";
import { runCommand } from "./run-command.ts";
import { passThrough, withTrial } from "./trial.ts";

const DISK = "128M";
const LASTS_MS = 3000;

/**
 * The file system takes itself out of use, as ext4 does when its disk fails under it: files that are open stay open and nothing
 * can be written. Somebody has to mount it again, so the service is started again too.
 */
export const readOnlyDisk: Fault = {
  id: "F27",
  title: "disk read-only",
  needs: { root: true, programs: ["mount", "umount", "mkfs.ext4", "truncate"], loopDevice: true },
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      const { stateFolder } = trial;
      const image = join(folder, "disk.img");
      const mount = () => runCommand("mount", "-o", "loop,errors=remount-ro", image, stateFolder);
      await runCommand("truncate", "-s", DISK, image);
      await runCommand("mkfs.ext4", "-q", image);
      await mount();
      try {
        await trial.start();
        await trial.createSale();
        return await passThrough(trial, {
          async inject() {
            await runCommand("mount", "-o", "remount,abort", stateFolder);
            return async () => {
              await trial.kill();
              await runCommand("umount", stateFolder);
              await mount();
            };
          },
          lastsMs: LASTS_MS,
          recovers: "restarted",
          complaint,
        });
      } finally {
        await trial.kill();
        await runCommand("umount", stateFolder);
      }
    }),
};

function complaint(told: ClientAnswers): string | undefined {
  if (told.counted("during", "checkout 503") === 0) return "nobody was told of the read-only disk";
  return told.counted("during", "read 200") === 0 ? "nothing could be read from the read-only disk" : undefined;
}
