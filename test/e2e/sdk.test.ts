import { existsSync } from "node:fs";
import { build } from "esbuild";
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from "jose";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM } from "../../src/cli/shared/chromium.ts";
import { assert } from "../../src/domain/result.ts";
import { featuresOf } from "../../src/domain/scoring/features.ts";
import type { ClientObservations } from "../../src/domain/signals/client/observations.ts";
import { parseClientSignals } from "../../src/domain/signals/client/parse-client-signals.ts";
import { timingSketch } from "../../src/domain/signals/client/timing-sketch.ts";
import { loadLiveModel } from "../../src/platform/model/live-model.ts";
import { clientSignalsOf } from "../domain/signals/client/facts.ts";
import { openShop, SERVER_AHEAD_MS, type Shop } from "../sdk/shop-server.ts";

const FLAGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

const installed = existsSync(CHROMIUM);
if (!installed)
  console.warn(`There is no ${CHROMIUM}, so the browser SDK was not tested in a browser; Debian has it as "chromium".`);

const BOTD_OK = "session.collect().then(({ signals }) => signals.observations.botd.state === 'ok')";

type Collected = { visitToken?: string; signals: { v: 1; observations: ClientObservations; proof?: string } };

describe.skipIf(!installed)("the browser SDK in Chromium", () => {
  let browser: Browser;
  let scripts: ReadonlyMap<string, string>;
  let shop: Shop;
  let context: BrowserContext;
  let page: Page;
  let written: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(" ") });
    const options = { bundle: true, format: "esm", minify: true, target: "es2022", write: false } as const;
    const entryPoints = { sdk: "src/sdk/index.ts", botd: "src/sdk/botd.ts" };
    const { outputFiles } = await build({ entryPoints, outdir: "/", ...options });
    scripts = new Map(outputFiles.map(({ path, text }) => [path, text]));
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    shop = await openShop(scripts);
    context = await browser.newContext();
    page = await context.newPage();
    written = [];
    page.on("console", (message) => written.push(message.text()));
    page.on("pageerror", (error) => written.push(error.message));
  });
  afterEach(async () => {
    await context.close();
    shop.close();
    // Every test is also this one: no word on the console, no exception in the page.
    expect(written).toEqual([]);
  });

  async function open(path: "/started" | "/mounted" | "/with-botd" | "/vouched") {
    await page.goto(shop.origin + path);
    await page.waitForFunction("window.session");
  }

  async function collect(): Promise<Collected> {
    return page.evaluate<Collected>("session.collect()");
  }

  function readOf({ signals }: Collected): ClientObservations {
    const { reading } = parseClientSignals(signals);
    assert(reading.state === "ok", "what the SDK sends is readable");
    return reading.observations;
  }

  test("begins a visit, and gives its token once", async () => {
    await open("/started");
    expect((await collect()).visitToken).toBe("visit-1");
    expect((await collect()).visitToken).toBe("visit-2");
    expect(shop.visits).toHaveLength(2);
  });

  test("takes the token of a retry instead of a new visit, with the nonce of the first", async () => {
    await open("/started");
    await collect();
    await page.evaluate('session.retryWith("retry-1")');
    const { visitToken, signals } = await collect();
    expect(visitToken).toBe("retry-1");
    expect(shop.visits).toHaveLength(1);
    expect((await verified(signals.proof)).payload.nonce).toBe("nonce-1");
  });

  test("begins its visit with a private token where the browser has one, and without where it has none", async () => {
    shop.service.privateToken = "vouched";
    await open("/vouched");
    await collect();
    delete shop.service.privateToken;
    await open("/vouched");
    await collect();
    expect(shop.visits.map(({ privateToken }) => privateToken)).toEqual(["vouched", undefined]);
    // Of an answer that is 401 the browser itself tells; the SDK says nothing.
    expect(written.splice(0)).toEqual([expect.stringContaining("status of 401")]);
  });

  test("gets a new visit where the first has expired", async () => {
    shop.service.expiresInMs = 0;
    await open("/started");
    await page.evaluate("session.ready");
    shop.service.expiresInMs = 600_000;
    expect((await collect()).visitToken).toBe("visit-2");
  });

  test("proves the key whose thumbprint the visit was given for, over nonce, sale and observations", async () => {
    await open("/started");
    const collected = await collect();
    const { header, payload } = await verified(collected.signals.proof);
    expect(header).toMatchObject({ alg: "ES256", typ: "checkout-proof+jwt" });
    assert(header.jwk !== undefined, "the header carries the key");
    expect(await calculateJwkThumbprint(header.jwk)).toBe(shop.visits[0]?.deviceKeyThumbprint);

    const hashed = parseClientSignals(collected.signals).proof?.hashed ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(hashed));
    expect(payload).toEqual({ nonce: "nonce-1", sale: "phone-1", hash: Buffer.from(digest).toString("base64url") });
  });

  test("keeps its key over visits, where no script can read it", async () => {
    await open("/started");
    await page.evaluate("session.ready");
    await page.reload();
    await page.evaluate("session.ready");
    expect(shop.visits[0]?.deviceKeyThumbprint).toMatch(/^[\w-]{43}$/);
    expect(shop.visits[1]).toEqual(shop.visits[0]);
    const extractable = await page.evaluate(`new Promise((resolve) => {
      indexedDB.open("firsthand").onsuccess = ({ target }) => {
        const request = target.result.transaction("keys").objectStore("keys").get("device");
        request.onsuccess = () => resolve(request.result.privateKey.extractable);
      };
    })`);
    expect(extractable).toBe(false);
  });

  test("waits for a key that takes a busy machine seconds to make", async () => {
    await page.addInitScript(`const { generateKey } = SubtleCrypto.prototype;
      SubtleCrypto.prototype.generateKey = async function (...given) {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        return generateKey.apply(this, given);
      };`);
    await open("/started");
    const { visitToken, signals } = await collect();
    expect(visitToken).toBe("visit-1");
    expect((await verified(signals.proof)).payload.nonce).toBe("nonce-1");
    expect(shop.visits).toEqual([{ deviceKeyThumbprint: expect.any(String) }]);
  });

  test("goes on without a key where storage hangs, as soon as the buyer presses", async () => {
    await page.addInitScript("IDBFactory.prototype.open = () => new EventTarget()");
    await open("/started");
    const { visitToken, signals } = await collect();
    expect(visitToken).toBe("visit-1");
    expect(signals.proof).toBeUndefined();
    expect(shop.visits).toEqual([{}]);
  });

  test("goes on without a key where storage is blocked", async () => {
    await page.addInitScript("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('blocked'); } })");
    await open("/started");
    const { visitToken, signals } = await collect();
    expect(visitToken).toBe("visit-1");
    expect(signals.proof).toBeUndefined();
    expect(shop.visits).toEqual([{}]);
  });

  test("goes on without a visit where the service is down", async () => {
    shop.service.status = 503;
    await open("/started");
    const { visitToken, signals } = await collect();
    expect(visitToken).toBeUndefined();
    expect(signals.proof).toBeUndefined();
    expect(readOf({ signals }).page?.state).toBe("ok");
    // Chromium itself reports failed requests there.
    written = written.filter((text) => !text.includes("503"));
  });

  test("knows the server's time", async () => {
    const openedAtMs = Date.now();
    await open("/started");
    await page.evaluate("session.ready");
    const serverNow = await page.evaluate<number>("session.serverNow()");
    const nowMs = Date.now();
    // To within the time that asking took.
    expect(Math.abs(serverNow - nowMs - SERVER_AHEAD_MS)).toBeLessThanOrEqual(nowMs - openedAtMs);
  });

  test("observes typing, clicking and moving, and not what was typed", async () => {
    await open("/started");
    await page.evaluate("session.ready");
    await page.mouse.move(10, 10);
    await page.mouse.move(300, 200, { steps: 25 });
    await page.click("#name", { delay: 60 });
    await page.keyboard.type("Rosa Luz", { delay: 30 });
    await page.click("#city", { delay: 60 });
    await page.keyboard.type("Lima", { delay: 30 });
    await page.click("#gift");
    const collected = await collect();
    const { pointer, keys, form, touch, rhythm } = readOf(collected);
    assert(pointer?.state === "ok" && keys?.state === "ok" && form?.state === "ok", "all three were used");
    expect(pointer.value).toMatchObject({ clicks: 3, centreClicks: 3 });
    expect(pointer.value.moves).toBeGreaterThan(20);
    expect(pointer.value.pressMs.p90).toBeGreaterThanOrEqual(55);
    expect(keys.value).toMatchObject({ count: 12, untrusted: 0, shifted: 3, shiftless: 3, rollovers: 0 });
    expect(form.value).toMatchObject({ fields: 2, pastes: 0, autofills: 0, unexplainedInputs: 0 });
    expect(touch).toEqual({ state: "absent" });
    assert(rhythm?.state === "ok", "keys and buttons were pressed");
    expect(rhythm.value.gapsMs).toHaveLength(14);
    expect(timingSketch(parseClientSignals(collected.signals).reading)).toBeDefined();
    expect(JSON.stringify(collected.signals.observations)).not.toMatch(/Rosa|Luz|Lima|Key[A-Z]/);
  });

  test("counts every move of a hand that never rests", async () => {
    await open("/started");
    await page.evaluate(`for (let move = 0; move < 700; move += 1)
      dispatchEvent(new PointerEvent("pointermove", { pointerType: "mouse", clientX: move }))`);
    const { pointer } = readOf(await collect());
    expect(pointer).toMatchObject({ value: { moves: 700 } });
  });

  test("has the browser call once for each event, however many observations want it", async () => {
    await page.addInitScript(`window.listened = [];
      const { addEventListener } = window;
      window.addEventListener = function (type, handle, options) {
        // The driver has listeners of its own in the page; theirs end with no signal.
        if (options?.signal) listened.push(type);
        return addEventListener.call(this, type, handle, options);
      };`);
    await open("/started");
    const listened = await page.evaluate<string[]>("listened");
    expect(listened).toContain("pointermove");
    expect(listened).toEqual([...new Set(listened)]);
  });

  test.each([
    ["that asks for no delay", 0],
    ["that holds each key for 80 ms", 80],
  ])("lets the model tell a driver %s", async (_, delay) => {
    await open("/started");
    await page.evaluate("session.ready");
    await page.mouse.move(40, 300);
    await page.mouse.move(120, 20, { steps: 20 });
    await page.click("#name");
    await page.keyboard.type("Rosa Luz Quispe Huaman", { delay });
    await page.click("#city");
    await page.keyboard.type("San Juan de Lurigancho", { delay });
    const model = loadLiveModel();
    assert(model.ok, "the live model loads");
    const { manifest, score } = model.value;
    const [judged] = score([featuresOf(manifest, clientSignalsOf((await collect()).signals))]);
    // Enough to be asked: a busy machine makes the driver's keys uneven, and hides a part of what tells it.
    expect(judged?.value).toBeGreaterThan(manifest.thresholds.challenge);
  });

  test("sees clicks beside the centre as what they are", async () => {
    await open("/started");
    await page.click("#name", { position: { x: 11, y: 6 } });
    await page.click("#gift", { position: { x: 2, y: 2 } });
    const { pointer } = readOf(await collect());
    expect(pointer).toMatchObject({ value: { clicks: 2, centreClicks: 0 } });
  });

  test("tells text that a program inserted and a fill apart from typing", async () => {
    await open("/started");
    await page.focus("#name");
    await page.keyboard.insertText("Rosa");
    await page.evaluate(`document.querySelector("#city").dispatchEvent(new Event("input", { bubbles: true }))`);
    const { form, keys } = readOf(await collect());
    expect(keys).toEqual({ state: "absent" });
    expect(form).toMatchObject({ value: { fields: 2, unexplainedInputs: 1, autofills: 1 } });
  });

  test("says that it is driven, when it is", async () => {
    await open("/started");
    expect(readOf(await collect()).automation).toMatchObject({
      state: "ok",
      value: { webdriver: true, headless: true },
    });
  });

  describe("with BotD", () => {
    test("says what the library finds, by the names of its detectors", async () => {
      await open("/with-botd");
      await page.waitForFunction(BOTD_OK);
      const { botd } = readOf(await collect());
      assert(botd?.state === "ok", "the library has answered");
      expect(botd.value.kind).toBe("headless_chrome");
      expect(botd.value.detectors).toEqual(expect.arrayContaining(["detectUserAgent", "detectWebDriver"]));
      expect(clientSignalsOf((await collect()).signals)).toMatchObject({
        "automation.botd_kind": "headless_chrome",
        "automation.botd_count": botd.value.detectors.length,
      });
    });

    test("takes a page with a function called emit for a program, so its word alone is worth little", async () => {
      await page.addInitScript("window.emit = () => {}");
      await open("/with-botd");
      await page.waitForFunction(BOTD_OK);
      expect(clientSignalsOf((await collect()).signals)["automation.botd_kind"]).toBe("coachjs");
    });

    test("asks nobody but the service for anything, and draws nothing", async () => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      // The library reports one installation in a thousand, where it is loaded by its own way.
      await page.addInitScript(`Math.random = () => 0;
        window.drawn = 0;
        HTMLCanvasElement.prototype.getContext = () => { drawn += 1; };`);
      await open("/with-botd");
      await page.waitForFunction(BOTD_OK);
      expect(new Set(asked)).toEqual(new Set(["/with-botd", "/sdk.js", "/botd.js", "/v1/sales/phone-1/visits"]));
      expect(await page.evaluate("drawn")).toBe(0);
    });

    test("is absent until the library has answered, which it may never do", async () => {
      await page.addInitScript(`Object.defineProperty(navigator, "permissions", {
        value: { query: () => new Promise(() => {}) },
      })`);
      await open("/with-botd");
      expect(readOf(await collect()).botd).toEqual({ state: "absent" });
    });

    test("is failed where the library fails, and the page does not notice", async () => {
      await page.addInitScript(`const { keys } = Object;
        Object.keys = (object) => {
          if ("webDriver" in object) throw new TypeError("The library cannot begin.");
          return keys(object);
        };`);
      await open("/with-botd");
      await page.waitForFunction(
        "session.collect().then(({ signals }) => signals.observations.botd.state !== 'absent')",
      );
      expect((await collect()).signals.observations.botd).toEqual({ state: "failed" });
    });
  });

  test("claims no more time than has passed since the visit", async () => {
    await open("/started");
    await page.evaluate("session.ready");
    const beganAtMs = performance.now();
    await page.click("#name");
    await page.keyboard.type("Ro", { delay: 40 });
    const { page: pageSeen, form, rhythm } = readOf(await collect());
    const boundMs = performance.now() - beganAtMs + 1_000;
    assert(pageSeen?.state === "ok" && form?.state === "ok" && rhythm?.state === "ok", "all were seen");
    expect(pageSeen.value.elapsedMs).toBeLessThan(boundMs);
    expect(form.value.elapsedMs).toBeLessThanOrEqual(pageSeen.value.elapsedMs);
    expect(rhythm.value.gapsMs.reduce((sum, gapMs) => sum + gapMs)).toBeLessThanOrEqual(pageSeen.value.elapsedMs + 1);
  });

  test("leaves no global behind", async () => {
    await page.goto(`${shop.origin}/`);
    const added = await page.evaluate<string[]>(`(async () => {
      const before = new Set(Object.getOwnPropertyNames(window));
      const { start } = await import("/sdk.js");
      await start({ saleId: "phone-1" }).collect();
      return Object.getOwnPropertyNames(window).filter((name) => !before.has(name));
    })()`);
    expect(added).toEqual([]);
  });

  test("ends all observation when it is stopped", async () => {
    await open("/started");
    await page.evaluate("session.stop()");
    await page.click("#name");
    await page.keyboard.type("Rosa");
    const { keys, pointer, form } = readOf(await collect());
    expect([keys, pointer, form]).toEqual([{ state: "absent" }, { state: "absent" }, { state: "absent" }]);
  });

  describe("mounted on a form", () => {
    test("puts token and signals into what is submitted, and lets the page's own handlers run once", async () => {
      await open("/mounted");
      await page.fill("#name", "Rosa");
      await page.click("#buy");
      await page.waitForURL("**/order");
      const [order] = shop.orders;
      expect(order?.get("name")).toBe("Rosa");
      expect(order?.get("visitToken")).toBe("visit-1");
      const signals: unknown = JSON.parse(order?.get("signals") ?? "");
      expect(parseClientSignals(signals).reading.state).toBe("ok");
      expect(await page.evaluate("sessionStorage.submits")).toBe("1");
    });

    test("submits once where somebody presses twice", async () => {
      await open("/mounted");
      await page.dblclick("#buy");
      await page.waitForURL("**/order");
      expect(shop.orders).toHaveLength(1);
      expect(shop.visits).toHaveLength(1);
    });

    test("submits once where the second press comes while the page leaves for the answer to the first", async () => {
      let release = () => {};
      const pressedAgain = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.exposeFunction("pressedAgain", () => release());
      await page.route("**/order", async (route) => {
        await pressedAgain;
        await route.continue();
      });
      await open("/mounted");
      await page.evaluate(`addEventListener("submit", () => setTimeout(() => {
        document.querySelector("#buy").click();
        pressedAgain();
      }), { once: true })`);
      await page.click("#buy", { noWaitAfter: true });
      await page.waitForURL("**/order");
      expect([shop.orders.length, shop.visits.length]).toEqual([1, 1]);
      expect(await page.evaluate("sessionStorage.submits")).toBe("1");
    });

    test("submits without a token where the service is down", async () => {
      shop.service.status = 503;
      await open("/mounted");
      await page.click("#buy");
      await page.waitForURL("**/order");
      expect(shop.orders[0]?.has("visitToken")).toBe(false);
      expect(shop.orders[0]?.has("signals")).toBe(true);
      written = written.filter((text) => !text.includes("503"));
    });
  });
});

async function verified(proof = "") {
  const header = decodeProtectedHeader(proof);
  const { payload } = await compactVerify(proof, await importJWK(header.jwk ?? {}, "ES256"));
  return { header, payload: JSON.parse(new TextDecoder().decode(payload)) };
}
