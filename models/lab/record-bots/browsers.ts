import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, devices } from "playwright-core";
import { CHROMIUM } from "../../../src/cli/shared/chromium.ts";
import { sleep } from "./clock.ts";
import type { Driver } from "./driver.ts";

const XVFB = "/usr/bin/Xvfb";
const DISPLAY = ":97";
const SCREEN_PATIENCE_MS = 10_000;
/** Chromium then does not say of itself that a program drives it, and slows no page that is not in front. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-blink-features=AutomationControlled",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];
const VIEWPORTS = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1000 },
];

export const hasScreen = () => existsSync(XVFB);

/** Browsers of each kind, started when first needed. */
export function createBrowsers() {
  let screen: ChildProcess | undefined;
  const started = new Map<boolean, Promise<Browser>>();

  async function launch(headed: boolean): Promise<Browser> {
    if (!headed) return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    screen = spawn(XVFB, [DISPLAY, "-screen", "0", "1920x1080x24", "-nolisten", "tcp"], { stdio: "ignore" });
    const socket = `/tmp/.X11-unix/X${DISPLAY.slice(1)}`;
    for (let waitedMs = 0; !existsSync(socket) && waitedMs < SCREEN_PATIENCE_MS; waitedMs += 100) await sleep(100);
    const env = { ...process.env, DISPLAY };
    return chromium.launch({ executablePath: CHROMIUM, args: FLAGS, headless: false, env });
  }

  return {
    /** A fresh profile in a browser of the driver's kind, which calls itself an ordinary Chrome. */
    async open(kind: Driver["browser"], seed: number): Promise<BrowserContext> {
      const headed = kind === "headed";
      const browser = started.get(headed) ?? launch(headed);
      started.set(headed, browser);
      if (kind === "touch") return (await browser).newContext({ ...devices["Pixel 7"] });
      const viewport = VIEWPORTS[seed % VIEWPORTS.length] ?? null;
      const version = (await browser).version().split(".")[0];
      const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
      return (await browser).newContext({ viewport, userAgent });
    },
    version: async () => (await (started.get(false) ?? started.get(true)))?.version() ?? "unknown",
    async close(): Promise<void> {
      for (const browser of started.values()) await (await browser).close();
      screen?.kill();
    },
  };
}

export type Browsers = ReturnType<typeof createBrowsers>;
