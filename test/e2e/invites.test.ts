import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issuedInvite, issuedInvitesAnswer } from "../../src/wire/invite.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { closeProfiles, faultsOf, installed, launch, openPage, signIn } from "./browser.ts";
import { type RunningService, runningService } from "./running-service.ts";

const HOUR_MS = 3_600_000;
const PHONE_PX = 375;
const SALE_ID = "by-invite";

describe.skipIf(!installed)("the invites of a sale on the running service", () => {
  let service: RunningService;
  let browser: Browser;
  /** An invite that was used, and the one that was passed on from it. */
  let invites: readonly string[];

  beforeAll(async () => {
    [service, browser] = await Promise.all([runningService(), launch("undeclared")]);
    invites = await passedOn();
  });
  afterAll(async () => {
    await closeProfiles(browser);
    await service?.stop();
  });

  async function passedOn(): Promise<readonly string[]> {
    const call = (method: string, path: string, body: object) =>
      service.call(method, `/v1/sales/${SALE_ID}${path}`, body);
    const [opensAt, closesAt] = [-HOUR_MS, HOUR_MS].map((fromNow) => new Date(Date.now() + fromNow).toISOString());
    await call("PUT", "", { ...SALE, mode: "invite", registration: { opensAt, closesAt, invite: "required" } });
    const asked = { invites: [{ for: { account: "acc_1" }, shareable: 1 }] };
    const [first] = issuedInvitesAnswer.parse(await call("POST", "/invites", asked)).invites;
    await call("POST", "/registrations", { ...checkoutOf(1), inviteToken: first?.inviteToken });
    const shared = { inviteId: first?.inviteId, for: { account: "acc_2" } };
    const second = issuedInvite.parse(await call("POST", "/invites/share", shared));
    return [first?.inviteId ?? "", second.inviteId];
  }

  it.each([PHONE_PX, 1440])(
    "are a tree that the keyboard leads to, without a fault that axe finds at %i px",
    async (width) => {
      const { page, wrong, close } = await openPage(browser, width);
      await signIn(page, `${service.baseUrl}/console/sales/${SALE_ID}`, "brand-1");
      await page.getByRole("link", { name: "Invites of this sale" }).press("Enter");
      await page.getByRole("heading", { name: "Invites", exact: true }).waitFor();
      for (const [at, inviteId] of invites.entries()) {
        const row = page.getByRole("row", { name: inviteId });
        expect(await row.getByRole("rowheader").textContent()).toBe(["1", "1.1"][at]);
      }
      expect(await faultsOf(page)).toEqual([]);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      expect(wrong).toEqual([]);
      await close();
    },
  );
});
