import { describe, expect, it } from "vitest";
import { decodeFile } from "../../../../src/resellers/domain/csv/decode-file.ts";

const TEXT = "id;name\r\n1;Müller 小米\r\n";
const utf16 = (text: string) => Buffer.from(text, "utf16le");

describe("decodeFile", () => {
  it.each<[string, Uint8Array]>([
    ["UTF-8", Buffer.from(TEXT)],
    ["UTF-16 with its mark, as Excel writes it", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(TEXT)])],
    ["UTF-16 without a mark", utf16(TEXT)],
    ["UTF-16 with the high byte first", Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(TEXT).swap16()])],
  ])("reads %s", (_, bytes) => {
    const text = decodeFile(bytes);
    expect(text.ok && text.value.replace("\ufeff", "")).toBe(TEXT);
  });

  it("says of an encoding with one byte a letter that it is none of these, or reads what it can", () => {
    const latin1 = Buffer.from("id\nMüller\n", "latin1");
    expect(decodeFile(latin1)).toEqual({ ok: false, error: "not-text" });
    expect(decodeFile(latin1, true)).toEqual({ ok: true, value: "id\nM\ufffdller\n" });
  });
});
