import { type Config, DEVELOPMENT_ENVIRONMENTS } from "../../config.ts";
import type { Json } from "../../domain/canonical-json.ts";
import { eventBody } from "../../domain/events/event.ts";
import { asksOfStaff } from "../../domain/events/registry.ts";
import { newEventId, newTokenId } from "../../domain/ids.ts";
import { WEBHOOK_ROTATION_SECONDS, WEBHOOKS_PER_SHOP_MAX } from "../../domain/limits.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import { describeError, log } from "../../platform/log.ts";
import { cancelDeliveries, findDelivery, keepForOne, restartDelivery } from "../../platform/webhooks/deliveries.ts";
import type { DeliveryMessage } from "../../platform/webhooks/kept-event.ts";
import { secretOf } from "../../platform/webhooks/secrets.ts";
import { enqueue } from "../../platform/webhooks/send-events.ts";
import { changeOnce, findWebhookCall, type KeptAnswer } from "../../platform/webhooks/webhook-calls.ts";
import { readWebhookUrl } from "../../platform/webhooks/webhook-url.ts";
import {
  deleteWebhook,
  findWebhook,
  listWebhooks,
  type SecretName,
  type StoredWebhook,
  type WebhookKey,
  writeWebhook,
} from "../../platform/webhooks/webhooks.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { KEY_REUSED, type RepeatedCall } from "../record-outcomes.ts";
import { webhookView } from "./views.ts";

/** What use cases of webhooks work with. */
export type WebhookDeps = Pick<Deps, "db" | "config" | "nowMs" | "random" | "queue">;

/** Which webhook is changed, and by which call. */
export type WebhookChange = WebhookKey & RepeatedCall;

/** The answer of a change, as JSON; the same again for a repeat of its call. */
export type ChangedWebhook = { readonly answer: { readonly [name: string]: Json }; readonly replayed: boolean };

export type WebhookTerms = {
  readonly url: string;
  readonly events: readonly string[];
  readonly state: StoredWebhook["state"];
};

const UNKNOWN: Problem = { slug: "webhook-unknown", detail: "No webhook of this shop has this id. Make it with PUT." };
const DISABLED: Problem = {
  slug: "webhook-disabled",
  detail: "Nothing is sent to a webhook that is disabled. Put it anew to enable it.",
};

/** Makes a webhook, whose secret is told this once, or changes where one is and what it listens to. */
export async function putWebhook(
  deps: WebhookDeps,
  change: WebhookChange,
  terms: WebhookTerms,
): Promise<Result<ChangedWebhook, Problem>> {
  return await once(deps, change, async () => {
    const { db, config, nowMs } = deps;
    const refused = termsRefused(config, change.shop, terms);
    if (refused !== undefined) return err(refused);
    const existing = await findWebhook(db, change);
    if (existing === undefined && (await listWebhooks(db, change.shop)).length >= WEBHOOKS_PER_SHOP_MAX) {
      const detail = `A shop may have ${WEBHOOKS_PER_SHOP_MAX} webhooks. Delete one that is needed no more.`;
      return err({ slug: "webhooks-full", detail });
    }
    const secret = existing === undefined ? newSecret(deps) : undefined;
    const webhook: StoredWebhook = {
      shop: change.shop,
      webhookId: change.webhookId,
      ...terms,
      disabledBecause: terms.state === "disabled" ? "shop" : undefined,
      secrets: existing?.secrets ?? (secret === undefined ? [] : [secret]),
      timeouts: 0,
      restsUntilMs: 0,
      createdAtMs: existing?.createdAtMs ?? nowMs,
      updatedAtMs: nowMs,
    };
    const cancelled = terms.state === "disabled" ? [cancelDeliveries(db, change)] : [];
    return ok({
      answer: { members: webhookView(webhook, nowMs), secret },
      statements: [writeWebhook(db, webhook), ...cancelled],
    });
  });
}

/** Gives a webhook a new secret; the one before signs beside it for a while, so that receivers can change without losing an event. */
export async function rotateSecret(
  deps: WebhookDeps,
  change: WebhookChange,
  keepOldForSeconds: number = WEBHOOK_ROTATION_SECONDS,
): Promise<Result<ChangedWebhook, Problem>> {
  return await once(deps, change, async () => {
    const webhook = await findWebhook(deps.db, change);
    if (webhook === undefined) return err(UNKNOWN);
    const secret = newSecret(deps);
    const [latest] = webhook.secrets;
    const before = latest === undefined ? [] : [{ ...latest, expiresAtMs: deps.nowMs + keepOldForSeconds * 1000 }];
    const changed = { ...webhook, secrets: [secret, ...before], updatedAtMs: deps.nowMs };
    return ok({
      answer: { members: webhookView(changed, deps.nowMs), secret },
      statements: [writeWebhook(deps.db, changed)],
    });
  });
}

/** Deletes a webhook with everything that waits for it. */
export async function removeWebhook(
  deps: WebhookDeps,
  change: WebhookChange,
): Promise<Result<ChangedWebhook, Problem>> {
  return await once(deps, change, async () => {
    const webhook = await findWebhook(deps.db, change);
    if (webhook === undefined) return err(UNKNOWN);
    return ok({
      answer: { members: { webhookId: change.webhookId, status: "deleted" } },
      statements: deleteWebhook(deps.db, change),
    });
  });
}

/** Sends an event of type `webhook.test` to one webhook, whatever it listens to. */
export async function testWebhook(deps: WebhookDeps, change: WebhookChange): Promise<Result<ChangedWebhook, Problem>> {
  const { db, nowMs, random } = deps;
  const { shop, webhookId } = change;
  const eventId = newEventId(nowMs, random);
  return await once(deps, change, async () => {
    const webhook = await findWebhook(db, change);
    if (webhook === undefined) return err(UNKNOWN);
    if (webhook.state === "disabled") return err(DISABLED);
    const body = eventBody({ type: "webhook.test", atMs: nowMs, data: { webhookId } });
    const event = { eventId, type: "webhook.test", atMs: nowMs, body };
    return ok({
      answer: { members: { eventId, status: "waiting" } },
      statements: [keepForOne(db, change, event, nowMs)],
      message: { shop, webhookId, eventId },
    });
  });
}

/** Sends an event again, with its first id, whatever became of it before. */
export async function redeliver(
  deps: WebhookDeps,
  change: WebhookChange,
  eventId: string,
): Promise<Result<ChangedWebhook, Problem>> {
  const { db, nowMs } = deps;
  const message = { shop: change.shop, webhookId: change.webhookId, eventId };
  return await once(deps, change, async () => {
    const [webhook, delivery] = [await findWebhook(db, change), await findDelivery(db, message)];
    if (webhook === undefined) return err(UNKNOWN);
    if (delivery === undefined) {
      return err({ slug: "delivery-unknown", detail: "This webhook was sent no such event, or it is too long ago." });
    }
    if (webhook.state === "disabled") return err(DISABLED);
    return ok({
      answer: { members: { eventId, status: "waiting" } },
      statements: [restartDelivery(db, message, nowMs)],
      message,
    });
  });
}

/** A webhook of a shop. */
export async function readWebhook(
  { db }: Pick<WebhookDeps, "db">,
  key: WebhookKey,
): Promise<Result<StoredWebhook, Problem>> {
  const webhook = await findWebhook(db, key);
  return webhook === undefined ? err(UNKNOWN) : ok(webhook);
}

function termsRefused(config: Config, shop: string, { url, events }: WebhookTerms): Problem | undefined {
  if (config.webhookKeys.length === 0) {
    return {
      slug: "webhooks-not-configured",
      detail: "This deployment has no WEBHOOK_KEYS. Its operator makes them with npm run setup -- keys.",
      retryAfterSeconds: 3600,
    };
  }
  const read = readWebhookUrl(url, DEVELOPMENT_ENVIRONMENTS.includes(config.environment));
  if (!read.ok) return invalid([{ pointer: "/url", detail: read.error }]);
  if (config.shops.get(shop)?.staffEvents === true) return undefined;
  const refused = events.flatMap((pattern, index) =>
    asksOfStaff(pattern)
      ? [
          {
            pointer: `/events/${index}`,
            detail: "tells of the operator's staff: SHOPS must say staffEvents of this shop",
          },
        ]
      : [],
  );
  return refused.length === 0 ? undefined : invalid(refused);
}

function newSecret({ config, nowMs, random }: WebhookDeps): SecretName {
  const [key] = config.webhookKeys;
  assert(key !== undefined, "webhooks are set up");
  return { kid: key.kid, nonce: newTokenId(nowMs, random), createdAtMs: nowMs };
}

type Planned = {
  readonly answer: KeptAnswer;
  readonly statements: readonly D1PreparedStatement[];
  /** What is put into the queue once it is written; if that fails, the next minute does it. */
  readonly message?: DeliveryMessage;
};

/** Makes a change once: a repeat of its call gets the same answer, secret included. */
async function once(
  deps: WebhookDeps,
  change: WebhookChange,
  plan: () => Promise<Result<Planned, Problem>>,
): Promise<Result<ChangedWebhook, Problem>> {
  const { db, queue, nowMs } = deps;
  const { call, fingerprint } = change;
  const known = await findWebhookCall(db, call);
  if (known !== undefined)
    return known.fingerprint === fingerprint ? told(deps, change, known.answer, true) : KEY_REUSED;
  const planned = await plan();
  if (!planned.ok) return planned;
  const { answer, statements, message } = planned.value;
  if (!(await changeOnce(db, { call, fingerprint, answer }, statements, nowMs))) return await once(deps, change, plan);
  if (message !== undefined) await enqueueOrLeave(queue, message);
  return told(deps, change, answer, false);
}

/** What the queue does not take now is kept, and a minute of the schedule puts it there. */
async function enqueueOrLeave(queue: WebhookDeps["queue"], message: DeliveryMessage): Promise<void> {
  try {
    await enqueue(queue, [message]);
  } catch (error) {
    log("webhooks-unsent", { detail: describeError(error) });
  }
}

function told(
  { config }: WebhookDeps,
  key: WebhookKey,
  { members, secret }: KeptAnswer,
  replayed: boolean,
): Result<ChangedWebhook, Problem> {
  const text = secret && secretOf(config, key, secret);
  if (secret !== undefined && text === undefined) {
    const detail = "The key of this secret was withdrawn. Rotate the secret of the webhook.";
    return err({ slug: "idempotent-reply-withdrawn", detail });
  }
  return ok({ answer: text === undefined ? members : { ...members, secret: text }, replayed });
}
