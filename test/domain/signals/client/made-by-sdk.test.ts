import { describe, expect, test } from "vitest";
import { isMadeBySdk } from "../../../../src/domain/signals/client/made-by-sdk.ts";
import { parseClientSignals } from "../../../../src/domain/signals/client/parse-client-signals.ts";
import { validSignals } from "./valid-signals.ts";

const judge = (observations: object) => isMadeBySdk(parseClientSignals({ v: 1, observations }).reading);
const { observations: WHOLE } = validSignals();
const ABSENT = { state: "absent" };
const changed = (name: "pointer" | "keys" | "form" | "page", change: object) => ({
  ...WHOLE,
  [name]: { state: "ok", value: { ...WHOLE[name].value, ...change } },
});

describe("a payload that the SDK makes", () => {
  test("has all its sources, and figures that agree", () => {
    expect(judge(WHOLE)).toBe(true);
  });

  test("may have seen neither keys nor mouse nor touch nor form", () => {
    const { page, automation, environment } = WHOLE;
    const silent = { pointer: ABSENT, keys: ABSENT, touch: ABSENT, form: ABSENT, rhythm: ABSENT };
    expect(judge({ ...silent, page, automation, environment })).toBe(true);
  });

  test("may have seen the library BotD, and what a newer SDK observes", () => {
    expect(judge({ ...WHOLE, botd: { state: "ok", value: { detectors: [] } }, gyroscope: { state: "ok" } })).toBe(true);
  });

  test("is judged only where there is one", () => {
    expect(isMadeBySdk({ state: "absent" })).toBeUndefined();
    expect(isMadeBySdk({ state: "invalid" })).toBeUndefined();
  });
});

describe("a payload that the SDK does not make", () => {
  test.each(Object.keys(WHOLE))("lacks %s", (name) => {
    expect(judge(Object.fromEntries(Object.entries(WHOLE).filter(([each]) => each !== name)))).toBe(false);
  });

  test.each(["page", "automation", "environment"])("says that %s could not be read", (name) => {
    expect(judge({ ...WHOLE, [name]: { state: "blocked" } })).toBe(false);
  });

  test("is empty", () => {
    expect(judge({})).toBe(false);
  });

  test.each<[string, object]>([
    ["a form filled for longer than the page was open", changed("form", { elapsedMs: 30_003 })],
    ["a form filled without a field", changed("form", { fields: 0 })],
    ["more keys held than pressed", changed("keys", { count: 73, rollovers: 0 })],
    ["as many gaps between moves as moves", changed("pointer", { moves: 209 })],
    ["a rhythm of more presses than there were", { ...WHOLE, keys: ABSENT }],
    ["a rhythm longer than the visit", changed("page", { elapsedMs: 1_400, hiddenMs: 0 })],
    [
      "taps that were measured and not made",
      { ...WHOLE, touch: { state: "ok", value: { taps: 1, moves: 9, pressMs: { n: 2, p10: 60, p50: 70, p90: 80 } } } },
    ],
  ])("has %s", (_, observations) => {
    expect(judge(observations)).toBe(false);
  });
});
