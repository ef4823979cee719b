import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

/** What a file of tests took, with the loading of what it imports. */
export type FileTime = { readonly file: string; readonly seconds: number };
/** A test that failed, or a file that could not be run, and the first line of why. */
export type Failure = { readonly test: string; readonly reason: string };
export type RunRecord = { readonly times: readonly FileTime[]; readonly failures: readonly Failure[] };

/** Reporter that writes what became of a run into the folder of RUN_RECORDS, for `npm test` to read when all have run. */
export default class RunRecords implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], outsideTests: readonly ErrorLike[]): void {
    const folder = process.env.RUN_RECORDS;
    if (folder === undefined) return;
    const record: RunRecord = {
      times: modules.map(timeOf),
      failures: [
        ...modules.flatMap(failuresOf),
        ...outsideTests.map((error) => ({ test: "outside of all tests", reason: firstLine(error) })),
      ],
    };
    writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(record));
  }
}

type ErrorLike = { readonly message: string };

function timeOf(module: TestModule): FileTime {
  const { collectDuration, setupDuration, duration } = module.diagnostic();
  return { file: module.relativeModuleId, seconds: (collectDuration + setupDuration + duration) / 1000 };
}

function failuresOf(module: TestModule): Failure[] {
  const file = module.relativeModuleId;
  const failure = (name: string, errors: readonly ErrorLike[]) => ({
    test: name,
    reason: errors.map(firstLine).join("; "),
  });
  const suites = Array.from(module.children.allSuites(), (suite) =>
    failure(`${file} > ${suite.fullName}`, suite.errors()),
  );
  const tests = Array.from(module.children.allTests("failed"), (failed) =>
    failure(`${file} > ${failed.fullName}`, failed.result().errors ?? []),
  );
  const broken = [failure(file, module.errors()), ...suites].filter(({ reason }) => reason !== "");
  return [...broken, ...tests];
}

function firstLine({ message }: ErrorLike): string {
  return message.split("\n", 1)[0] ?? "";
}

/** Everything that the reporter wrote into a folder. */
export async function readRunRecords(folder: string): Promise<RunRecord> {
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
  const records = texts.map((text): RunRecord => JSON.parse(text));
  return { times: records.flatMap(({ times }) => times), failures: records.flatMap(({ failures }) => failures) };
}
