import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listingLine } from "../../../src/cli/resellers/listing-line.ts";
import { allAtOnce } from "../../../src/domain/sliced.ts";
import { importListingsCsv, importListingsNdjson } from "../../../src/resellers/domain/intake/import-listings.ts";

const CLI = new URL("../../../src/cli/resellers.ts", import.meta.url).pathname;
const LIST = [
  "url,seller,price,currency,phone,address",
  'xiaomi-shop.example/a,"North, Ltd",13999.5,INR,+91 1;+91 2,"Main St 1\nTown"',
  "=1+1,,,,,",
  `${"x".repeat(10_000_000)},,,,,`,
  "amazon.in,,cheap,INR,,",
  "xiaomi-outlet.example,,,,,",
].join("\n");

let folder = "";
const fileIn = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "firsthand-import-"));
  writeFileSync(fileIn("list.csv"), LIST);
  writeFileSync(fileIn("list.csv.gz"), gzipSync(LIST));
  writeFileSync(fileIn("good.ndjson"), '{"host":"xiaomi-shop.example"}\n');
  writeFileSync(fileIn("steer.ndjson"), '{"\\u001b[31mred":1}\n');
  writeFileSync(fileIn("header.csv"), "web,seller\nshop.example,North\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "import", ...args], {
    encoding: "utf8",
    cwd: new URL("../../..", import.meta.url).pathname,
  });
  return { status, stdout, stderr };
}

describe("resellers import --check", () => {
  it.each(["list.csv", "list.csv.gz"])("names everything wrong with %s and counts what is good", (name) => {
    const { status, stdout } = run(fileIn(name), "--check", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      listings: 2,
      problems: [
        { line: 4, column: "url", code: "character" },
        { line: 5, code: "too-long" },
        { line: 6, column: "url", code: "shared-host" },
        { line: 6, column: "price", code: "price" },
      ],
    });
  });

  it("has nothing to say against a good file", () => {
    expect(run(fileIn("good.ndjson"), "--check")).toEqual({
      status: 0,
      stdout: "listings  1\nproblems  0\n",
      stderr: "",
    });
  });

  it("lets no name in a file steer the terminal", () => {
    expect(run(fileIn("steer.ndjson"), "--check").stderr).not.toContain("\u001b");
  });

  it.each<[string, readonly string[], number, string]>([
    ["a header that names nothing", ["header.csv", "--check"], 1, 'no column is called "web"'],
    ["no file", [], 2, "name one file"],
    ["a file that is not there", ["gone.csv", "--check"], 2, "gone.csv"],
    ["a name that says nothing", ["list"], 2, "--format is csv or ndjson"],
    ["another format", ["good.ndjson", "--format", "xml"], 2, "--format is csv or ndjson"],
  ])("refuses %s", (_, [name, ...rest], code, words) => {
    const { status, stderr } = run(...(name === undefined ? [] : [fileIn(name)]), ...rest);
    expect([status, stderr.includes(words)], stderr).toEqual([code, true]);
    expect(stderr).not.toContain("    at ");
  });
});

it("listingLine writes what the service reads back to the same listing", () => {
  const header = "url,title,seller,price,currency,sku,note,phone,email,payee,address\n";
  const row =
    'https://shop.example/a,Mi 3,North,13999.50,INR,MI3,"a ""note""",+91 1;+91 2,a@b.example,p;q,"1, Main St"\n';
  const file = allAtOnce(importListingsCsv(header + row, new Set()));
  const [listing] = file.ok ? file.value.listings : [];
  if (listing === undefined) throw new TypeError("the row is a listing");
  const back = allAtOnce(importListingsNdjson(listingLine(listing), new Set()));
  expect([back.listings, back.problems]).toEqual([[{ ...listing, line: 1 }], []]);
});
