import type * as z from "zod";
import {
  type ChangedWebhook,
  putWebhook,
  readWebhook,
  redeliver,
  removeWebhook,
  rotateSecret,
  testWebhook,
  type WebhookChange,
  type WebhookDeps,
} from "../../app/webhooks/manage.ts";
import { deliveryPage, webhookView } from "../../app/webhooks/views.ts";
import type { Json } from "../../domain/canonical-json.ts";
import { isSaleId } from "../../domain/ids.ts";
import type { Result } from "../../domain/result.ts";
import { listWebhooks } from "../../platform/webhooks/webhooks.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import {
  DELIVERY_STATES,
  deletedWebhookAnswer,
  deliveryListAnswer,
  putWebhookBody,
  rotateSecretBody,
  sentEventAnswer,
  webhookAnswer,
  webhookListAnswer,
} from "../../wire/webhook.ts";
import { depsOf } from "../deps.ts";
import { readBody } from "../read-body.ts";
import { repeatedCall } from "../repeated-call.ts";
import { jsonResponse, problemResponse, resultResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";

const PATH = "/v1/webhooks/{webhookId}";

export const putWebhookRoute: Route = {
  tag: "Shop",
  caller: "shop",
  method: "put",
  path: PATH,
  operationId: "putWebhook",
  summary: "Say where events are to be sent, and which",
  description:
    "Events are signed as Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature` over id, timestamp and the exact body. The secret is told once, in the answer that makes the webhook. An event may come twice and in any order: know it by its id. Any 2xx within 15 seconds is success; 410 disables the webhook; everything else is tried again for 29 hours, later where `Retry-After` says so. Redirects are not followed.",
  keyed: true,
  body: putWebhookBody,
  answer: webhookAnswer,
  problems: ["webhooks-full", "webhooks-not-configured"],
  handle: async (call) => await changeWithBody(call, putWebhookBody, putWebhook),
};

export const listWebhooksRoute: Route = {
  tag: "Shop",
  caller: "shop",
  method: "get",
  path: "/v1/webhooks",
  operationId: "listWebhooks",
  summary: "All webhooks of the shop",
  description: "In the order of their ids, without their secrets.",
  answer: webhookListAnswer,
  problems: [],
  handle: async ({ c, shop }) => {
    const webhooks = await listWebhooks(c.env.DB, shop.id);
    return jsonResponse({ webhooks: webhooks.map((webhook) => webhookView(webhook, Date.now())) });
  },
};

export const getWebhookRoute: Route = {
  tag: "Shop",
  caller: "shop",
  method: "get",
  path: PATH,
  operationId: "getWebhook",
  summary: "One webhook",
  description: "Where it is, what it listens to, and whether anything is sent; not its secret, which is told once.",
  answer: webhookAnswer,
  problems: ["webhook-unknown"],
  handle: async ({ c, shop }) => {
    const webhook = await readWebhook(depsOf(c), { shop: shop.id, webhookId: c.req.param("webhookId") ?? "" });
    return webhook.ok ? jsonResponse(webhookView(webhook.value, Date.now())) : problemResponse(c, webhook.error);
  },
};

export const deleteWebhookRoute: Route = {
  tag: "Shop",
  caller: "shop",
  method: "delete",
  path: PATH,
  operationId: "deleteWebhook",
  summary: "Delete a webhook",
  description: "With everything that waits for it, and the list of what it was sent.",
  keyed: true,
  answer: deletedWebhookAnswer,
  problems: ["request-invalid", "webhook-unknown"],
  handle: async (call) => await change(call, null, removeWebhook),
};

export const rotateSecretRoute: Route = {
  tag: "Shop",
  caller: "shop",
  method: "post",
  path: `${PATH}/secrets`,
  operationId: "rotateWebhookSecret",
  summary: "Give a webhook a new secret",
  description:
    "Until the old one expires events carry a signature by each, so that the receiver can change without losing one. At most two are good at a time.",
  keyed: true,
  body: rotateSecretBody,
  answer: webhookAnswer,
  problems: ["webhook-unknown", "webhooks-not-configured"],
  handle: async (call) =>
    await changeWithBody(call, rotateSecretBody, (deps, at, { keepOldForSeconds }) =>
      rotateSecret(deps, at, keepOldForSeconds),
    ),
};

export const testWebhookRoute: Route = {
  tag: "Shop",
  caller: "shop",
  method: "post",
  path: `${PATH}/test`,
  operationId: "testWebhook",
  summary: "Send a webhook an event of type webhook.test",
  description: "Whatever it listens to. Its deliveries show what became of it.",
  keyed: true,
  answer: sentEventAnswer,
  problems: ["request-invalid", "webhook-unknown", "webhook-disabled"],
  handle: async (call) => await change(call, null, testWebhook),
};

export const listDeliveriesRoute: Route = {
  tag: "Shop",
  caller: "shop",
  method: "get",
  path: `${PATH}/deliveries`,
  operationId: "listDeliveries",
  summary: "What was sent to a webhook, and what it answered",
  description: "The latest events first, for 30 days.",
  query: [
    { name: "state", description: `One of ${DELIVERY_STATES.join(", ")}; all where it is left out.` },
    { name: "cursor", description: "`next` of the page before." },
  ],
  answer: deliveryListAnswer,
  problems: ["request-invalid", "webhook-unknown"],
  handle: async ({ c, shop }) => {
    const key = { shop: shop.id, webhookId: c.req.param("webhookId") ?? "" };
    const webhook = await readWebhook(depsOf(c), key);
    if (!webhook.ok) return problemResponse(c, webhook.error);
    const asked = c.req.query("state");
    const state = DELIVERY_STATES.find((known) => known === asked);
    if (asked !== undefined && state === undefined) {
      return problemResponse(c, invalid([{ pointer: "", detail: `state is none of ${DELIVERY_STATES.join(", ")}` }]));
    }
    return resultResponse(c, await deliveryPage(c.env.DB, key, { state, cursor: c.req.query("cursor") }));
  },
};

export const redeliverRoute: Route = {
  tag: "Shop",
  caller: "shop",
  method: "post",
  path: `${PATH}/deliveries/{eventId}/redeliver`,
  operationId: "redeliverEvent",
  summary: "Send an event again",
  description: "With its first id, whatever became of it before, and with as many tries as a new one.",
  keyed: true,
  answer: sentEventAnswer,
  problems: ["request-invalid", "webhook-unknown", "delivery-unknown", "webhook-disabled"],
  handle: async (call) =>
    await change(call, null, (deps, at) => redeliver(deps, at, call.c.req.param("eventId") ?? "")),
};

type Change = (deps: WebhookDeps, at: WebhookChange) => Promise<Result<ChangedWebhook, Problem>>;

async function changeWithBody<Schema extends z.ZodType>(
  call: ShopCall,
  schema: Schema,
  run: (deps: WebhookDeps, at: WebhookChange, body: z.infer<Schema>) => Promise<Result<ChangedWebhook, Problem>>,
): Promise<Response> {
  const body = await readBody(call.c, schema);
  if (!body.ok) return problemResponse(call.c, body.error);
  return await change(call, body.value.json, (deps, at) => run(deps, at, body.value.value));
}

/** Runs a change once under the key of the call. */
async function change({ c, shop }: ShopCall, body: Json, run: Change): Promise<Response> {
  const call = repeatedCall(c, { source: `shop/${shop.id}`, body });
  if (!call.ok) return problemResponse(c, call.error);
  const webhookId = c.req.param("webhookId") ?? "";
  if (!isSaleId(webhookId)) {
    const detail =
      "The id of a webhook is 1 to 63 characters of a-z, 0-9 and hyphen, and does not begin with a hyphen.";
    return problemResponse(c, { ...invalid([]), detail });
  }
  const changed = await run(depsOf(c), { shop: shop.id, webhookId, ...call.value });
  if (!changed.ok) return problemResponse(c, changed.error);
  const headers = { "Cache-Control": "no-store", ...(changed.value.replayed ? { "Idempotent-Replayed": "true" } : {}) };
  return jsonResponse(changed.value.answer, headers);
}
