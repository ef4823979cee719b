import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockFolder } from "../../src/dev/lock-folder.ts";

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "firsthand-lock-")), ".dev");
});
afterEach(() => rm(join(folder, ".."), { recursive: true, force: true }));

it("gives a folder of state to one process at a time, and tells the second one what to do", async () => {
  const first = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`Another npm start uses ${folder}: stop it first.`);
  first.unlock();
  (await lockFolder(folder)).unlock();
});

it("empties the folder and keeps it locked", async () => {
  const locked = await lockFolder(folder);
  await mkdir(join(folder, "state", "do"), { recursive: true });
  await writeFile(join(folder, "settings.json"), "{}");
  await locked.empty();
  expect([existsSync(join(folder, "state")), existsSync(join(folder, "settings.json"))]).toEqual([false, false]);
  await expect(lockFolder(folder)).rejects.toThrow("Another npm start");
  locked.unlock();
});
