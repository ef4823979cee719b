import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPurchases } from "../../../models/lab/replay-purchases/read-purchases.ts";

const HEADER = "user_id,signup_time,purchase_time,purchase_value,device_id,source,browser,sex,age,class";
const ROW = "1,2/24/15 22:55,2/24/15 22:56,34,DEVICE,SEO,Chrome,M,39,0";
const HOUR_MS = 3_600_000;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "purchases-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(...rows: string[]) {
  const file = join(folder, "purchases.csv");
  await writeFile(file, [HEADER, ...rows].join("\n"));
  return await readPurchases(file);
}

describe("recorded purchases", () => {
  it("keep account, device, age of the account and label, and nothing of sex and age", async () => {
    const { purchases } = await read(ROW);
    const atMs = Date.UTC(2015, 1, 24, 22, 56);
    expect(purchases).toEqual([{ account: "1", device: "DEVICE", atMs, accountAgeMs: 60_000, fraud: false }]);
  });

  it("come in order of purchase, and in the file's order within a moment", async () => {
    const later = ROW.replace("1,", "2,").replace("22:56", "22:57");
    const { purchases } = await read(later, ROW, ROW.replace("1,", "3,"));
    expect(purchases.map(({ account }) => account)).toEqual(["1", "3", "2"]);
  });

  it("are read from gzip whatever the file is called", async () => {
    const file = join(folder, "packed.csv");
    await writeFile(file, gzipSync(`${HEADER}\r\n${ROW}\r\n`));
    expect((await readPurchases(file)).purchases).toHaveLength(1);
  });

  it("may spell their times to the second, and the year in full", async () => {
    const long = ROW.replace("2/24/15 22:55,2/24/15 22:56", "2015-02-24 22:55:30,2015-02-25 00:55:30");
    const full = ROW.replace("2/24/15 22:55,2/24/15 22:56", "2/24/2015 22:55:30,2/25/2015 0:55:30");
    const { purchases } = await read(long, full);
    expect(purchases.map(({ accountAgeMs }) => accountAgeMs)).toEqual([2 * HOUR_MS, 2 * HOUR_MS]);
  });

  it.each([
    ["a missing cell", ROW.replace(",SEO", ""), "has 9 cells instead of 10"],
    ["no account", ROW.replace("1,", ","), "user_id must have 1 to 256 characters"],
    [
      "a day that does not exist",
      ROW.replace("2/24/15 22:55", "2/30/15 22:55"),
      'signup_time "2/30/15 22:55" is not a time',
    ],
    ["a purchase before the sign-up", ROW.replace("22:56", "22:54"), "the purchase is earlier than the sign-up"],
    ["an unknown label", ROW.replace(/0$/, "fraud"), 'class must be 0 or 1, not "fraud"'],
  ])("are skipped by line with %s", async (_, row, problem) => {
    const { purchases, badRows } = await read(ROW, row);
    expect(purchases).toHaveLength(1);
    expect(badRows).toEqual([{ line: 3, problem }]);
  });
});
