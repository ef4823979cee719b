import * as z from "zod";
import { EVENT_TYPES, isEventPattern } from "../domain/events/registry.ts";
import { WEBHOOK_ROTATION_SECONDS_MAX, WEBHOOK_URL_CHARS_MAX } from "../domain/limits.ts";
import { instant, integer } from "../domain/text.ts";

export const WEBHOOK_STATES = ["enabled", "disabled"] as const;
export const DELIVERY_STATES = ["waiting", "delivered", "failed", "cancelled"] as const;

/** Body of `PUT /v1/webhooks/{webhookId}`. */
export const putWebhookBody = z
  .strictObject({
    url: z.string().min(1).max(WEBHOOK_URL_CHARS_MAX),
    events: z
      .array(z.string().refine(isEventPattern, "must be a type of event, or a family such as hold.*"))
      .min(1)
      .max(EVENT_TYPES.length),
    state: z.enum(WEBHOOK_STATES).default("enabled"),
  })
  .meta({ id: "WebhookRequest" });

/** A webhook as its shop sees it. */
export const webhookAnswer = z
  .object({
    webhookId: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    state: z.enum(WEBHOOK_STATES),
    disabledBecause: z
      .enum(["shop", "gone"])
      .optional()
      .meta({ description: "`gone`: it answered 410. `shop`: it was put so." }),
    secrets: z.array(z.object({ createdAt: instant, expiresAt: instant.optional() })),
    secret: z.string().optional().meta({
      description: "What the receiver verifies with. Told once: when it is made, and to repeats of that call.",
    }),
    restsUntil: instant.optional(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Webhook" });

export const webhookListAnswer = z.object({ webhooks: z.array(webhookAnswer) }).meta({ id: "Webhooks" });

/** Body of `POST /v1/webhooks/{webhookId}/secrets`. */
export const rotateSecretBody = z
  .strictObject({ keepOldForSeconds: integer(0, WEBHOOK_ROTATION_SECONDS_MAX).optional() })
  .meta({ id: "SecretRotation" });

export const deletedWebhookAnswer = z
  .object({ webhookId: z.string(), status: z.literal("deleted") })
  .meta({ id: "DeletedWebhook" });

/** Answer of a test event, and of an event that is sent again. */
export const sentEventAnswer = z
  .object({ eventId: z.string(), status: z.literal("waiting") })
  .meta({ id: "SentEvent" });

const delivery = z.object({
  eventId: z.string(),
  type: z.enum(EVENT_TYPES),
  occurredAt: instant,
  state: z.enum(DELIVERY_STATES),
  tries: z.int(),
  lastTries: z.array(
    z.object({
      at: instant,
      tookMs: z.int(),
      status: z.int().optional(),
      failed: z.enum(["status", "redirect", "timeout", "unreachable", "not-allowed", "no-key"]).optional(),
    }),
  ),
  nextTryAt: instant.optional(),
  body: z.string(),
});

/** Answer of `GET /v1/webhooks/{webhookId}/deliveries`. */
export const deliveryListAnswer = z
  .object({ deliveries: z.array(delivery), next: z.string().optional() })
  .meta({ id: "WebhookDeliveries" });
