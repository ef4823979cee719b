import { describe, expect, test } from "vitest";
import { createContact } from "../../src/sdk/aggregates/contact.ts";
import { createDispatch } from "../../src/sdk/aggregates/dispatch.ts";

const MOVED = { movementX: 5, movementY: 0, coalesced: 2, isTrusted: true };

describe("how a browser dispatched a mouse", () => {
  test("counts positions, and moves that the browser's own movement contradicts", () => {
    const dispatch = createDispatch();
    dispatch.move({ x: 0, y: 0, ...MOVED, movementX: 0 });
    dispatch.move({ x: 5, y: 0, ...MOVED });
    dispatch.move({ x: 10, y: 0, ...MOVED, movementX: 0 });
    dispatch.move({ x: 11, y: 0, ...MOVED, movementX: 0 });
    expect(dispatch.read()).toEqual({ still: 1, untrusted: 0, centreJumps: 0, coalesced: 8 });
  });

  test("leaves out what a browser has no word for", () => {
    const dispatch = createDispatch();
    for (const x of [0, 9, 18]) dispatch.move({ x, y: 0, isTrusted: true });
    expect(dispatch.read()).toEqual({ still: 0, untrusted: 0, centreJumps: 0 });
  });

  test("counts a click on the centre to which nothing led, the first one too", () => {
    const dispatch = createDispatch();
    dispatch.press(true, true);
    dispatch.move({ x: 40, y: 0, ...MOVED });
    dispatch.press(true, true);
    for (const x of [50, 55, 60]) dispatch.move({ x, y: 0, ...MOVED });
    dispatch.press(true, true);
    dispatch.press(false, true);
    expect(dispatch.read()).toMatchObject({ centreJumps: 2 });
  });

  test("counts what no device made", () => {
    const dispatch = createDispatch();
    dispatch.move({ x: 0, y: 0, ...MOVED, isTrusted: false });
    dispatch.press(false, false);
    expect(dispatch.read()).toMatchObject({ untrusted: 2 });
  });
});

describe("how fingers touched", () => {
  const FINGER = { x: 100, y: 100, width: 22, height: 28, pressure: 0.3 };

  test("is size, pressure and the way within a tap", () => {
    const contact = createContact();
    contact.press(1, FINGER);
    contact.move(1, { x: 103, y: 104 });
    contact.move(1, { x: 100, y: 100 });
    contact.end(1, false);
    const { sizePx, pressure, driftPx } = contact.read();
    expect([sizePx.p50, pressure.p50, driftPx.p50]).toEqual([28, 0.3, 5]);
  });

  test("leaves out what a screen cannot tell, and says nothing of scrolling", () => {
    const contact = createContact();
    contact.press(1, { ...FINGER, width: 1, height: 1, pressure: 0.5 });
    contact.move(1, { x: 100, y: 300 });
    contact.end(1, true);
    const { sizePx, pressure, driftPx } = contact.read();
    expect([sizePx.n, pressure.n, driftPx.n]).toEqual([0, 0, 0]);
  });
});
