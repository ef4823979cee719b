import { describe, expect, it } from "vitest";
import { COMPARED_MAX } from "../../../src/domain/identity/cluster/bearer.ts";
import { HISTORY_ACCOUNTS_MAX } from "../../../src/domain/limits.ts";
import { bearerOf, NOW_MS } from "./fixtures.ts";
import type { WithStore } from "./store.contract.ts";

/** What a sale relies on of who came with what, whatever keeps the rows. */
export function describeClaimRows(name: string, withStore: WithStore): void {
  const nothing = { units: 0, otherHolders: 0, unpaidHolds: 0, lastUnpaidAtMs: undefined };

  describe(`the claims of a sale in ${name}`, () => {
    it("adds up the units under each link, and counts other holders and other bearers once each", () =>
      withStore(({ store }) => {
        const ann = bearerOf("ann", { units: 2, claimed: true });
        const bob = bearerOf("bob", { units: 4, claimed: true });
        const zoe = bearerOf("zoe");
        store.writeBearers([ann, bob, zoe].map((bearer) => ({ link: "device:d", bearer })));
        store.writeBearers([{ link: "email:e", bearer: zoe }]);
        expect(store.readLinks(["device:d", "email:e", "device:free"], "ann")).toEqual(
          new Map([
            ["device:d", { compared: [], own: ann, units: 6, otherHolders: 1, otherBearers: 2, proved: nothing }],
            ["email:e", { compared: [], own: undefined, units: 0, otherHolders: 0, otherBearers: 1, proved: nothing }],
          ]),
        );
        expect(store.readLinks(["device:d"], "eve").get("device:d")).toMatchObject({
          otherHolders: 2,
          otherBearers: 3,
        });
        expect(store.readLinks([], "ann")).toEqual(new Map());
      }));

    it("keeps a bearer as it was written last, wherever that puts it, and names those to compare with in order", () =>
      withStore(({ store }) => {
        const link = "device:d";
        const tried = bearerOf("bob", { compared: true, weight: 0.5, createdHour: 490_000 });
        const held = { ...tried, units: 1, claimed: true };
        const ann = bearerOf("ann", { compared: true, weight: 1 });
        store.writeBearers([{ link, bearer: tried }]);
        store.writeBearers([
          { link, bearer: held, before: tried },
          { link, bearer: ann },
          { link, bearer: bearerOf("zoe", { claimed: true }) },
        ]);
        expect(store.readLinks([link], "bob").get(link)).toEqual({
          compared: [ann, held],
          own: held,
          units: 1,
          otherHolders: 0,
          proved: nothing,
          otherBearers: 2,
        });
      }));

    it("knows a link with more bearers than it reads at once as well as any", () =>
      withStore(({ store }) => {
        const link = "building:b";
        const row = (n: number) => ({
          link,
          bearer: bearerOf(`account-${n}`, { units: n % 2, claimed: n % 2 === 1, compared: n < COMPARED_MAX }),
        });
        store.writeBearers(Array.from({ length: HISTORY_ACCOUNTS_MAX }, (_, n) => row(n)));
        const known = () => store.readLinks([link], "account-101").get(link);
        expect(known()).toMatchObject({ own: row(101).bearer, units: HISTORY_ACCOUNTS_MAX / 2 });
        expect(known()).toMatchObject({
          otherHolders: HISTORY_ACCOUNTS_MAX / 2 - 1,
          otherBearers: HISTORY_ACCOUNTS_MAX - 1,
        });
        expect(known()?.compared.map(({ account }) => account)).toEqual(
          Array.from({ length: COMPARED_MAX }, (_, n) => `account-${n}`).sort(),
        );
        store.writeBearers([row(HISTORY_ACCOUNTS_MAX), row(HISTORY_ACCOUNTS_MAX + 1)]);
        expect(known()?.otherBearers).toBe(HISTORY_ACCOUNTS_MAX);
        expect(store.readLinks([link], "stranger").get(link)?.own).toBeUndefined();
      }));

    it("adds up every unit under a link, however many accounts hold and however many only tried or gave back", () =>
      withStore(({ store }) => {
        const link = "household:h";
        const holders = 10;
        store.writeBearers(
          Array.from({ length: HISTORY_ACCOUNTS_MAX + holders }, (_, n) => ({
            link,
            bearer: bearerOf(`account-${String(n).padStart(4, "0")}`, {
              units: n < HISTORY_ACCOUNTS_MAX ? 0 : 2,
              claimed: true,
            }),
          })),
        );
        expect(store.readLinks([link], "stranger").get(link)).toMatchObject({
          units: 2 * holders,
          otherHolders: holders,
          otherBearers: HISTORY_ACCOUNTS_MAX,
        });
      }));

    it("knows many such links at once, each for itself", () =>
      withStore(({ store }) => {
        const links = Array.from({ length: 14 }, (_, n) => `near:${n}`);
        const bearersOf = (n: number) =>
          Array.from({ length: COMPARED_MAX + 1 + n }, (_, at) =>
            bearerOf(`account-${at}`, { units: 1, claimed: true, compared: at < COMPARED_MAX }),
          );
        for (const [n, link] of links.entries()) {
          store.writeBearers(bearersOf(n).map((bearer) => ({ link, bearer })));
        }
        const known = store.readLinks([...links, "near:free"], "account-0");
        expect(
          [...known].map(([link, { units, otherBearers, compared }]) => [link, units, otherBearers, compared.length]),
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
        const bearers = [
          bearerOf("ann", proved),
          bearerOf("bob", proved),
          bearerOf("eve", said),
          bearerOf("zoe", { units: 0, claimed: true, proved: true }),
          ...Array.from({ length: others }, (_, n) => bearerOf(`other-${n}`)),
        ];
        store.writeBearers(bearers.map((bearer) => ({ link, bearer })));
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
        const claimed = bearerOf("ann", { units: 1, claimed: true, ...unpaid });
        store.writeBearers([
          { link, bearer: claimed },
          { link, bearer: bearerOf("bob") },
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
                otherBearers: 1,
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
        const bearers = [bearerOf("ann", { units: 3, claimed: true }), bearerOf("bob", { units: 2, claimed: true })];
        store.writeBearers(links.flatMap((link) => bearers.map((bearer) => ({ link, bearer }))));
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
