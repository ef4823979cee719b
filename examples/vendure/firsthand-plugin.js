// Firsthand in a Vendure shop: a unit is held before payment, redeemed after it, and given back when the buyer goes away.
//
// What is scarce is said by the variant: its custom field `firsthandSale` names the sale.

import { createFirsthand, FirsthandProblem, verifyWebhook } from "@firsthand/client";
import {
  defaultOrderProcess,
  LanguageCode,
  Order,
  OrderService,
  PaymentMethodHandler,
  PluginCommonModule,
  RequestContextService,
  TransactionalConnection,
  VendurePlugin,
} from "@vendure/core";
import express from "express";

/** Where Vendure receives events. */
export const EVENTS_PATH = "/firsthand/events";

const hidden = (name, type) => ({ name, type, public: false, internal: true, nullable: true });

/**
 * The plugin, for `plugins` of the shop's configuration.
 * @param webhookSecret a function, since the secret is told once, when the webhook is made
 */
export function firsthandPlugin({ baseUrl, shopKey, webhookSecret }) {
  const firsthand = createFirsthand({ baseUrl, shopKey });
  const reserving = reserveBeforePayment(firsthand);

  class FirsthandPlugin {}
  VendurePlugin({
    imports: [PluginCommonModule],
    compatibility: "^3.0.0",
    configuration(config) {
      config.customFields.ProductVariant.push({ name: "firsthandSale", type: "string", nullable: true });
      config.customFields.Order.push(
        // The page sets it by `setOrderCustomFields`, with what the browser SDK gave.
        { name: "firsthandVisit", type: "text", nullable: true },
        hidden("firsthandHold", "string"),
        hidden("firsthandToken", "text"),
        hidden("firsthandTry", "int"),
      );
      config.orderOptions.process = [...(config.orderOptions.process ?? [defaultOrderProcess]), reserving.process];
      config.paymentOptions.paymentMethodHandlers.push(redeemAfterPayment(firsthand));
      // The raw body is verified, so it is read as text, before Vendure would parse it.
      const receive = async (request, response) => {
        let event;
        try {
          event = verifyWebhook(request.body, request.headers, webhookSecret());
        } catch {
          return response.sendStatus(401);
        }
        if (event.type === "hold.expired") await reserving.giveBack(event.data.holdId);
        return response.sendStatus(204);
      };
      config.apiOptions.middleware.push({
        route: EVENTS_PATH,
        handler: express.Router().post("/", express.text({ type: "application/json" }), receive),
        beforeListen: true,
      });
      return config;
    },
  })(FirsthandPlugin);
  return FirsthandPlugin;
}

/** Holds a unit when the buyer goes on to pay, and lets it go when the buyer goes back. */
function reserveBeforePayment(firsthand) {
  let orders, connection, contexts;

  /** Into the row, and into the order that Vendure has in hand and writes after a transition. */
  async function keep(ctx, order, { hold = null, token = null, tries }) {
    const fields = { firsthandHold: hold, firsthandToken: token, firsthandTry: tries };
    Object.assign(order.customFields, fields);
    await connection.getRepository(ctx, Order).update(order.id, { customFields: fields });
  }

  const process = {
    init(injector) {
      orders = injector.get(OrderService);
      connection = injector.get(TransactionalConnection);
      contexts = injector.get(RequestContextService);
    },

    /** A text refuses the transition, and is what the buyer is shown. */
    async onTransitionStart(_, to, { ctx, order }) {
      const scarce = scarceLines(order);
      if (to !== "ArrangingPayment" || scarce.length === 0) return;
      if (scarce.length > 1) return "Only one product of a sale fits into an order.";
      const [{ productVariant, quantity }] = scarce;
      const tries = order.customFields.firsthandTry ?? 0;
      // After a crash the same key and checkout get the same hold.
      const answer = await firsthand.checkout(productVariant.customFields.firsthandSale, checkoutOf(order, quantity), {
        idempotencyKey: `${order.code}-${tries}`,
      });
      const { allocation, allowToken, buyer } = answer;
      const isHeld = allocation.status === "held";
      const held = isHeld ? { hold: allocation.holdId, token: allowToken } : {};
      await keep(ctx, order, { ...held, tries: tries + 1 });
      return isHeld ? undefined : buyer.message;
    },

    async onTransitionEnd(from, to, { ctx, order }) {
      const { firsthandToken: token, firsthandTry: tries } = order.customFields;
      if (from !== "ArrangingPayment" || (to !== "AddingItems" && to !== "Cancelled") || !token) return;
      await firsthand.release({ token }).catch(ignoreProblem);
      await keep(ctx, order, { tries });
    },
  };

  /** The hold has expired: the buyer is back at the cart, and may try again. */
  async function giveBack(holdId) {
    const ctx = await contexts.create({ apiType: "admin" });
    const order = await connection
      .getRepository(ctx, Order)
      .findOne({ where: { customFields: { firsthandHold: holdId } } });
    if (order?.state === "ArrangingPayment") await orders.transitionToState(ctx, order.id, "AddingItems");
  }

  return { process, giveBack };
}

/** Pays: what the payment provider authorised is captured once the unit is redeemed, and never without it. */
function redeemAfterPayment(firsthand) {
  return new PaymentMethodHandler({
    code: "firsthand-payment",
    description: [{ languageCode: LanguageCode.en, value: "Payment that redeems the unit that is held" }],
    args: {},
    async createPayment(_, order, amount) {
      // Authorise here, with the payment provider of the shop.
      const { firsthandToken: token } = order.customFields;
      if (scarceLines(order).length > 0) {
        try {
          await firsthand.redeem(
            { token: token ?? "none", orderId: order.code, shippingAddress: addressOf(order) },
            { idempotencyKey: order.code },
          );
        } catch (error) {
          if (!(error instanceof FirsthandProblem)) throw error;
          // Void the authorisation here: the hold has expired, or the address is another one.
          return { amount, state: "Declined", errorMessage: error.message, metadata: {} };
        }
      }
      // Capture here.
      return { amount, state: "Settled", transactionId: order.code, metadata: {} };
    },
    settlePayment: () => ({ success: true }),
  });
}

function scarceLines(order) {
  return order.lines.filter(
    ({ productVariant, quantity }) => quantity > 0 && productVariant.customFields.firsthandSale,
  );
}

function checkoutOf(order, quantity) {
  const { customer } = order;
  // A guest is a customer since this order: that says nothing of them.
  const createdAt = customer.user ? { createdAt: customer.createdAt.toISOString() } : {};
  const visitToken = order.customFields.firsthandVisit;
  return {
    ...(visitToken ? { visitToken } : {}),
    account: { id: String(customer.id), email: customer.emailAddress, ...createdAt },
    shippingAddress: addressOf(order),
    payment: { method: "card" },
    quantity,
    channel: "web",
  };
}

function addressOf({ shippingAddress }) {
  const { fullName, streetLine1, streetLine2, city, province, postalCode, countryCode } = shippingAddress;
  const given = { name: fullName, city, region: province, postalCode };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, text]) => text)),
    lines: [streetLine1, streetLine2].filter(Boolean),
    country: countryCode,
  };
}

/** It was let go before, or is sold. */
function ignoreProblem(error) {
  if (!(error instanceof FirsthandProblem)) throw error;
}
