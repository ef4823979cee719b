import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { closeProfiles, launch } from "./browser.ts";
import { type RunningService, runningService } from "./running-service.ts";

/** Both are there from before the first test of a file until after its last. */
type Stage = { service: RunningService; browser: Browser };

/** The running service and a browser that does not say of itself that a program drives it. */
export function stage(): Readonly<Stage> {
  let here: Stage | undefined;
  beforeAll(async () => {
    const [service, browser] = await Promise.all([runningService(), launch("undeclared")]);
    here = { service, browser };
  });
  afterAll(async () => {
    await closeProfiles(here?.browser);
    await here?.service.stop();
  });
  const ready = () => {
    if (here === undefined) throw new TypeError("The service runs once the tests have begun.");
    return here;
  };
  return {
    get service() {
      return ready().service;
    },
    get browser() {
      return ready().browser;
    },
  };
}
