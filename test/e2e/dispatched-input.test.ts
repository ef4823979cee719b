import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM } from "../../src/cli/shared/chromium.ts";
import type { Signals } from "../../src/domain/signals/signal.ts";
import { clientSignalsOf } from "../domain/signals/client/facts.ts";
import { openShop, type Shop } from "../sdk/shop-server.ts";
import { installed } from "./browser.ts";

const STEPS = 40;

describe.skipIf(!installed)("what Chromium says of input", () => {
  let browser: Browser;
  let shop: Shop;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
    const { outputFiles } = await build({
      entryPoints: { sdk: "src/sdk/index.ts" },
      outdir: "/",
      bundle: true,
      format: "esm",
      minify: true,
      target: "es2022",
      write: false,
    });
    shop = await openShop(new Map(outputFiles.map(({ path, text }) => [path, text])));
  });
  afterAll(async () => {
    await browser?.close();
    shop?.close();
  });

  /** The signals of what somebody or something did on the shop's page. */
  async function signalsOf(
    act: (page: Page) => Promise<unknown>,
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<Signals> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(`${shop.origin}/started`);
    await page.waitForFunction("window.session");
    await page.evaluate("session.ready");
    await act(page);
    const { signals } = await page.evaluate<{ signals: unknown }>("session.collect()");
    await context.close();
    return clientSignalsOf(signals);
  }

  test("a driver that waits for each move gives the browser one position for each", async () => {
    const signals = await signalsOf(async ({ mouse }) => {
      await mouse.move(40, 300);
      await mouse.move(320, 40, { steps: STEPS });
    });
    expect(signals).toMatchObject({
      "pointer.coalesced_per_move": 1,
      "pointer.raw_per_move": 1,
      "pointer.still_move_ratio": 0,
      "pointer.untrusted_count": 0,
    });
  });

  test("moves that come faster than frames are gathered, as those of a mouse are", async () => {
    const signals = await signalsOf(async (page) => {
      const session = await page.context().newCDPSession(page);
      const send = (step: number) =>
        session.send("Input.dispatchMouseEvent", { type: "mouseMoved", x: 40 + step, y: 300 - step });
      await Promise.all(Array.from({ length: 5 * STEPS }, (_, step) => send(step)));
    });
    expect(signals["pointer.untrusted_count"]).toBe(0);
    expect(signals["pointer.moves"]).toBeLessThan(5 * STEPS);
    expect(signals["pointer.coalesced_per_move"]).not.toBe(1);
  });

  test("a script's moves stand for no position, move no mouse and come from no device", async () => {
    const signals = await signalsOf((page) =>
      page.evaluate(`for (let move = 0; move < ${STEPS}; move += 1)
        dispatchEvent(new PointerEvent("pointermove", { pointerType: "mouse", clientX: 9 * move }))`),
    );
    expect(signals).toMatchObject({
      "pointer.coalesced_per_move": 0,
      "pointer.raw_per_move": 0,
      "pointer.still_move_ratio": (STEPS - 1) / STEPS,
      "pointer.untrusted_count": STEPS,
    });
  });

  test("a driver's first click jumps to the centre, and a click beside it does not count", async () => {
    expect(await signalsOf((page) => page.click("#name"))).toMatchObject({ "pointer.centre_jumps": 1 });
    const beside = await signalsOf((page) => page.click("#name", { position: { x: 9, y: 4 } }));
    expect(beside).toMatchObject({ "pointer.centre_jumps": 0 });
  });

  test("an emulated finger is two pixels wide, presses with all its force and never moves", async () => {
    const phone = { hasTouch: true, isMobile: true };
    const signals = await signalsOf(async (page) => {
      for (const target of ["#name", "#city", "#gift"]) await page.tap(target);
    }, phone);
    expect(signals).toMatchObject({
      "touch.size_px_median": 2,
      "touch.pressure_median": 1,
      "touch.drift_px_high": 0,
      "touch.untrusted_count": 0,
    });
    expect(signals).not.toHaveProperty(["touch.tilt_degrees"]);
  });

  test("a field that a program focuses is told from one that a key or a button leads to", async () => {
    const byHand = await signalsOf(async (page) => {
      await page.keyboard.press("Tab");
      await page.click("#city");
    });
    expect(byHand["form.unexplained_focuses"]).toBe(0);
    const byProgram = await signalsOf((page) => page.focus("#name"));
    expect(byProgram["form.unexplained_focuses"]).toBe(1);
  });
});
