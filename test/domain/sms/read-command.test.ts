import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TEXT_CHARS_MAX } from "../../../src/domain/limits.ts";
import { languageOf, readCommand, type TextCommand } from "../../../src/domain/sms/read-command.ts";

const reg = (code: string, postalCode?: string): TextCommand => ({
  kind: "register",
  code,
  ...(postalCode === undefined ? {} : { postalCode }),
});

describe("readCommand", () => {
  it.each<[string, TextCommand]>([
    ["REG MI3", reg("mi3")],
    ["  reg   mi3-india  ", reg("mi3-india")],
    ["Reg: MI3.", reg("mi3")],
    ["register MI3 400001", reg("mi3", "400001")],
    ["REG MI3 400 001", reg("mi3", "400 001")],
    ["REG MI3 SW1A 1AA", reg("mi3", "SW1A 1AA")],
    ["ＲＥＧ ＭＩ３ ４００００１", reg("mi3", "400001")],
    ["REG mi3–india", reg("mi3-india")],
    ["पंजीकरण MI3 ४००००१", reg("mi3", "400001")],
    ["REG\nMI3\n400001", reg("mi3", "400001")],
    ["YES 4821", { kind: "confirm", digits: "4821" }],
    ["yes4821", { kind: "unreadable" }],
    ["Yes, 48 21!", { kind: "confirm", digits: "4821" }],
    ["YES ４８２１", { kind: "confirm", digits: "4821" }],
    ["हाँ ४८२१", { kind: "confirm", digits: "4821" }],
    ["हां 4821", { kind: "confirm", digits: "4821" }],
    ["yes ٤٨٢١", { kind: "confirm", digits: "4821" }],
    ["\u200byes\u00a04821", { kind: "confirm", digits: "4821" }],
    ["status", { kind: "status" }],
    ["STATUS MI3", { kind: "status", code: "mi3" }],
    ["स्थिति mi3", { kind: "status", code: "mi3" }],
    ["Help", { kind: "help" }],
    ["मदद", { kind: "help" }],
    ["STOP", { kind: "stop" }],
    ["Stop, please!", { kind: "stop" }],
    ["बंद", { kind: "stop" }],
  ])("reads %j", (text, command) => {
    expect(readCommand(text)).toEqual(command);
  });

  it.each([
    ["nothing", ""],
    ["white space", " \n\t "],
    ["a code alone", "MI3"],
    ["digits alone, which a forged message may ask for", "4821"],
    ["three digits", "YES 482"],
    ["five digits", "YES 48210"],
    ["a plain yes", "YES"],
    ["a sentence", "yes I want to buy 1 phone in 2025"],
    ["no code", "REG"],
    ["a code of other signs", "REG mi3/../x"],
    ["a code that is too long", `REG ${"m".repeat(64)}`],
    ["two commands that were joined", "REG MI3 YES 4821"],
    ["two messages that were joined", "YES 4821 YES 4821"],
    ["a signature", "REG MI3 sent from my telephone"],
    ["status of two", "STATUS MI3 MI4"],
    ["markup", "<script>alert(1)</script>"],
    ["a null byte", "REG\u0000MI3"],
    ["more than a message", `REG MI3 ${" ".repeat(TEXT_CHARS_MAX)}`],
  ])("reads no command in %s", (_, text) => {
    expect(readCommand(text)).toEqual({ kind: "unreadable" });
  });

  it("is total, and finds nothing in a text but safe codes and four digits", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 24 }),
        fc.constantFrom("", "REG ", "YES ", "STATUS "),
        (text, start) => {
          const command = readCommand(start + text);
          if ("code" in command && command.code !== undefined)
            expect(command.code).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
          if ("postalCode" in command) expect(command.postalCode).toMatch(/^[A-Z0-9][A-Z0-9 -]{1,9}$/);
          if (command.kind === "confirm") expect(command.digits).toMatch(/^[0-9]{4}$/);
        },
      ),
    );
  });
});

describe("languageOf", () => {
  it("is Hindi for its letters, and else the usual one", () => {
    expect([languageOf("मदद", "en"), languageOf("HELP", "en"), languageOf("", "hi")]).toEqual(["hi", "en", "hi"]);
  });
});
