import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { invitesObjectName } from "../../src/domain/ids.ts";
import { INVITE_MIGRATIONS, sqlInvites } from "../../src/objects/invites.sql.ts";
import { migrate } from "../../src/objects/migrate.ts";
import { issuedInvite, issuedInvitesAnswer } from "../../src/wire/invite.ts";
import { describeInviteStore } from "../domain/invite/invites.contract.ts";
import { browserOrderOf, checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, type Seen, slugOf } from "./support/deployment.ts";
import { accountToken, takeApart } from "./support/forge.ts";
import { answerOf, checkout, holdUnit, newSale, putSale, redeem } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const HOUR_MS = 3_600_000;
const at = (fromNowMs: number) => new Date(Date.now() + fromNowMs).toISOString();
const BY_INVITE = {
  mode: "invite",
  registration: { opensAt: at(-HOUR_MS), closesAt: at(HOUR_MS), invite: "required" },
  registrationShards: 2,
  closesAt: at(2 * HOUR_MS),
};

const invitingSale = (change: object = {}) => newSale({ ...BY_INVITE, ...change });
const issue = (saleId: string, invites: readonly object[], options: object = {}) =>
  call(`/v1/sales/${saleId}/invites`, { body: { invites }, ...options });
const forAccount = (buyer: number, more: object = {}) => ({ for: { account: `acc_${buyer}` }, ...more });
const register = (saleId: string, buyer: number, change: object = {}, options: object = {}) =>
  call(`/v1/sales/${saleId}/registrations`, { body: { ...checkoutOf(buyer), ...change }, ...options });
const step = (saleId: string, name: "share" | "return" | "revoke", body: object, options: object = {}) =>
  call(`/v1/sales/${saleId}/invites/${name}`, { body, ...options });
const BROWSER = { shop: undefined, key: "" };
const told = ({ status, json }: Seen) => [status, json.because];

async function issued(saleId: string, ...invites: readonly object[]) {
  return issuedInvitesAnswer.parse((await issue(saleId, invites)).json).invites;
}

/** An invite that its account has registered with. */
async function usedInvite(saleId: string, buyer: number, more: object = {}) {
  const [invite] = await issued(saleId, forAccount(buyer, more));
  const seen = await register(saleId, buyer, { inviteToken: invite?.inviteToken });
  if (invite === undefined || seen.status !== 200) throw new TypeError(`Nobody was let in: ${seen.text}`);
  return invite;
}

describe("a registration by invite", () => {
  it("is for who was invited; the same again needs no invite, and its token names it", async () => {
    const saleId = await invitingSale();
    expect(slugOf(await register(saleId, 1))).toBe("invite-required");
    const [invite] = await issued(saleId, forAccount(1));
    const first = await register(saleId, 1, { inviteToken: invite?.inviteToken });
    expect(first.status).toBe(200);
    expect((await register(saleId, 1)).text).toBe(first.text);
    const { token } = await holdUnit(saleId, 1);
    expect(JSON.parse(takeApart(token).payload)).toMatchObject({ invite: invite?.inviteId });
    expect(slugOf(await checkout(saleId, checkoutOf(2)))).toBe("registration-required");
  });

  it("by a code that was posted in public lets in none of a thousand bots, and the person whom it is for", async () => {
    const saleId = await invitingSale();
    const [invite] = await issued(saleId, forAccount(1));
    const { inviteToken } = invite ?? {};
    const bots = await Promise.all(
      Array.from({ length: 1000 }, (_, bot) => register(saleId, 100 + bot, { inviteToken })),
    );
    expect(new Set(bots.map((seen) => JSON.stringify([...told(seen), slugOf(seen)])))).toEqual(
      new Set([JSON.stringify([409, "for_another", "invite-rejected"])]),
    );
    expect((await register(saleId, 1, { inviteToken })).status).toBe(200);
  });

  it("for a mailbox or a number is of the one account whose shop has confirmed it", async () => {
    const saleId = await invitingSale();
    const { email, phone } = checkoutOf(7).account;
    const [byMail, byPhone] = await issued(saleId, { for: { email } }, { for: { phone } });
    const { account } = checkoutOf(1);
    const named = (verified: readonly string[]) => ({ account: { ...account, email, phone, verified } });
    const mail = { inviteToken: byMail?.inviteToken };
    expect(told(await register(saleId, 1, { ...named(["phone"]), ...mail }))).toEqual([409, "for_another"]);
    expect((await register(saleId, 1, { ...named(["email"]), ...mail })).status).toBe(200);
    const other = {
      account: { ...checkoutOf(2).account, phone, verified: ["phone"] },
      inviteToken: byPhone?.inviteToken,
    };
    expect((await register(saleId, 2, other)).status).toBe(200);
    const late = { account: { ...checkoutOf(3).account, email, verified: ["email"] }, ...mail };
    expect(told(await register(saleId, 3, late))).toEqual([409, "used"]);
  });

  it("from a browser goes by the account that its shop vouches for", async () => {
    const saleId = await invitingSale();
    const [invite] = await issued(saleId, forAccount(1));
    const comes = async (sub: string) => {
      const body = {
        ...browserOrderOf(1),
        accountToken: await accountToken({ sub }),
        inviteToken: invite?.inviteToken,
      };
      return await register(saleId, 1, {}, { ...BROWSER, body });
    };
    expect(told(await comes("acc_2"))).toEqual([409, "for_another"]);
    expect((await comes("acc_1")).status).toBe(200);
  });

  it("does not use an invite up outside the window", async () => {
    const registration = { opensAt: at(HOUR_MS / 2), closesAt: at(HOUR_MS), invite: "required" };
    const saleId = await invitingSale({ registration });
    const [invite] = await issued(saleId, { bearer: true });
    expect(slugOf(await register(saleId, 1, { inviteToken: invite?.inviteToken }))).toBe("registration-not-open");
    expect(told(await step(saleId, "share", { inviteId: invite?.inviteId, for: { account: "acc_9" } }))).toEqual([
      409,
      "not_used",
    ]);
  });

  it.each<[string, (token: string, other: string) => string]>([
    ["that is none", () => "code-1"],
    ["that was cut", (token) => token.slice(0, -2)],
    ["of another sale", (_, other) => other],
  ])("is refused with a token %s", async (_, forge) => {
    const [saleId, other] = [await invitingSale(), await invitingSale()];
    const [[own], [foreign]] = [await issued(saleId, forAccount(1)), await issued(other, forAccount(1))];
    const inviteToken = forge(own?.inviteToken ?? "", foreign?.inviteToken ?? "");
    expect(told(await register(saleId, 1, { inviteToken }))).toEqual([409, "unknown"]);
  });
});

describe("issuing invites", () => {
  it("never promises more units than there are, whoever asks at the same time, and the shop keeps them", async () => {
    const saleId = await invitingSale({ units: 10 });
    const asked = Array.from({ length: 6 }, (_, call) =>
      issue(
        saleId,
        [1, 2, 3].map((nth) => forAccount(10 * call + nth)),
      ),
    );
    const seen = await Promise.all(asked);
    expect(seen.filter(({ status }) => status === 200)).toHaveLength(3);
    const refused = seen.filter(({ status }) => status !== 200);
    expect(new Set(refused.map(slugOf))).toEqual(new Set(["invites-exceed-units"]));
    expect(refused[0]?.json).toMatchObject({ units: 10 });
    const withdrawn = await call(`/v1/sales/${saleId}/stock`, { body: { withdraw: 5 } });
    expect(withdrawn.json).toMatchObject({ withdrawn: 1, shortfall: 4 });
    expect(slugOf(await issue(saleId, [forAccount(99)]))).toBe("invites-exceed-units");
  });

  it("goes beyond the units where a draw comes between", async () => {
    const registration = { opensAt: at(HOUR_MS), closesAt: at(2 * HOUR_MS), invite: "required" };
    const drawn = { registration, draw: { drawAt: at(3 * HOUR_MS) }, closesAt: at(9 * HOUR_MS), units: 1 };
    const saleId = await invitingSale(drawn);
    expect(
      (
        await issue(
          saleId,
          [1, 2, 3].map((buyer) => forAccount(buyer)),
        )
      ).status,
    ).toBe(200);
  });

  it("gives the same bytes again under the same key", async () => {
    const saleId = await invitingSale();
    const key = crypto.randomUUID();
    const first = await issue(saleId, [forAccount(1)], { key });
    const again = await issue(saleId, [forAccount(1)], { key });
    expect([again.text, again.headers.get("Idempotent-Replayed")]).toEqual([first.text, "true"]);
    expect(slugOf(await issue(saleId, [forAccount(2)], { key }))).toBe("idempotency-key-reused");
  });

  it("takes thousands in one call", async () => {
    const saleId = await invitingSale({ units: 5000 });
    const invites = Array.from({ length: 5000 }, (_, buyer) => forAccount(buyer));
    expect(new Set((await issued(saleId, ...invites)).map(({ inviteId }) => inviteId)).size).toBe(5000);
  }, 60_000);

  it("names each line for somebody who registered, is invited, stands twice or comes too late, and issues none", async () => {
    const saleId = await invitingSale();
    await usedInvite(saleId, 1);
    await issued(saleId, forAccount(2));
    const seen = await issue(
      saleId,
      [3, 1, 2, 3].map((buyer) => forAccount(buyer)).concat(forAccount(4, { useBy: at(-1) })),
    );
    expect([seen.status, slugOf(seen)]).toEqual([409, "invites-refused"]);
    expect(seen.json).toMatchObject({
      errors: ["/invites/1/for", "/invites/2/for", "/invites/3/for", "/invites/4/useBy"].map((pointer) => ({
        pointer,
      })),
    });
    expect((await issue(saleId, [forAccount(3), forAccount(4)])).status).toBe(200);
  });

  it.each<[string, object, string]>([
    ["for nobody, unless it says that it is for the bearer", {}, "/invites/0/for"],
    ["for somebody and the bearer", { for: { account: "acc_1" }, bearer: true }, "/invites/0/for"],
    ["for a mailbox that is none", { for: { email: "nobody" } }, "/invites/0/for/email"],
    ["that goes on for too long", { for: { account: "acc_1" }, shareable: 4 }, "/invites/0/shareable"],
  ])("is 400 for an invite %s", async (_, invite, pointer) => {
    const seen = await issue(await invitingSale(), [invite]);
    expect([seen.status, seen.json.errors]).toMatchObject([400, [{ pointer }]]);
  });

  it("is for the shop of a sale that is by invite", async () => {
    const saleId = await invitingSale();
    expect(slugOf(await issue(saleId, [forAccount(1)], { shop: "shop-b" }))).toBe("sale-unknown");
    expect(slugOf(await issue(await newSale(), [forAccount(1)]))).toBe("invites-not-taken");
    await expect(
      putSale(saleId, { ...BY_INVITE, registration: { ...BY_INVITE.registration, invite: "none" } }),
    ).rejects.toThrow("must be required in mode invite");
    const flash = { ...BY_INVITE, mode: "flash" };
    const other = await newSale(flash);
    await expect(
      putSale(other, { ...flash, registration: { ...BY_INVITE.registration, invite: "none" } }),
    ).rejects.toThrow("sale-field-fixed");
  });
});

describe("passing an invite on", () => {
  it("is for who used it, to a named person, who alone is let in", async () => {
    const saleId = await invitingSale();
    const { inviteId } = await usedInvite(saleId, 1, { shareable: 1 });
    const ofOwner = { accountToken: await accountToken({ sub: "acc_1" }), for: { account: "acc_2" } };
    const passedOn = issuedInvite.parse((await step(saleId, "share", ofOwner, BROWSER)).json);
    expect(issuedInvite.parse((await step(saleId, "share", { inviteId, for: { account: "acc_2" } })).json)).toEqual(
      passedOn,
    );
    const { inviteToken } = passedOn;
    expect(told(await register(saleId, 3, { inviteToken }))).toEqual([409, "for_another"]);
    expect((await register(saleId, 2, { inviteToken })).status).toBe(200);
    const stranger = { accountToken: await accountToken({ sub: "acc_4" }), for: { account: "acc_5" } };
    expect(told(await step(saleId, "share", stranger, BROWSER))).toEqual([409, "not_used"]);
  });

  it("is undone once, by its sender or whom it is for", async () => {
    const saleId = await invitingSale();
    const { inviteId } = await usedInvite(saleId, 1, { shareable: 1 });
    const passOn = async (account: string) =>
      issuedInvite.parse((await step(saleId, "share", { inviteId, for: { account } })).json);
    const back = async (sub: string, { inviteToken }: { inviteToken: string }) =>
      await step(saleId, "return", { accountToken: await accountToken({ sub }), inviteToken }, BROWSER);
    const first = await passOn("acc_2");
    expect(told(await back("acc_3", first))).toEqual([409, "for_another"]);
    expect((await back("acc_2", first)).json).toEqual({ status: "returned" });
    expect(told(await register(saleId, 2, { inviteToken: first.inviteToken }))).toEqual([409, "returned"]);
    const second = await passOn("acc_3");
    expect(told(await back("acc_1", second))).toEqual([409, "once"]);
    expect(slugOf(await step(saleId, "return", { inviteId: "inv_x" }))).toBe("invite-unknown");
  });
});

describe("a revoked chain", () => {
  it("lets nobody in any more, and leaves to a person what its people buy but not its sender", async () => {
    const saleId = await invitingSale();
    const root = await usedInvite(saleId, 1, { shareable: 2 });
    const share = async (inviteId: string, buyer: number) =>
      issuedInvite.parse((await step(saleId, "share", { inviteId, for: { account: `acc_${buyer}` } })).json);
    const seconds = await share(root.inviteId, 2);
    await register(saleId, 2, { inviteToken: seconds.inviteToken });
    const thirds = await share(seconds.inviteId, 3);
    const body = { inviteId: seconds.inviteId, chain: true };
    expect((await step(saleId, "revoke", body)).json).toEqual({ ended: 1, inReview: 1 });
    expect((await step(saleId, "revoke", body)).json).toEqual({ ended: 0, inReview: 1 });
    expect(told(await register(saleId, 3, { inviteToken: thirds.inviteToken }))).toEqual([409, "revoked"]);
    const { verdict, reasons } = answerOf(await checkout(saleId, checkoutOf(2)));
    expect([verdict, reasons.map(({ code }) => code)]).toEqual(["review", ["INVITE_REVOKED", "VISIT_MISSING"]]);
    expect(answerOf(await checkout(saleId, checkoutOf(1))).verdict).toBe("allow");
    expect(slugOf(await step(saleId, "revoke", { inviteId: "inv_x" }))).toBe("invite-unknown");
  });
});

describe("the page of invites", () => {
  it("shows the tree with what each branch bought, and says whom nobody is named", async () => {
    const saleId = await invitingSale();
    const root = await usedInvite(saleId, 1, { shareable: 1 });
    const { token } = await holdUnit(saleId, 1);
    await redeem(token);
    const passedOn = await step(saleId, "share", { inviteId: root.inviteId, for: { account: "acc_2" } });
    const page = await callAs("ana", `/console/sales/${saleId}/invites`);
    expect(page.text).toContain(root.inviteId);
    expect(page.text).toContain(issuedInvite.parse(passedOn.json).inviteId);
    expect(page.text).toMatch(/Registered[\s\S]*Not used yet/);
    expect(page.text).not.toMatch(/acc_1|acc_2/);
    expect((await callAs("ana", `/console/sales/${saleId}`)).text).toContain(`/console/sales/${saleId}/invites`);
  });
});

describe("what is kept of invites", () => {
  it("is forgotten with the person, and a week after the sale has closed with everybody", async () => {
    const saleId = await invitingSale();
    const stub = env.INVITES.getByName(invitesObjectName(saleId));
    const rows = async () =>
      await runInDurableObject(stub, (_, { storage }) =>
        storage.sql
          .exec("SELECT state, used_by, for_pseudonym FROM invite ORDER BY invite_id")
          .toArray()
          .map((row) => JSON.stringify(row)),
      );
    const moveTo = (aheadMs: number) =>
      runInDurableObject(stub, (object) => {
        object.clock = () => Date.now() + aheadMs;
      });
    await usedInvite(saleId, 1);
    await issued(saleId, { for: { email: checkoutOf(2).account.email } });
    for (const identifier of [
      { kind: "account", value: "acc_1" },
      { kind: "email", value: checkoutOf(2).account.email },
    ]) {
      await call("/v1/erasures", { body: identifier });
    }
    const forgotten = JSON.stringify({ state: "forgotten", used_by: null, for_pseudonym: null });
    expect(await rows()).toEqual([forgotten, forgotten]);
    await moveTo(6 * 24 * HOUR_MS);
    await runDurableObjectAlarm(stub);
    expect(await rows()).toHaveLength(2);
    await moveTo(8 * 24 * HOUR_MS);
    await runDurableObjectAlarm(stub);
    expect(told(await register(saleId, 3, { inviteToken: "none" }))).toEqual([409, "unknown"]);
    await expect(rows()).rejects.toThrow("no such table");
  });
});

let stores = 0;
describeInviteStore((test) =>
  runInDurableObject(env.INVITES.getByName(`store-${++stores}`), (_, { storage }) => {
    migrate(storage, INVITE_MIGRATIONS);
    test(sqlInvites(storage.sql));
  }),
);
