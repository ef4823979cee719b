import { beforeAll, describe, expect, it } from "vitest";
import { validSignals } from "../domain/signals/client/valid-signals.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { migrateDatabase } from "./support/deployment.ts";
import { type CheckoutAnswer, decided, decisionOf, moveClock, newSale } from "./support/shopping.ts";
import { visited } from "./support/visited.ts";

beforeAll(migrateDatabase);

const GAPS_MS = [25, 143, 98, 201, 77, 160, 155, 412, 90, 130, 66, 310, 145, 120, 95, 240, 180];

/** What a browser sent, with this rhythm. */
function signalsWith(gapsMs: readonly number[]) {
  const { v, observations } = validSignals();
  return { v, observations: { ...observations, rhythm: { state: "ok", value: { gapsMs } } } };
}

/** An account of a farm that goes through the page, with addresses, devices and payments of its own. */
async function typed(saleId: string, buyer: number, gapsMs: readonly number[]): Promise<CheckoutAnswer> {
  const visit = await visited(saleId, { earlierMs: 60_000, signals: signalsWith(gapsMs) });
  return await decided(saleId, { ...checkoutOf(buyer), ...visit });
}

const codesOf = ({ reasons }: CheckoutAnswer) => reasons.map(({ code }) => code);

describe("a session that is played back for one account after another", () => {
  it("is reviewed from the fourth on, though it trembles", async () => {
    const saleId = await newSale();
    const trembling = (buyer: number) => GAPS_MS.map((gapMs, index) => gapMs + ((buyer * (index + 3)) % 7) - 3);
    const answers: CheckoutAnswer[] = [];
    for (let buyer = 1; buyer <= 6; buyer += 1) answers.push(await typed(saleId, buyer, trembling(buyer)));
    const last = answers.at(-1);
    expect(answers.slice(0, 2).flatMap(codesOf)).not.toContain("TIMING_NEARLY_REPEATED");
    expect([last?.verdict, last === undefined ? [] : codesOf(last)]).toEqual([
      "review",
      expect.arrayContaining(["TIMING_NEARLY_REPEATED"]),
    ]);
    const { signals, history } = await decisionOf(last?.decisionId ?? "");
    expect({ ...signals, ...history }).toMatchObject({ "timing.repeats": 0 });
  });

  it("is nothing of the kind where people type", async () => {
    const saleId = await newSale();
    const own = (buyer: number) => GAPS_MS.map((gapMs, index) => 20 + ((gapMs * (buyer + 2) * (index + 5)) % 400));
    const answers: CheckoutAnswer[] = [];
    for (let buyer = 1; buyer <= 6; buyer += 1) answers.push(await typed(saleId, buyer, own(buyer)));
    expect(answers.flatMap(codesOf)).not.toContain("TIMING_NEARLY_REPEATED");
  });
});

describe("accounts that come straight to the checkout", () => {
  it("are challenged once they come as by a clock", async () => {
    const saleId = await newSale();
    const codes: string[][] = [];
    for (let buyer = 1; buyer <= 12; buyer += 1) {
      await moveClock(saleId, buyer * 1000);
      codes.push(codesOf(await decided(saleId, checkoutOf(buyer))));
    }
    expect(codes.slice(0, 9).flat()).not.toContain("ARRIVALS_REGULAR");
    expect(codes.at(-1)).toContain("ARRIVALS_REGULAR");
  });

  it("are left alone where they come by chance", async () => {
    const saleId = await newSale();
    const codes: string[] = [];
    let atMs = 0;
    for (const [index, waitMs] of [120, 900, 45, 3_000, 610, 5, 220, 1_400, 77, 2_100, 30, 800].entries()) {
      atMs += waitMs;
      await moveClock(saleId, atMs);
      codes.push(...codesOf(await decided(saleId, checkoutOf(index + 1))));
    }
    expect(codes).not.toContain("ARRIVALS_REGULAR");
  });
});
