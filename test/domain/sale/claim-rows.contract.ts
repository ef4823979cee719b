import { describe, expect, it } from "vitest";
import { COMPARED_MAX } from "../../../src/domain/identity/cluster/link-member.ts";
import { HISTORY_ACCOUNTS_MAX } from "../../../src/domain/limits.ts";
import { memberOf, NOW_MS } from "./fixtures.ts";
import type { WithStore } from "./with-store.ts";

/** What a sale relies on of who came with what, whatever keeps the rows. */
export function describeClaimRows(name: string, withStore: WithStore): void {
  const nothing = { units: 0, otherHolders: 0, unpaidHolds: 0, lastUnpaidAtMs: undefined };

  describe(`the claims of a sale in ${name}`, () => {
    it("adds up the units under each link, and counts other holders and other members once each", () =>
      withStore(({ store }) => {
        const ann = memberOf("ann", { units: 2, claimed: true });
        const bob = memberOf("bob", { units: 4, claimed: true });
        const zoe = memberOf("zoe");
        store.writeLinkMembers([ann, bob, zoe].map((member) => ({ link: "device:d", member })));
        store.writeLinkMembers([{ link: "email:e", member: zoe }]);
        expect(store.readLinks(["device:d", "email:e", "device:free"], "ann")).toEqual(
          new Map([
            ["device:d", { compared: [], own: ann, units: 6, otherHolders: 1, otherMembers: 2, proved: nothing }],
            ["email:e", { compared: [], own: undefined, units: 0, otherHolders: 0, otherMembers: 1, proved: nothing }],
          ]),
        );
        expect(store.readLinks(["device:d"], "eve").get("device:d")).toMatchObject({
          otherHolders: 2,
          otherMembers: 3,
        });
        expect(store.readLinks([], "ann")).toEqual(new Map());
      }));

    it("keeps a member as it was written last, wherever that puts it, and names those to compare with in order", () =>
      withStore(({ store }) => {
        const link = "device:d";
        const tried = memberOf("bob", { compared: true, weight: 0.5, createdHour: 490_000 });
        const held = { ...tried, units: 1, claimed: true };
        const ann = memberOf("ann", { compared: true, weight: 1 });
        store.writeLinkMembers([{ link, member: tried }]);
        store.writeLinkMembers([
          { link, member: held, before: tried },
          { link, member: ann },
          { link, member: memberOf("zoe", { claimed: true }) },
        ]);
        expect(store.readLinks([link], "bob").get(link)).toEqual({
          compared: [ann, held],
          own: held,
          units: 1,
          otherHolders: 0,
          proved: nothing,
          otherMembers: 2,
        });
      }));

    it("knows a link with more members than it reads at once as well as any", () =>
      withStore(({ store }) => {
        const link = "building:b";
        const row = (n: number) => ({
          link,
          member: memberOf(`account-${n}`, { units: n % 2, claimed: n % 2 === 1, compared: n < COMPARED_MAX }),
        });
        store.writeLinkMembers(Array.from({ length: HISTORY_ACCOUNTS_MAX }, (_, n) => row(n)));
        const known = () => store.readLinks([link], "account-101").get(link);
        expect(known()).toMatchObject({ own: row(101).member, units: HISTORY_ACCOUNTS_MAX / 2 });
        expect(known()).toMatchObject({
          otherHolders: HISTORY_ACCOUNTS_MAX / 2 - 1,
          otherMembers: HISTORY_ACCOUNTS_MAX - 1,
        });
        expect(known()?.compared.map(({ account }) => account)).toEqual(
          Array.from({ length: COMPARED_MAX }, (_, n) => `account-${n}`).sort(),
        );
        store.writeLinkMembers([row(HISTORY_ACCOUNTS_MAX), row(HISTORY_ACCOUNTS_MAX + 1)]);
        expect(known()?.otherMembers).toBe(HISTORY_ACCOUNTS_MAX);
        expect(store.readLinks([link], "stranger").get(link)?.own).toBeUndefined();
      }));

    it("adds up every unit under a link, however many accounts hold and however many only tried or gave back", () =>
      withStore(({ store }) => {
        const link = "household:h";
        const holders = 10;
        store.writeLinkMembers(
          Array.from({ length: HISTORY_ACCOUNTS_MAX + holders }, (_, n) => ({
            link,
            member: memberOf(`account-${String(n).padStart(4, "0")}`, {
              units: n < HISTORY_ACCOUNTS_MAX ? 0 : 2,
              claimed: true,
            }),
          })),
        );
        expect(store.readLinks([link], "stranger").get(link)).toMatchObject({
          units: 2 * holders,
          otherHolders: holders,
          otherMembers: HISTORY_ACCOUNTS_MAX,
        });
      }));

    it("knows many such links at once, each for itself", () =>
      withStore(({ store }) => {
        const links = Array.from({ length: 14 }, (_, n) => `near:${n}`);
        const linkMembersOf = (n: number) =>
          Array.from({ length: COMPARED_MAX + 1 + n }, (_, at) =>
            memberOf(`account-${at}`, { units: 1, claimed: true, compared: at < COMPARED_MAX }),
          );
        for (const [n, link] of links.entries()) {
          store.writeLinkMembers(linkMembersOf(n).map((member) => ({ link, member })));
        }
        const known = store.readLinks([...links, "near:free"], "account-0");
        expect(
          [...known].map(([link, { units, otherMembers, compared }]) => [link, units, otherMembers, compared.length]),
        ).toEqual(links.map((link, n) => [link, COMPARED_MAX + 1 + n, COMPARED_MAX + n, COMPARED_MAX]));
      }));

    it.each([
      ["few", 0],
      ["many", COMPARED_MAX],
    ])("counts apart what was proved, under a link that %s others brought", (_, others) =>
      withStore(({ store }) => {
        const link = "payment:p";
        const said = { units: 2, claimed: true };
        const proved = { ...said, proved: true };
        const members = [
          memberOf("ann", proved),
          memberOf("bob", proved),
          memberOf("eve", said),
          memberOf("zoe", { units: 0, claimed: true, proved: true }),
          ...Array.from({ length: others }, (_, n) => memberOf(`other-${n}`)),
        ];
        store.writeLinkMembers(members.map((member) => ({ link, member })));
        const known = () => store.readLinks([link], "ann").get(link);
        expect(known()).toMatchObject({ units: 6, proved: { units: 4, otherHolders: 1, unpaidHolds: 0 } });
        expect(known()?.proved.lastUnpaidAtMs).toBeUndefined();
        store.freeClaims({ account: "bob", quantity: 2, links: [link] }, NOW_MS + 1);
        store.freeClaims({ account: "zoe", quantity: 0, links: [link] }, NOW_MS);
        store.freeClaims({ account: "eve", quantity: 1, links: [link] }, NOW_MS + 2);
        expect(known()?.proved).toEqual({ units: 2, otherHolders: 0, unpaidHolds: 2, lastUnpaidAtMs: NOW_MS + 1 });
      }),
    );

    it("counts a claim as proved from the moment that it is, and as the same account's for ever", () =>
      withStore(({ store }) => {
        const link = "payment:p";
        const unpaid = { unpaidHolds: 1, lastUnpaidAtMs: NOW_MS };
        const claimed = memberOf("ann", { units: 1, claimed: true, ...unpaid });
        store.writeLinkMembers([
          { link, member: claimed },
          { link, member: memberOf("bob") },
        ]);
        store.proveClaims({ account: "ann", links: [link, "payment:never-brought"] });
        store.proveClaims({ account: "bob", links: [link] });
        expect(store.readLinks([link, "payment:never-brought"], "ann")).toEqual(
          new Map([
            [
              link,
              {
                compared: [],
                own: { ...claimed, proved: true },
                units: 1,
                otherHolders: 0,
                otherMembers: 1,
                proved: { units: 1, otherHolders: 0, ...unpaid },
              },
            ],
          ]),
        );
        expect(store.readLinks([link], "bob").get(link)?.own?.proved).toBe(false);
      }));

    it("frees the claims of one hold and of no other", () =>
      withStore(({ store }) => {
        const links = ["device:d", "email:e"];
        const members = [memberOf("ann", { units: 3, claimed: true }), memberOf("bob", { units: 2, claimed: true })];
        store.writeLinkMembers(links.flatMap((link) => members.map((member) => ({ link, member }))));
        store.freeClaims({ account: "ann", quantity: 2, links: ["device:d", "device:never-brought"] }, NOW_MS);
        store.freeClaims({ account: "never-came", quantity: 2, links }, NOW_MS);
        const known = store.readLinks([...links, "device:never-brought"], "ann");
        expect([...known].map(([link, { units, own }]) => [link, units, own?.units, own?.claimed])).toEqual([
          ["device:d", 3, 1, true],
          ["email:e", 5, 3, true],
        ]);
      }));
  });
}
