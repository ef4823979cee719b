import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { CHROMIUM } from "../../src/cli/shared/chromium.ts";
import { PATIENCE_MS } from "./running-service.ts";

const FLAGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
/** Chromium then does not say of itself that a program drives it, as it does not for a person. */
const UNDECLARED = "--disable-blink-features=AutomationControlled";

export const installed = existsSync(CHROMIUM);
if (!installed) {
  console.warn(`There is no ${CHROMIUM}, so the pages were not tested in a browser; Debian has it as "chromium".`);
}

/** The widths at which every page is looked at: a phone's and a desk's. */
export const WIDTHS = [390, 1440] as const;

type Kind = "declared" | "undeclared";
const launched = new Map<Kind, Promise<Browser>>();

/**
 * A browser that says it is driven by a program, or one that keeps quiet about it. The files of a worker share it, and it ends
 * with the worker; a file closes its own profiles with `closeProfiles`.
 */
export function launch(kind: Kind): Promise<Browser> {
  const args = kind === "declared" ? FLAGS : `${FLAGS} ${UNDECLARED}`;
  const browser = launched.get(kind) ?? chromium.launch({ executablePath: CHROMIUM, args: args.split(" ") });
  launched.set(kind, browser);
  return browser;
}

export async function closeProfiles(browser: Browser | undefined): Promise<void> {
  await Promise.all(browser?.contexts().map((profile) => profile.close()) ?? []);
}

/**
 * A page of a fresh browser profile, and what went wrong in it: script errors, breaches of the Content-Security-Policy,
 * answers of 5xx. Every test ends with the promise that nothing did.
 */
export async function openPage(browser: Browser, width: number = WIDTHS[1]) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 500) wrong.push(`${response.status()} ${response.url()}`);
  });
  return { page, wrong, close: () => context.close() };
}

/** Opens an address of the console as the first person whose name on the sign-in page begins so: a role, or `brand-2`. */
export async function signIn(page: Page, url: string, person: string): Promise<void> {
  await page.goto(url);
  await page
    .getByRole("button", { name: new RegExp(`^${person}`) })
    .first()
    .click();
  await page.locator("main h1").waitFor();
}

/** Colours that are half-way to others are nobody's to read: what moves for a moment is at its end. */
const END_MOVEMENTS = `for (const animation of document.getAnimations())
  if (animation.effect.getComputedTiming().endTime < Infinity) animation.finish()`;

/** In the page alone: no page of ours frames another, and a page of its own for the result costs more than the analysis. */
const RUN_AXE = `axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`;

/** What axe finds on a page, as `rule: element`, and whether the page is wider than the screen. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  // Words are there before the styles that they are to be read in.
  await page.waitForLoadState("load");
  await page.evaluate(END_MOVEMENTS);
  await page.evaluate(axe.source);
  const violations = await page.evaluate<string[]>(RUN_AXE);
  const tooWide = await page.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth");
  return [...violations, ...(tooWide ? ["the page scrolls sideways"] : [])];
}

/**
 * Stays on the page for as long as the quickest person would. The service measures that time by its own clock, so it has
 * to pass.
 */
export function readPage(page: Page): Promise<void> {
  return page.waitForTimeout(READING_MS);
}

const READING_MS = 1500;

/** Moves on with the tabulator key until the focus is on something that reads so, as somebody without a mouse does. */
export async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < STOPS_MAX; presses++) {
    await page.keyboard.press("Tab", { delay: KEY_HELD_MS });
    const text = await page.evaluate<string>("document.activeElement?.textContent ?? ''");
    if (text.trim().startsWith(words)) return;
  }
  throw new Error(`No stop of the tabulator key reads "${words}".`);
}

const STOPS_MAX = 60;
/** A key that is let go in the moment it is pressed was not pressed by a hand. */
const KEY_HELD_MS = 70;
