import { describe, expect, it } from "vitest";
import type { Invite, InviteStore } from "../../../src/domain/invite/invite.ts";

const ID = "inv_one-plus_01ARZ3NDEKTSV4RRFFQ69G5FA";
export const INVITE: Invite = {
  inviteId: `${ID}A`,
  issued: { call: "e1.call", at: 0 },
  for: { kind: "email", pseudonym: "e1.mailbox-1" },
  shareable: 1,
  useByMs: 5000,
  issuedAtMs: 1000,
  state: "open",
};
const USED: Invite = { ...INVITE, state: "used", usedBy: "e1.account-1", isRevoked: true, misses: 2 };
const CHILD: Invite = { inviteId: `${ID}B`, parent: INVITE.inviteId, shareable: 0, issuedAtMs: 2000, state: "open" };
const OTHER: Invite = { inviteId: `${ID}C`, shareable: 0, issuedAtMs: 2000, state: "returned" };

/** What every store of invites does, whatever it keeps its rows in. */
export function describeInviteStore(withStore: (test: (store: InviteStore) => void) => void | Promise<void>) {
  describe("a store of invites", () => {
    it("finds what was written, as it was written last, by id, user and person", () =>
      withStore((store) => {
        expect(store.find(INVITE.inviteId)).toBeUndefined();
        store.write([INVITE]);
        expect([store.find(INVITE.inviteId), store.findUsedBy("e1.account-1")]).toEqual([INVITE, undefined]);
        store.write([USED]);
        expect([store.find(INVITE.inviteId), store.findUsedBy("e1.account-1")]).toEqual([USED, USED]);
        expect(store.findFor({ kind: "email", pseudonym: "e1.mailbox-1" })).toEqual(USED);
        expect(store.findFor({ kind: "phone", pseudonym: "e1.mailbox-1" })).toBeUndefined();
      }));

    it("counts all, and those that are good", () =>
      withStore((store) => {
        store.write([USED, CHILD, OTHER]);
        expect([store.count(), store.countGood()]).toEqual([3, 2]);
      }));

    it("ends those whose time is over, at that moment", () =>
      withStore((store) => {
        store.write([INVITE, CHILD]);
        store.endOver(4999);
        expect(store.countGood()).toBe(2);
        store.endOver(5000);
        expect(store.find(INVITE.inviteId)).toEqual({ ...INVITE, state: "over" });
        expect(store.findFor({ kind: "email", pseudonym: "e1.mailbox-1" })).toBeUndefined();
      }));

    it("keeps calls with their invites in order, and what the sale has promised", () =>
      withStore((store) => {
        const call = { scope: "e1.call", fingerprint: "e1.print", kid: "secret-1" };
        expect([store.findCall("e1.call"), store.promised()]).toEqual([undefined, 0]);
        store.writeCall(call);
        store.write([{ ...OTHER, issued: { call: "e1.call", at: 1 } }, INVITE]);
        store.writePromised(2);
        store.writePromised(3);
        expect(store.findCall("e1.call")).toEqual(call);
        expect(store.idsOfCall("e1.call")).toEqual([INVITE.inviteId, OTHER.inviteId]);
        expect(store.promised()).toBe(3);
      }));

    it("gives pages of what the shop issued, each with its chain", () =>
      withStore((store) => {
        store.write([INVITE, CHILD, OTHER]);
        expect(store.childrenOf(INVITE.inviteId)).toEqual([CHILD]);
        expect(store.chainsAfter("", 1)).toEqual([INVITE, CHILD]);
        expect(store.chainsAfter(INVITE.inviteId, 5)).toEqual([OTHER]);
      }));

    it("forgets whom an invite is for and who used it, and leaves its place in the chain", () =>
      withStore((store) => {
        store.write([USED, CHILD]);
        expect(store.forget(["e1.mailbox-1", "e1.account-1"])).toBe(1);
        const { for: _for, usedBy: _usedBy, ...rest } = USED;
        expect(store.find(INVITE.inviteId)).toEqual({ ...rest, state: "forgotten" });
        expect(store.countGood()).toBe(1);
      }));
  });
}
