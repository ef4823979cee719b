import { describe, expect, it } from "vitest";
import type { Registration, RegistrationStore } from "../../../src/domain/registration/registration.ts";

export const REGISTRATION: Registration = {
  registrationId: "reg_mi3-2_0_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  account: "e1.account-1",
  entry: "ab".repeat(32),
  recordedAtMs: 1000,
  receipt: { kid: "key-1", signature: "c2lnbmF0dXJl", iat: 1 },
  call: "e1.call-1",
};
const WITHDRAWN: Registration = { ...REGISTRATION, withdrawn: { atMs: 2000, text: "withdrawn" } };
const AGAIN: Registration = {
  ...REGISTRATION,
  registrationId: "reg_mi3-2_0_01ARZ3NDEKTSV4RRFFQ69G5FAW",
  call: "e1.call-2",
};
const EVIDENCE = { channel: "web", paymentMethod: "card", withoutVisit: { signals: {} } } as const;

/** What every store of registrations does, whatever it keeps its rows in. */
export function describeRegistrationStore(
  withStore: (test: (store: RegistrationStore) => void) => void | Promise<void>,
) {
  describe("a store of registrations", () => {
    it("finds what was written, by id and account", () =>
      withStore((store) => {
        expect(store.find(REGISTRATION.registrationId)).toBeUndefined();
        store.write(REGISTRATION);
        expect(store.find(REGISTRATION.registrationId)).toEqual(REGISTRATION);
        expect(store.findByAccount(REGISTRATION.account)).toEqual(REGISTRATION);
        expect(store.findByAccount("e1.account-2")).toBeUndefined();
      }));

    it("finds the one that counts by its account, and one that was withdrawn by its call alone", () =>
      withStore((store) => {
        store.write(REGISTRATION);
        store.write(WITHDRAWN);
        expect(store.findByAccount(REGISTRATION.account)).toBeUndefined();
        store.write(AGAIN);
        expect(store.findByAccount(REGISTRATION.account)).toEqual(AGAIN);
        expect(store.findByCall(REGISTRATION.account, "e1.call-1")).toEqual(WITHDRAWN);
        expect(store.findByCall(REGISTRATION.account, "e1.call-3")).toBeUndefined();
      }));

    it("keeps what became of a registration", () =>
      withStore((store) => {
        const outcome = { weight: 2, status: "eligible", place: { round: 42, place: 7 } } as const;
        store.write(REGISTRATION);
        store.write({ ...REGISTRATION, outcome });
        expect(store.findByAccount(REGISTRATION.account)).toEqual({ ...REGISTRATION, outcome });
      }));

    it("keeps its invite, and says of some accounts that theirs were revoked", () =>
      withStore((store) => {
        const invite = { inviteId: "inv_mi3-2_01ARZ3NDEKTSV4RRFFQ69G5FAV" };
        store.write({ ...REGISTRATION, invite });
        store.write({ ...AGAIN, account: "e1.account-2" });
        expect(store.find(REGISTRATION.registrationId)).toEqual({ ...REGISTRATION, invite });
        store.revokeInvites([REGISTRATION.account, "e1.account-2"]);
        store.revokeInvites(["e1.account-3"]);
        const revoked = { ...REGISTRATION, invite: { ...invite, isRevoked: true } };
        expect(store.find(REGISTRATION.registrationId)).toEqual(revoked);
        expect(store.find(AGAIN.registrationId)).toEqual({ ...AGAIN, account: "e1.account-2" });
      }));

    it("keeps who shares its address through what becomes of it, and nothing of one that is not there", () =>
      withStore((store) => {
        const sharers = { household: 1, near: 4 };
        const outcome = { weight: 1, status: "shared" } as const;
        store.write(REGISTRATION);
        store.meet([
          [REGISTRATION.registrationId, sharers],
          [AGAIN.registrationId, sharers],
        ]);
        const nowhere = REGISTRATION.registrationId.replace(/.$/, "Z");
        expect(
          store.tell([
            [REGISTRATION.registrationId, outcome],
            [nowhere, outcome],
          ]),
        ).toEqual([nowhere]);
        expect(store.find(REGISTRATION.registrationId)).toEqual({ ...REGISTRATION, sharers, outcome });
        expect(store.find(AGAIN.registrationId)).toBeUndefined();
      }));

    it("keeps who came late out of the list, until they have places, and a page of them before a moment", () =>
      withStore((store) => {
        const late = { ...AGAIN, account: "e1.account-2", late: true, recordedAtMs: 5000 } as const;
        store.write(REGISTRATION);
        store.write(late);
        expect(store.find(late.registrationId)).toEqual(late);
        expect(store.pageAfter("", 9)).toEqual([REGISTRATION]);
        expect(store.latePageAfter("", 5000, 9)).toEqual([]);
        expect(store.latePageAfter("", 5001, 9)).toEqual([late]);
        expect(store.latePageAfter(late.registrationId, 5001, 9)).toEqual([]);
        store.tell([[late.registrationId, { weight: 1, status: "eligible", place: { round: 42, place: 8 } }]]);
        expect(store.latePageAfter("", 5001, 9)).toEqual([]);
      }));

    it("finds accounts by what they registered with, where that is kept", () =>
      withStore((store) => {
        const keys = { account: REGISTRATION.account, email: "e1.mail", phone: "e1.phone" };
        store.write({ ...WITHDRAWN, evidence: { ...EVIDENCE, keys } });
        store.write({ ...REGISTRATION, registrationId: AGAIN.registrationId, account: "e1.account-2" });
        const found = [{ account: REGISTRATION.account, pseudonym: "e1.mail" }];
        expect(store.named("email", ["e1.other", "e1.mail"])).toEqual(found);
        expect(store.named("phone", ["e1.mail"])).toEqual([]);
        expect(store.named("account", ["e1.account-2"])).toEqual([
          { account: "e1.account-2", pseudonym: "e1.account-2" },
        ]);
      }));

    it("forgets every registration of some accounts, and says how many", () =>
      withStore((store) => {
        store.write(WITHDRAWN);
        store.write(AGAIN);
        expect(store.forget([REGISTRATION.account, "e1.account-2"])).toBe(2);
        expect(store.find(AGAIN.registrationId)).toBeUndefined();
        expect(store.forget([REGISTRATION.account])).toBe(0);
      }));
  });
}
