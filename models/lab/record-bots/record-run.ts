import type { Page } from "playwright-core";
import { SIGNALS } from "../../../src/domain/signals/catalogue.ts";
import { parseClientSignals } from "../../../src/domain/signals/client/parse-client-signals.ts";
import type { Signals } from "../../../src/domain/signals/signal.ts";
import { decisionAnswer } from "../../../src/wire/decision.ts";
import type { OwnService } from "../../../test/rig/shared/own-service.ts";
import { createRandom } from "../../../test/rig/shared/random.ts";
import type { ShopClient } from "../../../test/rig/shared/shop-client.ts";
import type { Browsers } from "./browsers.ts";
import { drawBuyer } from "./buyer.ts";
import { sleep } from "./clock.ts";
import type { Driver } from "./driver.ts";
import type { Recording } from "./recording.ts";

const RUN_MS_MAX = 60_000;
/** A decision can be read a moment after it was made. */
const READ_TRIES = 40;
const READ_PAUSE_MS = 250;
const DECISION_LINK = 'a[href^="/console/decisions/"]';
/** Of an order that is held, the shop shows its decision once it is paid. */
const PAY_BUTTON = 'form[action="/shop/api/pay"] button';

export type Recorder = {
  readonly service: OwnService;
  readonly client: ShopClient;
  readonly browsers: Browsers;
  readonly playwright: string;
};

/** Lets a driver buy once in the demo shop, and gives what the SDK sent and what the service decided. */
export async function recordRun(recorder: Recorder, driver: Driver, seed: number): Promise<Recording> {
  const { service, client, browsers, playwright } = recorder;
  const context = await browsers.open(driver.browser, seed);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(RUN_MS_MAX);
    const random = createRandom(seedOf(driver.name, seed));
    // The shop answers under the name that it was set up with.
    await page.goto(`${service.baseUrl.replace("127.0.0.1", "localhost")}/shop`);
    await page.locator("[data-buy]").waitFor();
    const sent = page.waitForRequest((request) => request.url().endsWith("/shop/api/checkout"));
    const [request] = await Promise.all([sent, driver.run({ page, random, buyer: drawBuyer(random) })]);
    const { signals } = request.postDataJSON();
    const { reading } = parseClientSignals(signals);
    if (reading.state !== "ok") throw new Error("The SDK sent nothing that the service can read.");
    return {
      driver: driver.name,
      seed,
      versions: { chromium: await browsers.version(), playwright },
      observations: reading.observations,
      decision: await readDecision(page, client),
    };
  } finally {
    await context.close();
  }
}

async function readDecision(page: Page, client: ShopClient): Promise<Recording["decision"]> {
  const [link, pay] = [page.locator(DECISION_LINK), page.locator(PAY_BUTTON)];
  await link.or(pay).first().waitFor();
  if (await pay.isVisible()) await pay.click();
  const href = (await link.first().getAttribute("href")) ?? "";
  const id = href.split("/").at(-1) ?? "";
  for (let tries = 0; tries < READ_TRIES; tries += 1) {
    const { status, text } = await client.read(`/v1/decisions/${id}`);
    if (status === 200) {
      const { verdict, reasons, modelVersion, score, signals, history } = decisionAnswer.parse(JSON.parse(text));
      return {
        verdict,
        reasons: reasons.map(({ code }) => code),
        modelVersion,
        score: score?.value,
        signals: withoutPseudonyms({ ...signals, ...history }),
      };
    }
    await sleep(READ_PAUSE_MS);
  }
  throw new Error(`The decision ${id} cannot be read.`);
}

function withoutPseudonyms(signals: Signals): Signals {
  return Object.fromEntries(Object.entries(signals).filter(([name]) => SIGNALS.get(name)?.privacy !== "pseudonym"));
}

/** Every driver has chances of its own. */
function seedOf(name: string, seed: number): number {
  let mixed = seed;
  for (const character of name) mixed = (Math.imul(mixed, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return mixed;
}
