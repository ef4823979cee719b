import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { assert } from "../../src/domain/result.ts";
import { loadPolicy } from "../../src/domain/rules/load-policy.ts";
import { shippedPolicy } from "../support/recorded-decisions.ts";
import { fillSale } from "./shared/fill-sale.ts";
import { openNodeSale } from "./shared/node-sale.ts";

const MEBIBYTE = 1_048_576;
const ACCOUNTS = 6400;
const BATCH = 8;

/** What would be in the heap if it held all that the second half of the accounts left in the tables: some 30 MiB. */
const GROWTH_MEBIBYTES_MAX = 8;

it("a sale whose memory is full takes no more of it however many accounts come, and its figures add up", () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const heapMebibytes = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / MEBIBYTE;
  };
  const policy = loadPolicy(shippedPolicy(), (_, value) => value);
  assert(policy.ok, "the shipped policy loads");
  const sale = openNodeSale();
  try {
    const fill = fillSale(sale, { accounts: ACCOUNTS, units: 5000, policy: policy.value });
    const come = (from: number, to: number) => {
      for (let at = from; at < to; at += BATCH) fill(at, at + BATCH);
    };
    come(0, ACCOUNTS / 2);
    const before = heapMebibytes();
    come(ACCOUNTS / 2, ACCOUNTS);
    expect(heapMebibytes() - before).toBeLessThan(GROWTH_MEBIBYTES_MAX);
    const { received, free, held, sold, withdrawn } = sale.store.readStock();
    expect(free + held + sold + withdrawn).toBe(received);
    expect(sold).toBeGreaterThan(0);
    const { allow, challenge, review, deny } = sale.store.verdictTotals();
    expect(allow + challenge + review + deny).toBe(ACCOUNTS);
    sale.transaction(() => sale.store.fold());
    expect(sale.rows()).toBeGreaterThan(ACCOUNTS * 10);
  } finally {
    sale.close();
  }
});
