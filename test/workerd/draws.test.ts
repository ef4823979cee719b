import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { fromHex } from "../../src/domain/draw/bytes.ts";
import { isIncluded, leafHash } from "../../src/domain/draw/merkle-tree.ts";
import { utf8 } from "../../src/domain/utf8.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { migrateDatabase, slugOf } from "./support/deployment.ts";
import {
  bodyOf,
  drawNow,
  drawnSale,
  driveTo,
  freeze,
  getDraw,
  registered,
  statusOf,
  verified,
} from "./support/drawn-sale.ts";
import { checkout, holdUnit, redeem } from "./support/shopping.ts";

beforeAll(migrateDatabase);

type Proved = { readonly line: string; readonly index: number; readonly proof: readonly string[] } | undefined;

/** As a buyer alone checks it. */
function expectIncluded(entry: Proved, { root, n }: { readonly root: string; readonly n: number }): void {
  const proof = entry?.proof.map((hash) => fromHex(hash) ?? new Uint8Array()) ?? [];
  const place = { index: entry?.index ?? -1, count: n, proof };
  expect(isIncluded(fromHex(root) ?? new Uint8Array(), leafHash(utf8(entry?.line ?? "")), place)).toBe(true);
}

describe("a draw", () => {
  it("is one that a stranger can recompute, with the receipts of who registered", async () => {
    const saleId = await drawnSale({ units: 3 });
    const receipts: string[] = [];
    for (const buyer of [1, 2, 3, 4, 5, 6, 7]) receipts.push((await registered(saleId, buyer)).receipt);
    await freeze(saleId);
    expect(await verified(saleId, receipts)).toMatchObject({ entries: 7, called: 0 });
    expect((await verified(saleId, receipts)).fault).toBeUndefined();
    await drawNow(saleId);
    const report = await verified(saleId, receipts);
    expect(report.fault).toBeUndefined();
    expect(report).toMatchObject({ entries: 7, called: 3 });
    expect((await getDraw(saleId)).stage).toBe("calling");
  });
});

describe("the status of a registration", () => {
  it("goes from entered over waiting and the turn to bought and not called, with the line and its proof", async () => {
    const saleId = await drawnSale({ units: 1 });
    const receipts: string[] = [];
    for (const buyer of [1, 2, 3]) receipts.push((await registered(saleId, buyer)).receipt);
    await freeze(saleId);
    const [entered] = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    const commitment = await bodyOf(saleId, "commitment", z.object({ root: z.string(), n: z.int() }));
    expect(entered).toMatchObject({ status: "entered", weight: 1 });
    expect(entered?.statement?.seq).toBe(1);
    expectIncluded(entered?.entry, commitment);
    await drawNow(saleId);
    const all = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    expect(all.map(({ status }) => status).toSorted()).toEqual(["waiting", "waiting", "your_turn"]);
    expect(all.flatMap(({ ahead }) => (ahead === undefined ? [] : [ahead])).toSorted()).toEqual([0, 1]);
    const buyer = 1 + all.findIndex(({ status }) => status === "your_turn");
    const waiting = 1 + all.findIndex(({ ahead }) => ahead === 0);
    expect(slugOf(await checkout(saleId, checkoutOf(waiting)))).toBe("not-your-turn");
    const { token } = await holdUnit(saleId, buyer);
    await redeem(token, "ord_1", { shippingAddress: checkoutOf(buyer).shippingAddress });
    expect((await statusOf(saleId, receipts[buyer - 1] ?? "")).status).toBe("bought");
    await driveTo(saleId, "over", Date.now());
    const ended = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    expect(ended.map(({ status }) => status).toSorted()).toEqual(["bought", "not_called", "not_called"]);
    expect((await verified(saleId, receipts)).fault).toBeUndefined();
  });
});
