import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawBuyer } from "../../models/lab/record-bots/buyer.ts";
import type { Driver } from "../../models/lab/record-bots/driver.ts";
import { DRIVERS } from "../../models/lab/record-bots/drivers.ts";
import { decisionAnswer } from "../../src/wire/decision.ts";
import { createRandom } from "../rig/shared/random.ts";
import { closeProfiles, installed, launch, readPage, tabTo } from "./browser.ts";
import { type RunningService, runningService } from "./running-service.ts";

/** What a driver does with what the SDK collected, before it leaves the browser. */
type Forgery = (body: { [name: string]: unknown }) => object;
const stripped: Forgery = ({ visitToken: _visit, signals: _signals, ...order }) => order;

/** Programs that give themselves away at the page, each by what it does. */
const SEEN: readonly (readonly [driver: string, browser: "declared" | "undeclared", reason: string])[] = [
  ["form-fill", "declared", "BROWSER_AUTOMATED"],
  ["keyboard-only", "declared", "BROWSER_AUTOMATED"],
  ["insert-text", "undeclared", "INPUTS_UNEXPLAINED"],
  ["scripted", "undeclared", "FORM_TOO_FAST"],
  ["scripted-typing", "undeclared", "KEYS_SCRIPTED"],
  ["fast", "undeclared", "KEYS_INSTANT"],
];
/** One that takes its time, as the mimic does: they wait more than they work, so they run at the same time. */
const SEEN_WITHOUT_HASTE: typeof SEEN = [["tween-out", "undeclared", "KEYS_WITHOUT_SHIFT"]];
/** Some of its runs are faster than a person and are told that alone, since what only adds weight does not decide then: it reads first. */
const READER = "insert-text";
/** Types and moves as much like a person as it gets here. */
const MIMIC = "mimic";

describe.skipIf(!installed)("programs in the demo shop", () => {
  let service: RunningService;
  let browsers: { readonly [kind in "declared" | "undeclared"]: Browser };
  /** What the SDK sent for somebody who bought by keyboard. */
  let recorded: unknown;
  /** Each run has an address of its own, or they would be known for one household. */
  let runs = 0;

  beforeAll(async () => {
    const [running, declared, undeclared] = await Promise.all([
      runningService(),
      launch("declared"),
      launch("undeclared"),
    ]);
    [service, browsers] = [running, { declared, undeclared }];
    recorded = await buyAsPerson();
  });
  afterAll(async () => {
    await Promise.all([closeProfiles(browsers?.declared), closeProfiles(browsers?.undeclared)]);
    await service?.stop();
  });

  /** A session of its own profile, by keyboard, with the saved address: the demo's ordinary customer. */
  async function buyAsPerson(): Promise<unknown> {
    const context = await browsers.undeclared.newContext();
    const page = await context.newPage();
    await page.goto(`${service.baseUrl}/shop`);
    await readPage(page);
    const sent = page.waitForRequest("**/shop/api/checkout");
    await tabTo(page, "Buy for");
    await page.keyboard.press("Enter", { delay: 70 });
    const { signals } = (await sent).postDataJSON();
    await page.getByRole("heading", { name: "It is held for you" }).waitFor();
    await context.close();
    return signals;
  }

  async function shopPage(browser: Browser, forge?: Forgery): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    if (forge !== undefined) {
      await page.route("**/shop/api/checkout", (route: Route) =>
        route.continue({ postData: JSON.stringify(forge(route.request().postDataJSON())) }),
      );
    }
    await page.goto(`${service.baseUrl}/shop`);
    await page.locator("fair-checkout[data-state]").waitFor();
    return page;
  }

  async function drive(page: Page, driver: Driver): Promise<void> {
    const random = createRandom(++runs);
    await driver.run({ page, random, buyer: drawBuyer(random) });
  }

  /** What the service decided about the order that the page shows, as the shop reads it. */
  async function decisionOn(page: Page) {
    const link = page.locator('a[href^="/console/decisions/"]');
    await link.or(page.locator('form[action="/shop/api/pay"]')).first().waitFor();
    if ((await link.count()) === 0) return { verdict: "allow", reasons: [] };
    const id = (await link.first().getAttribute("href"))?.split("/").at(-1);
    const headers = { Authorization: `Bearer ${service.shopKey}` };
    const answer = await fetch(`${service.baseUrl}/v1/decisions/${id}`, { headers });
    const { verdict, reasons } = decisionAnswer.parse(await answer.json());
    return { verdict, reasons: reasons.map(({ code }) => code) };
  }

  async function tried(browser: Browser, name: string, forge?: Forgery) {
    const page = await shopPage(browser, forge);
    if (name === READER) await readPage(page);
    await drive(page, driverOf(name));
    const decision = await decisionOn(page);
    await page.context().close();
    return decision;
  }

  /** Without what the SDK collected, and with what it collected of somebody else. */
  function triedWithoutItsSignals(browser: Browser, name: string) {
    const replayed: Forgery = (body) => ({ ...body, signals: recorded });
    return Promise.all([tried(browser, name, stripped), tried(browser, name, replayed)]);
  }

  const WITHOUT = { verdict: "challenge", reasons: expect.arrayContaining(["SIGNALS_ABSENT", "VISIT_MISSING"]) };
  const WITH_ANOTHER = { verdict: "challenge", reasons: expect.arrayContaining(["SIGNALS_ABSENT", "SIGNALS_INVALID"]) };

  const CHALLENGED = "%s in a browser that is %s is challenged for %s";
  async function expectChallenge(name: string, kind: keyof typeof browsers, reason: string): Promise<void> {
    expect(await tried(browsers[kind], name)).toEqual({
      verdict: "challenge",
      reasons: expect.arrayContaining([reason]),
    });
  }

  it.each(SEEN)(CHALLENGED, expectChallenge);
  it.concurrent.each(SEEN_WITHOUT_HASTE)(CHALLENGED, expectChallenge);

  // So do all others, who send the same once they send nothing of their own.
  it.concurrent("one that types and moves like a person gets no further without or with other signals", async () => {
    expect(await triedWithoutItsSignals(browsers.undeclared, MIMIC)).toEqual([WITHOUT, WITH_ANOTHER]);
  });

  it.concurrent("one that types and moves like a person gets at most one unit with a device", async () => {
    const page = await shopPage(browsers.undeclared);
    await drive(page, driverOf(MIMIC));
    const first = await decisionOn(page);
    await page.getByRole("button", { name: "Ben" }).click();
    await page.locator("fair-checkout[data-state=open]").waitFor();
    await drive(page, driverOf(MIMIC));
    const second = await decisionOn(page);
    await page.context().close();
    expect(second.verdict).not.toBe("allow");
    // What the page cannot tell from a person, the sale's limits meet.
    const limited = { verdict: "deny", reasons: expect.arrayContaining(["LIMIT_DEVICE"]) };
    if (first.verdict === "allow") expect(second).toEqual(limited);
  });
});

function driverOf(name: string): Driver {
  const driver = DRIVERS.find((each) => each.name === name);
  if (driver === undefined) throw new TypeError(`There is no driver "${name}".`);
  return driver;
}
