import type { Firsthand, Registration } from "../../../client/index.ts";
import { answered } from "../shop/answered.ts";
import type { Customer, FormAddress } from "../shop/customers.ts";
import { isCode, oneTimeCode } from "../shop/one-time-code.ts";
import { parseVisit } from "../shop/order-form.ts";
import { postalAddress } from "../shop/shop-backend.ts";
import type { DemoDraw, Proof } from "./draw-book.ts";
import { checkoutOf, type DrawnProduct, inventedBuyer, registrationOf } from "./products.ts";

/** What the page hears of a press: an answer of the service, as far as it is meant for a browser, or why there is none. */
export type Pressed = { readonly json: object; readonly status: 200 | 409; readonly said?: string };

/** A visitor as the shop knows them. */
export type DrawnBuyer = {
  readonly customer: Customer;
  readonly name: string;
  readonly deviceId: string;
  readonly address: FormAddress;
};

/** What the shop's backend does with a customer of a drawn product: registers, asks for a code, and sells in the turn. */
export function createDesk(client: Firsthand, product: DrawnProduct) {
  async function register(draw: DemoDraw, { customer, address }: DrawnBuyer): Promise<Pressed> {
    const registered = await answered(client.register(draw.saleId, registrationOf(customer, address)));
    if (!registered.ok) return refused("not_available", "Registration is not open at the moment. Look again.");
    draw.registrations.set(customer.account.id, registered.value);
    if (!draw.hasOthers) {
      draw.hasOthers = true;
      const others = Array.from({ length: product.others }, (_, index) => inventedBuyer(index + 1));
      await Promise.all(others.map((each) => answered(client.register(draw.saleId, each))));
    }
    return { json: forBrowser(registered.value), status: 200 };
  }

  async function buy(draw: DemoDraw, { customer, address, deviceId }: DrawnBuyer, body: unknown): Promise<Pressed> {
    const customerId = customer.account.id;
    const visit = { ...parseVisit(body), ...draw.proved.get(customerId) };
    const orderId = `drawn-${draw.saleId}-${customer.account.id}`;
    const once = { idempotencyKey: visit.attempt || crypto.randomUUID() };
    const checkout = checkoutOf(customer, { address, deviceId, visit });
    const bought = await answered(client.checkout(draw.saleId, checkout, once));
    if (!bought.ok) {
      const said = "It is not your turn, or it is over. Look again.";
      const type = bought.error.kind === "problem" ? bought.error.code : undefined;
      return { json: { type, title: said }, status: 409, said };
    }
    const { allowToken, allocation, buyer, challenge, retryVisitToken } = bought.value;
    if (challenge !== undefined) {
      const { message } = buyer;
      draw.asked.set(customerId, { challengeId: challenge.id, message, code: oneTimeCode(), wrongCode: false });
    }
    if (allocation.status !== "held" || allowToken === undefined) {
      return { json: { buyer, allocation, challenge, retryVisitToken }, status: 200, said: buyer.message };
    }
    const redeemed = await answered(
      client.redeem(
        { token: allowToken, orderId, shippingAddress: postalAddress(address) },
        { idempotencyKey: orderId },
      ),
    );
    if (!redeemed.ok) return refused("payment", "The payment came too late.");
    draw.bought.add(customer.account.id);
    return { json: { buyer, allocation: { status: "held", expiresAt: allocation.expiresAt } }, status: 200 };
  }

  async function verify(draw: DemoDraw, { customer }: DrawnBuyer, code: unknown): Promise<Proof | "wrong" | "unsaid"> {
    const customerId = customer.account.id;
    const asked = draw.asked.get(customerId);
    if (asked === undefined) return "unsaid";
    if (!isCode(code, asked.code)) {
      draw.asked.set(customerId, { ...asked, wrongCode: true });
      return "wrong";
    }
    const { challengeId } = asked;
    const once = { idempotencyKey: `verify-${challengeId}` };
    const settled = await answered(client.settleChallenge(draw.saleId, challengeId, { kind: "shop_otp" }, once));
    if (!settled.ok) return "unsaid";
    draw.asked.delete(customerId);
    draw.proved.set(customerId, settled.value);
    return settled.value;
  }

  return { register, buy, verify };
}

function refused(code: string, message: string): Pressed {
  return { json: { buyer: { code, message, next: "wait" } }, status: 409, said: message };
}

function forBrowser({ receipt, drawAt, buyer }: Registration): object {
  return { receipt, drawAt, buyer };
}
