import { deliver } from "../../app/record-deliveries.ts";
import { OUTCOMES_BYTES_MAX } from "../../domain/limits.ts";
import { deliveriesAnswer, deliveriesBody } from "../../wire/delivery.ts";
import { depsOf } from "../deps.ts";
import { readBody } from "../read-body.ts";
import { repeatedCall } from "../repeated-call.ts";
import { problemResponse, resultResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const recordDeliveriesRoute: Route = {
  method: "post",
  path: "/v1/deliveries",
  operationId: "recordDeliveries",
  summary: "Say which order and serial numbers were delivered by which decisions",
  description:
    "So that a number on an impostor's listing leads to the checkout that fed it. Numbers are kept as keyed hashes. Decisions that are not in the archive, or of another shop, are listed and left out: send them again later.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: deliveriesBody,
  answer: deliveriesAnswer,
  bodyBytesMax: OUTCOMES_BYTES_MAX,
  problems: [],
  handle: async ({ c, shop }) => {
    const body = await readBody(c, deliveriesBody, OUTCOMES_BYTES_MAX);
    if (!body.ok) return problemResponse(c, body.error);
    const call = repeatedCall(c, { source: `shop/${shop.id}`, body: body.value.json });
    if (!call.ok) return problemResponse(c, call.error);
    return resultResponse(c, await deliver(depsOf(c), { shop: shop.id, ...call.value }, body.value.value.deliveries));
  },
};
