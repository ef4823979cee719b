import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { staleWhileRevalidate } from "../../src/platform/stale-while-revalidate.ts";

const PLACE = {};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A place that counts how often it is asked, and may fail. */
function counting() {
  const state = { asked: 0, fails: false, failures: 0 };
  const known = staleWhileRevalidate(
    async () => {
      state.asked += 1;
      if (state.fails) throw new TypeError("away");
      return state.asked;
    },
    () => {
      state.failures += 1;
    },
  );
  return { state, known };
}

describe("what one place knows and every request needs", () => {
  test("is asked for once in five seconds", async () => {
    const { state, known } = counting();
    expect([await known.value(PLACE), await known.value(PLACE)]).toEqual([1, 1]);
    vi.advanceTimersByTime(4999);
    expect(await known.value(PLACE)).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await known.value(PLACE)).toBe(2);
    expect(state.asked).toBe(2);
  });

  test("stays what it was while the place fails, which is asked again each second", async () => {
    const { state, known } = counting();
    await known.value(PLACE);
    state.fails = true;
    vi.advanceTimersByTime(5000);
    expect([await known.value(PLACE), await known.value(PLACE)]).toEqual([1, 1]);
    vi.advanceTimersByTime(1000);
    state.fails = false;
    expect(await known.value(PLACE)).toBe(3);
    expect(state.failures).toBe(1);
  });

  test("is unknown where the place never answered", async () => {
    const { state, known } = counting();
    state.fails = true;
    expect(await known.value(PLACE)).toBeUndefined();
  });

  test("is asked for by one request while the others go on with what is known", async () => {
    const waiting: ((value: string) => void)[] = [];
    const known = staleWhileRevalidate(
      () => new Promise<string>((answer) => waiting.push(answer)),
      () => {},
    );
    const first = known.value(PLACE);
    waiting[0]?.("old");
    await first;
    vi.advanceTimersByTime(5000);
    const asking = known.value(PLACE);
    expect(await known.value(PLACE)).toBe("old");
    waiting[1]?.("new");
    expect(await asking).toBe("new");
    expect(await known.value(PLACE)).toBe("new");
    expect(waiting).toHaveLength(2);
  });

  test("is asked for anew after it was forgotten", async () => {
    const { known } = counting();
    await known.value(PLACE);
    known.forget(PLACE);
    expect(await known.value(PLACE)).toBe(2);
  });
});
