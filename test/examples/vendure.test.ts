import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type RunningService, runningService } from "../e2e/running-service.ts";
import { freePort } from "../rig/shared/own-service.ts";

const FOLDER = "examples/vendure";
const installed = ["@vendure/core/package.json", "@firsthand/client/index.js"].every((file) =>
  existsSync(`${FOLDER}/node_modules/${file}`),
);

const answered = z.object({
  data: z.record(z.string(), z.looseObject({ state: z.string().optional(), why: z.string().optional() }).nullable()),
});

describe.skipIf(!installed)("a Vendure shop", () => {
  let service: RunningService;
  let shop: ChildProcess;
  let port: number;
  let saleId: string;

  beforeAll(async () => {
    service = await runningService({ movableClock: true });
    port = await freePort();
    shop = spawn(process.execPath, [`${FOLDER}/server.js`, service.baseUrl, service.shopKey, String(port)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (shop.stdout === null) throw new TypeError("Its output is a pipe.");
    for await (const line of createInterface(shop.stdout)) {
      const [, id] = /^ready (\S+)$/.exec(line) ?? [];
      if (id === undefined) continue;
      saleId = id;
      return;
    }
    throw new Error("The shop ended before it was ready.");
  });
  afterAll(async () => {
    shop?.kill();
    await service?.stop();
  });

  /** A buyer with a session of the shop's own API, a phone in the cart, and an address. */
  async function buyer(number: number) {
    let session = "";
    const ask = async (query: string) => {
      const response = await fetch(`http://127.0.0.1:${port}/shop-api`, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          ...(session === "" ? {} : { Authorization: `Bearer ${session}` }),
        },
        body: JSON.stringify({ query }),
      });
      session = response.headers.get("vendure-auth-token") ?? session;
      const { data } = answered.parse(await response.json());
      const [answer] = Object.values(data);
      return answer?.state ?? answer?.why;
    };
    const order = "... on Order { state }";
    await ask(`mutation { addItemToOrder(productVariantId: 1, quantity: 1) { ${order} } }`);
    await ask(
      `mutation { setCustomerForOrder(input: { firstName: "Buyer", lastName: "${number}", emailAddress: "buyer.${number}@example.com" }) { ${order} } }`,
    );
    await ask(
      `mutation { setOrderShippingAddress(input: { fullName: "Buyer ${number}", streetLine1: "${number * 3} Hill Road", city: "Pune", postalCode: "41101${number}", countryCode: "IN" }) { ${order} } }`,
    );
    await ask(`mutation { setOrderShippingMethod(shippingMethodId: 1) { ${order} } }`);
    return {
      reserve: () =>
        ask(
          `mutation { transitionOrderToState(state: "ArrangingPayment") { ${order} ... on OrderStateTransitionError { why: transitionError } } }`,
        ),
      pay: () =>
        ask(
          `mutation { addPaymentToOrder(input: { method: "card", metadata: {} }) { ${order} ... on PaymentDeclinedError { why: paymentErrorMessage } } }`,
        ),
      state: () => ask("{ activeOrder { state } }"),
    };
  }

  const ledger = () => service.call("GET", `/v1/sales/${saleId}/ledger`);
  const pass = (seconds: number) =>
    fetch(`${service.baseUrl}/dev/clock`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ advanceSeconds: seconds }),
    });

  it("holds a unit before payment, redeems it after, and gives it to the next where nobody pays", async () => {
    const [first, second, third] = [await buyer(1), await buyer(2), await buyer(3)];
    expect([await first.reserve(), await first.pay()]).toEqual(["ArrangingPayment", "PaymentSettled"]);
    expect(await second.reserve()).toBe("ArrangingPayment");
    expect(await third.reserve()).toBe("All units are taken right now. Units may return when a buyer does not pay.");
    expect(await ledger()).toMatchObject({ received: 2, free: 0, held: 1, sold: 1 });
    // The hold of the second expires, the event says so, and the shop leads the order back to the cart.
    expect((await pass(130)).ok).toBe(true);
    // The alarm of the sale has a clock that is not moved: whoever asks next finds the hold expired.
    await expect.poll(ledger).toMatchObject({ free: 1, held: 0 });
    await expect.poll(second.state).toBe("AddingItems");
    expect([await third.reserve(), await third.pay()]).toEqual(["ArrangingPayment", "PaymentSettled"]);
    expect(await ledger()).toMatchObject({ received: 2, free: 0, held: 0, sold: 2 });
  });
});
