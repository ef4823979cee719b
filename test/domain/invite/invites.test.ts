import { describe, expect, it } from "vitest";
import type { Invite, InviteContext, Invited } from "../../../src/domain/invite/invite.ts";
import { inviteTrees } from "../../../src/domain/invite/invite-tree.ts";
import { type IssueCommand, issueInvites, type NewInvite } from "../../../src/domain/invite/issue-invites.ts";
import { memoryInvites } from "../../../src/domain/invite/memory-invites.ts";
import { returnInvite, shareInvite } from "../../../src/domain/invite/pass-on.ts";
import { revokeInvites } from "../../../src/domain/invite/revoke-invites.ts";
import { useInvite } from "../../../src/domain/invite/use-invite.ts";
import { INVITE_MISSES_MAX } from "../../../src/domain/limits.ts";
import { assert } from "../../../src/domain/result.ts";
import { describeInviteStore, INVITE } from "./invites.contract.ts";

describeInviteStore((test) => test(memoryInvites()));

const account = (name: string): Invited => ({ kind: "account", pseudonym: name });
const refusal = (kind: string, because?: string) => ({
  ok: false,
  error: because === undefined ? { kind } : { kind, because },
});

/** The invites of one sale, with what its people do in the fewest words. */
function invites({ promisesUnit = false, promised = 0 } = {}) {
  const store = memoryInvites();
  store.writePromised(promised);
  let chance = 0;
  const random = () => {
    chance = (chance + 0.37) % 1;
    return chance;
  };
  let nowMs = 1000;
  const context = (): InviteContext => ({ store, nowMs, random });
  let calls = 0;
  const issue = (asked: readonly NewInvite[], call: Partial<IssueCommand["call"]> = {}) => {
    calls += 1;
    const scope = `call-${calls}`;
    const command = { saleId: "one-plus", promisesUnit, invites: asked };
    return issueInvites(context(), { ...command, call: { scope, fingerprint: scope, kid: "secret-1", ...call } });
  };
  return {
    store,
    issue,
    /** @returns the id of an invite for an account, or for whoever comes first */
    invited: (name: string | undefined, more: Partial<NewInvite> = {}): string => {
      const issued = issue([{ for: name === undefined ? undefined : account(name), shareable: 0, ...more }]);
      assert(issued.ok && issued.value.inviteIds[0] !== undefined, "the invite is issued");
      return issued.value.inviteIds[0];
    },
    use: (name: string, inviteId?: string, more: { readonly email?: string; readonly phone?: string } = {}) =>
      useInvite(context(), { claimant: { account: name, ...more }, inviteId }),
    share: (name: string, to: Invited) =>
      shareInvite(context(), { saleId: "one-plus", by: { account: name }, for: to, promisesUnit }),
    giveBack: (inviteId: string, name?: string) =>
      returnInvite(context(), { inviteId, ...(name === undefined ? {} : { claimant: { account: name } }) }),
    revoke: (inviteId: string, chain = true) => revokeInvites(context(), { inviteId, chain }),
    at: (atMs: number) => {
      nowMs = atMs;
    },
  };
}

/** An invite that was passed on. @returns its id */
function shared(of: ReturnType<typeof invites>, from: string, to: string): string {
  const passedOn = of.share(from, account(to));
  assert(passedOn.ok, "the invite is passed on");
  return passedOn.value.inviteId;
}

describe("an invite", () => {
  it("lets in the account that it is for, once and as often as that account asks", () => {
    const of = invites();
    const inviteId = of.invited("ada");
    expect(of.use("ada", inviteId)).toEqual({ ok: true, value: { inviteId } });
    expect(of.use("ada", inviteId)).toMatchObject({ ok: true, value: { inviteId } });
    expect(of.use("ada")).toMatchObject({ ok: true, value: { inviteId } });
  });

  it("that was posted in public lets in none of a thousand bots, and the person whom it is for afterwards", () => {
    const of = invites();
    const inviteId = of.invited("ada");
    const bots = Array.from({ length: 1000 }, (_, bot) => of.use(`bot-${bot}`, inviteId));
    expect(new Set(bots.map((bot) => JSON.stringify(bot)))).toEqual(
      new Set([JSON.stringify(refusal("invite-rejected", "for_another"))]),
    );
    expect(of.use("ada", inviteId).ok).toBe(true);
    expect(of.use("bot-1", inviteId)).toEqual(refusal("invite-rejected", "for_another"));
  });

  it("for a mailbox lets in who has confirmed it, and one account only", () => {
    const of = invites();
    const issued = of.issue([{ for: { kind: "email", pseudonym: "mailbox" }, shareable: 0 }]);
    const inviteId = issued.ok ? issued.value.inviteIds[0] : undefined;
    expect(of.use("ada", inviteId)).toEqual(refusal("invite-rejected", "for_another"));
    expect(of.use("ada", inviteId, { phone: "mailbox" })).toEqual(refusal("invite-rejected", "for_another"));
    expect(of.use("ada", inviteId, { email: "mailbox" }).ok).toBe(true);
    expect(of.use("bob", inviteId, { email: "mailbox" })).toEqual(refusal("invite-rejected", "used"));
  });

  it("for whoever comes first is good for one", () => {
    const of = invites();
    const inviteId = of.invited(undefined);
    expect(of.use("ada", inviteId).ok).toBe(true);
    expect(of.use("bob", inviteId)).toEqual(refusal("invite-rejected", "used"));
  });

  it("of who has used one stays as it is", () => {
    const of = invites();
    const [own, bearer] = [of.invited("ada"), of.invited(undefined)];
    of.use("ada", own);
    expect(of.use("ada", bearer)).toMatchObject({ ok: true, value: { inviteId: own } });
    expect(of.store.find(bearer)?.state).toBe("open");
  });

  it("is needed, has to be one, and has to come in time", () => {
    const of = invites();
    const inviteId = of.invited("ada", { useByMs: 2000 });
    expect(of.use("ada")).toEqual(refusal("invite-required"));
    expect(of.use("ada", "inv_one-plus_x")).toEqual(refusal("invite-rejected", "unknown"));
    of.at(2000);
    expect(of.use("ada", inviteId)).toEqual(refusal("invite-rejected", "over"));
    of.at(1000);
    expect(of.use("ada", inviteId)).toEqual(refusal("invite-rejected", "over"));
  });
});

describe("issuing invites", () => {
  it("names every line that is wrong, and issues none of them then", () => {
    const of = invites();
    of.use("registered", of.invited(undefined));
    of.invited("invited");
    const asked = ["new", "registered", "invited", "new"].map((name) => ({ for: account(name), shareable: 0 }));
    const lines = [
      { at: 1, because: "invited" },
      { at: 2, because: "invited" },
      { at: 3, because: "twice" },
      { at: 4, because: "over" },
    ];
    expect(of.issue([...asked, { shareable: 0, useByMs: 1000 }])).toEqual({
      ok: false,
      error: { kind: "invites-refused", lines },
    });
    expect(of.store.count()).toBe(2);
  });

  it("gives the same ones again under the same key, and refuses the key for others", () => {
    const of = invites();
    const asked = [{ for: account("ada"), shareable: 0 }];
    const call = { scope: "one", fingerprint: "print", kid: "secret-1" };
    const first = of.issue(asked, call);
    const again = of.issue(asked, { ...call, kid: "secret-2" });
    expect(again).toEqual(first.ok ? { ok: true, value: { ...first.value, replayed: true } } : undefined);
    expect(of.issue(asked, { ...call, fingerprint: "other" })).toEqual(refusal("idempotency-key-reused"));
  });

  it("asks the sale to keep a unit for each that is good, and issues none before it does", () => {
    const of = invites({ promisesUnit: true, promised: 2 });
    const pair = [{ shareable: 0 }, { shareable: 0 }];
    expect(of.issue(pair).ok).toBe(true);
    const needed = { ok: false, error: { kind: "promise-needed", units: 4 } };
    expect(of.issue(pair)).toEqual(needed);
    expect(of.store.countGood()).toBe(2);
    of.store.writePromised(4);
    expect(of.issue(pair).ok).toBe(true);
  });

  it("has room again for those that ended unused", () => {
    const of = invites({ promisesUnit: true, promised: 2 });
    const [revoked] = [of.invited("ada"), of.invited("bob", { useByMs: 2000 })];
    of.revoke(revoked);
    of.at(2000);
    expect(of.issue([{ shareable: 0 }, { shareable: 0 }]).ok).toBe(true);
  });
});

describe("passing an invite on", () => {
  it("makes one more for a named person, the same for the same one, and each goes on one time less", () => {
    const of = invites();
    of.use("ada", of.invited("ada", { shareable: 1, useByMs: 9000 }));
    const child = shared(of, "ada", "bob");
    expect(shared(of, "ada", "bob")).toBe(child);
    expect(of.share("ada", account("eve"))).toEqual(refusal("invite-not-shareable", "shared"));
    expect(of.store.find(child)).toMatchObject({ for: account("bob"), shareable: 0, useByMs: 9000, state: "open" });
    expect(of.use("eve", child)).toEqual(refusal("invite-rejected", "for_another"));
    of.use("bob", child);
    expect(of.share("bob", account("eve"))).toEqual(refusal("invite-not-shareable", "not_shareable"));
  });

  it("is for who used one, and in time", () => {
    const of = invites();
    of.invited("ada", { shareable: 1 });
    expect(of.share("ada", account("bob"))).toEqual(refusal("invite-not-shareable", "not_used"));
    of.use("cy", of.invited("cy", { shareable: 1, useByMs: 2000 }));
    of.at(2000);
    expect(of.share("cy", account("bob"))).toEqual(refusal("invite-not-shareable", "over"));
  });

  it("makes no loop: neither back to whoever is in the chain, nor to oneself", () => {
    const of = invites();
    of.use("ada", of.invited("ada", { shareable: 3 }));
    of.use("bob", shared(of, "ada", "bob"));
    for (const name of ["ada", "bob"]) {
      expect(of.share("bob", account(name))).toEqual(refusal("invite-not-shareable", "invited"));
    }
    expect(of.use("cy", shared(of, "bob", "cy")).ok).toBe(true);
  });

  it("does not tell a holder of one person after another whether they are invited", () => {
    const of = invites();
    of.use("ada", of.invited("ada", { shareable: 1 }));
    const names = Array.from({ length: INVITE_MISSES_MAX }, (_, nth) => `invited-${nth}`);
    for (const name of names) of.invited(name);
    for (const name of names)
      expect(of.share("ada", account(name))).toEqual(refusal("invite-not-shareable", "invited"));
    expect(of.share("ada", account("anybody"))).toEqual(refusal("invite-not-shareable", "tries"));
  });

  it("asks for a unit for the new one", () => {
    const of = invites({ promisesUnit: true, promised: 1 });
    of.use("ada", of.invited("ada", { shareable: 1 }));
    expect(of.share("ada", account("bob"))).toEqual({ ok: false, error: { kind: "promise-needed", units: 2 } });
  });

  it("may be done anew with one that came back, and that comes back once", () => {
    const of = invites();
    of.use("ada", of.invited("ada", { shareable: 1 }));
    const first = shared(of, "ada", "bob");
    expect(of.giveBack(first, "eve")).toEqual(refusal("invite-not-returnable", "for_another"));
    for (const who of ["bob", "ada", undefined]) expect(of.giveBack(first, who)).toMatchObject({ ok: true });
    expect(of.use("bob", first)).toEqual(refusal("invite-rejected", "returned"));
    const second = shared(of, "ada", "cy");
    expect(of.giveBack(second, "ada")).toEqual(refusal("invite-not-returnable", "once"));
    of.use("cy", second);
    expect(of.giveBack(second)).toEqual(refusal("invite-not-returnable", "used"));
  });

  it("cannot be undone for one that the shop issued, or that there is not", () => {
    const of = invites();
    expect(of.giveBack(of.invited("ada"), "ada")).toEqual(refusal("invite-not-returnable", "issued"));
    expect(of.giveBack("inv_one-plus_x")).toEqual(refusal("invite-unknown"));
  });
});

/** A chain of three who registered and one who did not. */
function chain() {
  const of = invites();
  const root = of.invited("ada", { shareable: 3 });
  of.use("ada", root);
  const bobs = shared(of, "ada", "bob");
  of.use("bob", bobs);
  const cys = shared(of, "bob", "cy");
  of.use("cy", cys);
  return { of, root, bobs, cys, open: shared(of, "cy", "dan") };
}

describe("revoking an invite", () => {
  it("ends what is unused of its chain, names who registered, and does not touch its sender", () => {
    const { of, root, bobs, open } = chain();
    expect(of.revoke(bobs)).toEqual({ ok: true, value: { ended: 1, accounts: ["bob", "cy"] } });
    expect(of.revoke(bobs)).toEqual({ ok: true, value: { ended: 0, accounts: ["bob", "cy"] } });
    expect(of.use("dan", open)).toEqual(refusal("invite-rejected", "revoked"));
    expect(of.use("bob")).toMatchObject({ ok: true, value: { isRevoked: true } });
    expect(of.store.find(root)).not.toHaveProperty("isRevoked");
    expect(of.share("cy", account("eve"))).toEqual(refusal("invite-not-shareable", "revoked"));
  });

  it("may leave the chain as it is", () => {
    const { of, bobs, cys } = chain();
    expect(of.revoke(bobs, false)).toEqual({ ok: true, value: { ended: 0, accounts: ["bob"] } });
    expect(of.store.find(cys)).not.toHaveProperty("isRevoked");
  });

  it("comes to an end where rows lead round in a circle", () => {
    const of = invites();
    const [one, two] = ["A", "B"].map((end): Invite => ({ ...INVITE, inviteId: `inv_one-plus_${end}` }));
    assert(one !== undefined && two !== undefined, "there are two");
    of.store.write([
      { ...one, parent: two.inviteId },
      { ...two, parent: one.inviteId },
    ]);
    expect(of.revoke(one.inviteId)).toEqual({ ok: true, value: { ended: 2, accounts: [] } });
  });
});

describe("the tree of invites", () => {
  it("says of each branch how many it has and what it bought", () => {
    const { of, root, bobs } = chain();
    const units = new Map([
      ["ada", 1],
      ["cy", 2],
    ]);
    const [tree] = inviteTrees(of.store.chainsAfter("", 10), (name) => units.get(name) ?? 0);
    expect(tree).toMatchObject({ invite: { inviteId: root }, bought: 1, invites: 4, boughtInAll: 3 });
    expect(tree?.branches).toMatchObject([{ invite: { inviteId: bobs }, bought: 0, invites: 3, boughtInAll: 2 }]);
  });

  it("shows each once where rows lead round in a circle, or to one that is not there", () => {
    const row = (end: string, parent: string): Invite => ({
      ...INVITE,
      inviteId: `inv_${end}`,
      parent: `inv_${parent}`,
    });
    const trees = inviteTrees([row("A", "B"), row("B", "A"), row("C", "gone")], () => 0);
    expect(trees.map(({ invite, invites: all }) => [invite.inviteId, all])).toEqual([
      ["inv_C", 1],
      ["inv_A", 2],
    ]);
  });
});
