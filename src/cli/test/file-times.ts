import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

/** What a file of tests took, with the loading of what it imports. */
export type FileTime = { readonly file: string; readonly seconds: number };

/** Reporter that writes what each file took into the folder of FILE_TIMES, for `npm test` to read when all have run. */
export default class FileTimes implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const folder = process.env.FILE_TIMES;
    if (folder === undefined) return;
    const times = modules.map((module): FileTime => {
      const { collectDuration, setupDuration, duration } = module.diagnostic();
      return { file: module.relativeModuleId, seconds: (collectDuration + setupDuration + duration) / 1000 };
    });
    writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(times));
  }
}

/** Everything that the reporter wrote into a folder. */
export async function readFileTimes(folder: string): Promise<FileTime[]> {
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text): FileTime[] => JSON.parse(text));
}
