import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readZip } from "../../../../src/cli/resellers/evidence/read-zip.ts";
import { writeZip } from "../../../../src/resellers/domain/evidence-pack/zip.ts";

const AT_MS = Date.UTC(2026, 10, 23, 12, 34, 56);
const FILES = [
  { path: "a.txt", bytes: Uint8Array.from(Buffer.from("words")) },
  { path: "folder/ü.bin", bytes: Uint8Array.from([0, 255, 0x50, 0x4b, 5, 6]) },
  { path: "empty", bytes: new Uint8Array() },
];

const archive = (files = FILES) => Buffer.from(writeZip(files, AT_MS));
const listed = (files: ReadonlyMap<string, Buffer>) => [...files].map(([path, bytes]) => [path, [...bytes]]);

describe("an archive", () => {
  it("gives back what was put in", () => {
    expect(listed(readZip(archive()))).toEqual(FILES.map(({ path, bytes }) => [path, [...bytes]]));
  });

  it("is the same bytes for the same files at the same moment", () => {
    expect(archive().equals(archive())).toBe(true);
    expect(Buffer.from(writeZip(FILES, AT_MS + 2_000)).equals(archive())).toBe(false);
  });

  it("may be empty", () => {
    expect(readZip(archive([])).size).toBe(0);
  });

  it("names its time as the format does", () => {
    const [time, date] = [archive().readUInt16LE(10), archive().readUInt16LE(12)];
    expect([date >> 9, (date >> 5) & 15, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2]).toEqual([
      46, 11, 23, 12, 34, 56,
    ]);
  });
});

describe("readZip", () => {
  it("reads what another program packed and made smaller", () => {
    const files = readZip(readFileSync("test/fixtures/reseller/repacked.zip"));
    expect(files.get("a.txt")?.toString()).toMatch(/^the same words again/);
    expect(files.get("folder/ü.txt")?.toString()).toBe("x");
  });

  it.each([
    ["no archive", Buffer.from("<html>"), "The file is no ZIP archive."],
    ["two files of one name", archive([...FILES, ...FILES.slice(0, 1)]), "The archive holds two files called a.txt."],
    [
      "a changed byte",
      Buffer.from(archive().toString("latin1").replace("words", "wards"), "latin1"),
      "a.txt is damaged in the archive.",
    ],
  ])("refuses %s", (_, bytes, sentence) => {
    expect(() => readZip(bytes)).toThrow(sentence);
  });
});
