import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type * as z from "zod";
import { checkoutAnswer } from "../../src/wire/checkout.ts";
import { auditAnswer, ledgerAnswer } from "../../src/wire/sale.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { newPlace, type RunningService, serviceAt } from "./running-service.ts";

const SALE_ID = "kept";
const order = (buyer: number) => ({ ...checkoutOf(buyer), channel: "store" });

describe("a copy of all rows, made while nothing runs", () => {
  let place: Awaited<ReturnType<typeof newPlace>>;
  let service: RunningService;
  beforeEach(async () => {
    place = await newPlace();
    service = await serviceAt(place);
  });
  afterEach(async () => {
    await service.stop();
    await rm(place.folder, { recursive: true, force: true });
  });

  const call = (method: string, path: string, body?: object) => service.call(method, path, body);
  const answer = async <Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.infer<Schema>> =>
    schema.parse(await call("GET", `/v1/sales/${SALE_ID}/${path}`));
  const buy = async (buyer: number) =>
    checkoutAnswer.parse(await call("POST", `/v1/sales/${SALE_ID}/checkouts`, order(buyer))).allowToken ?? "";
  const redeem = (token: string, orderId: string) => call("POST", "/v1/tokens/redeem", { token, orderId });

  it("brings back every unit, token and answer of its moment, and refuses in words what came after it", async () => {
    const [rows, copy] = [join(place.folder, "state"), join(place.folder, "copy")];
    await call("PUT", `/v1/sales/${SALE_ID}`, SALE);
    const [sold, held] = [await buy(1), await buy(2)];
    await redeem(sold, "ord-1");
    const before = await answer(ledgerAnswer, "ledger");
    await service.stop();
    await cp(rows, copy, { recursive: true });

    service = await serviceAt(place);
    const later = await buy(3);
    await redeem(held, "ord-2");
    await service.stop();
    await rm(rows, { recursive: true });
    await cp(copy, rows, { recursive: true });

    service = await serviceAt(place);
    expect(await answer(ledgerAnswer, "ledger")).toEqual(before);
    await expect(redeem(sold, "ord-9")).rejects.toThrow("was redeemed for order ord-1");
    await expect(redeem(later, "ord-3")).rejects.toThrow(/answered 4\d\d/);
    await redeem(held, "ord-2");
    await buy(4);
    expect(await answer(ledgerAnswer, "ledger")).toMatchObject({ sold: 2, held: 1 });
    expect(await answer(auditAnswer, "ledger/audit")).toMatchObject({ differences: [] });
  });
});
