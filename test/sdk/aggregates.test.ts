import { describe, expect, test } from "vitest";
import { createKeysAggregate, type KeyPress } from "../../src/sdk/aggregates/keys.ts";
import { createPointerAggregate } from "../../src/sdk/aggregates/pointer.ts";

function press(change: Partial<KeyPress> & Pick<KeyPress, "tMs" | "id">): KeyPress {
  return { trusted: true, correction: false, ...change };
}

describe("keys", () => {
  test("are absent where none was pressed", () => {
    expect(createKeysAggregate().read()).toBeUndefined();
  });

  test("are measured from press to release and from press to press", () => {
    const keys = createKeysAggregate();
    keys.press(press({ tMs: 1_000, id: "KeyA" }));
    keys.release(1_080, "KeyA");
    keys.press(press({ tMs: 1_150, id: "KeyB" }));
    keys.release(1_270, "KeyB");
    expect(keys.read()).toMatchObject({
      count: 2,
      rollovers: 0,
      holdMs: { n: 2, p10: 80, p50: 80, p90: 80 },
      flightMs: { n: 1, p50: 150 },
    });
  });

  test("roll over where the next goes down before the last is up", () => {
    const keys = createKeysAggregate();
    keys.press(press({ tMs: 0, id: "KeyA" }));
    keys.press(press({ tMs: 60, id: "KeyB" }));
    keys.release(70, "KeyA");
    keys.release(140, "KeyB");
    expect(keys.read()).toMatchObject({ count: 2, rollovers: 1, holdMs: { n: 2, p90: 70 } });
  });

  test("do not roll over a key whose release another window saw", () => {
    const keys = createKeysAggregate();
    keys.press(press({ tMs: 0, id: "KeyA" }));
    keys.forgetDown();
    keys.press(press({ tMs: 900, id: "KeyB" }));
    expect(keys.read()).toMatchObject({ rollovers: 0, holdMs: { n: 0 } });
  });

  test("count what is special about a press", () => {
    const keys = createKeysAggregate();
    keys.press(press({ tMs: 0, id: "KeyA", trusted: false, shift: "missing" }));
    keys.press(press({ tMs: 100, id: "KeyB", shift: "held" }));
    keys.press(press({ tMs: 200, id: "Backspace", correction: true }));
    expect(keys.read()).toMatchObject({ count: 3, untrusted: 1, shifted: 2, shiftless: 1, corrections: 1 });
  });

  test("leave pauses of over two seconds out of the cadence", () => {
    const keys = createKeysAggregate();
    keys.press(press({ tMs: 0, id: "KeyA" }));
    keys.press(press({ tMs: 2_001, id: "KeyB" }));
    expect(keys.read()?.flightMs.n).toBe(0);
  });
});

/** A quarter circle of 900 px at even speed in 800 ms: so large that whole pixels, which is what counts, hardly bend it. */
function swing(everyMs: number, scale = 1) {
  const pointer = createPointerAggregate();
  for (let tMs = 0; tMs <= 800; tMs += everyMs) {
    const angle = ((tMs / 800) * Math.PI) / 2;
    pointer.move(tMs, 900 * scale * Math.cos(angle), 900 * scale * Math.sin(angle));
  }
  const value = pointer.read();
  if (value === undefined) throw new TypeError("The pointer moved.");
  return value;
}

describe("the pointer", () => {
  test("is absent where no mouse was used", () => {
    expect(createPointerAggregate().read()).toBeUndefined();
  });

  test.each([1, 2, 4, 8, 10])("has the same shape whether its mouse reports each %i ms or each 16", (everyMs) => {
    const [fine, coarse] = [swing(everyMs), swing(16)];
    expect(fine.moves).not.toBe(coarse.moves);
    expect(Math.abs(fine.turn.p50 - coarse.turn.p50)).toBeLessThan(0.02);
    expect(Math.abs(fine.speedChange.p90 - coarse.speedChange.p90)).toBeLessThan(0.03);
    expect(Math.abs(fine.directPx / fine.pathPx - coarse.directPx / coarse.pathPx)).toBeLessThan(0.03);
  });

  test("has the same shape on a screen of twice the pixels", () => {
    const [one, two] = [swing(8), swing(8, 2)];
    expect(Math.abs(two.turn.p50 - one.turn.p50)).toBeLessThan(0.01);
    expect(Math.abs(two.speedChange.p50 - one.speedChange.p50)).toBeLessThan(0.01);
    expect(Math.abs(two.pathPx - 2 * one.pathPx)).toBeLessThan(5);
  });

  test("travels a quarter circle on a path longer than its chord", () => {
    const { pathPx, directPx } = swing(8);
    expect(directPx).toBe(Math.round(900 * Math.SQRT2));
    expect(Math.abs(pathPx - (900 * Math.PI) / 2)).toBeLessThan(2);
  });

  test("has the same shape where a browser reports fractions", () => {
    const [pointer, whole] = [createPointerAggregate(), createPointerAggregate()];
    for (let step = 0; step <= 60; step += 1) {
      const [tMs, x] = [step * 16, 8 * step + 2 * Math.sin(step)];
      pointer.move(tMs + 0.4, x, 0.3 * step);
      whole.move(tMs, Math.round(x), Math.round(0.3 * step));
    }
    expect(pointer.read()).toEqual(whole.read());
  });

  test("makes nothing up between the rare reports of a remote desktop", () => {
    const { moves, turn, speed } = swing(100);
    expect({ moves, turns: turn.n, speeds: speed.n }).toEqual({ moves: 9, turns: 0, speeds: 0 });
  });

  /** A stroke of 400 px in a second, with a share of the way at each share of the time. */
  function stroke(wayAt: (share: number) => number) {
    const pointer = createPointerAggregate();
    for (let tMs = 0; tMs <= 1_000; tMs += 16) pointer.move(tMs, 400 * wayAt(tMs / 1_000), 100);
    return pointer.read()?.strokes;
  }

  test("starts and lands as fast as it goes where its speed is even", () => {
    const even = stroke((share) => share);
    expect(even?.onset).toMatchObject({ n: 1 });
    expect(even?.onset.p50).toBeGreaterThan(0.9);
    expect(even?.landing.p50).toBeGreaterThan(0.9);
    expect(even?.slow.p50).toBe(0);
    expect(even?.bitsPerSecond.p50).toBeCloseTo(Math.log2(1 + 400 / 32), 1);
  });

  test("starts and lands slowly where a hand moves it (minimum jerk: Flash and Hogan 1985)", () => {
    const hand = stroke((share) => 10 * share ** 3 - 15 * share ** 4 + 6 * share ** 5);
    expect(hand?.onset.p50).toBeLessThan(0.1);
    expect(hand?.landing.p50).toBeLessThan(0.1);
    expect(hand?.slow.p50).toBeGreaterThan(0.2);
    expect(hand?.variation.p50).toBeCloseTo(Math.sqrt(900 / 630 - 1), 1);
  });

  test("has no profile on a stroke of too few pixels, or with a gap in it", () => {
    const pointer = createPointerAggregate();
    for (let tMs = 0; tMs <= 320; tMs += 16) pointer.move(tMs, tMs / 10, 0);
    pointer.move(2_000, 0, 0);
    for (const tMs of [2_016, 2_032, 2_090, 2_106, 2_122]) pointer.move(tMs, tMs - 2_000, 0);
    expect(pointer.read()?.strokes?.bitsPerSecond.n).toBe(0);
  });

  test("counts clicks on the very centre", () => {
    const pointer = createPointerAggregate();
    pointer.press({ tMs: 0, x: 5, y: 5, centred: true });
    pointer.press({ tMs: 900, x: 6, y: 5, centred: false });
    expect(pointer.read()).toMatchObject({ clicks: 2, centreClicks: 1 });
  });

  test("measures how long a button is held", () => {
    const pointer = createPointerAggregate();
    pointer.press({ tMs: 1_000, x: 5, y: 5 });
    pointer.release(1_095);
    expect(pointer.read()).toMatchObject({ clicks: 1, pressMs: { n: 1, p50: 95 } });
  });

  test.each([
    ["jumps to another place in one move", [[10, 400, 400]], 1],
    [
      "goes there",
      [
        [10, 200, 200],
        [26, 400, 400],
      ],
      0,
    ],
    ["stays where it is", [], 0],
  ])("that %s", (_, moves, clicksWithoutMove) => {
    const pointer = createPointerAggregate();
    pointer.press({ tMs: 0, x: 0, y: 0 });
    for (const [tMs = 0, x = 0, y = 0] of moves) pointer.move(tMs, x, y);
    const [, x = 0, y = 0] = moves.at(-1) ?? [];
    pointer.press({ tMs: 50, x, y });
    expect(pointer.read()?.clicksWithoutMove).toBe(clicksWithoutMove);
  });
});
