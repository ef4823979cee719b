import { clueValue } from "../../domain/clue-value.ts";
import { OUTCOMES_BYTES_MAX } from "../../domain/limits.ts";
import { ok, type Result } from "../../domain/result.ts";
import { type Clue, clueKeysOf } from "../../platform/clue-keys.ts";
import { recordDeliveries } from "../../platform/deliveries.ts";
import { knownDecisions } from "../../platform/outcomes.ts";
import { deliveriesAnswer, deliveriesBody } from "../../wire/delivery.ts";
import type { Problem } from "../../wire/problem.ts";
import { idempotencyKey } from "../idempotency.ts";
import { readBody } from "../read-body.ts";
import { resultResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";
import { KEY_REUSED, repeatedCall } from "../rules/repeated-call.ts";

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
  handle: async (call) => resultResponse(call.c, await deliver(call)),
};

type Recorded = { readonly recorded: number; readonly unknown: readonly string[] };

async function deliver({ c, shop }: ShopCall): Promise<Result<Recorded, Problem>> {
  const key = idempotencyKey(c);
  if (!key.ok) return key;
  const body = await readBody(c, deliveriesBody, OUTCOMES_BYTES_MAX);
  if (!body.ok) return body;
  const { deliveries } = body.value.value;
  const { id } = shop;
  const { call, fingerprint } = repeatedCall(c, { source: `shop/${id}`, key: key.value, body: body.value.json });
  const ids = [...new Set(deliveries.map(({ decisionId }) => decisionId))];
  const known = await knownDecisions(c.env.DB, ids, id);
  const taken = deliveries.filter(({ decisionId }) => known.has(decisionId));
  const clueKey = clueKeysOf(c.get("config"), id);
  const delivered = taken.flatMap(({ decisionId, orderId, serials }) =>
    cluesOf(orderId, serials).map((clue) => ({ pseudonym: clueKey(clue), decisionId })),
  );
  const first = await recordDeliveries(c.env.DB, { call, fingerprint, delivered }, Date.now());
  if (first !== fingerprint) return KEY_REUSED;
  return ok({ recorded: taken.length, unknown: ids.filter((decisionId) => !known.has(decisionId)) });
}

function cluesOf(orderId: string | undefined, serials: readonly string[]): Clue[] {
  const numbers = [
    ...(orderId === undefined ? [] : [{ kind: "order" as const, text: orderId }]),
    ...serials.map((text) => ({ kind: "serial" as const, text })),
  ];
  return numbers.flatMap(({ kind, text }) => {
    const value = clueValue(kind, text);
    return value === undefined ? [] : [{ kind, value }];
  });
}
