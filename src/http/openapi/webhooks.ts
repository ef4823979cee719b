import * as z from "zod";
import { EVENT_TYPES, EVENTS } from "../../domain/events/registry.ts";
import { EVENT_DATA } from "../../wire/webhook-events.ts";

/** Headers of Standard Webhooks. */
const HEADERS = [
  {
    name: "webhook-id",
    description: "Id of the event: the same when it comes again.",
    example: "evt_01KBA1JDQ8Z5V7N3T4W6X9Y2CF",
  },
  {
    name: "webhook-timestamp",
    description: "When this message was sent, in seconds since 1970.",
    example: "1796113800",
  },
  {
    name: "webhook-signature",
    description: "One or two signatures with a space between: `v1,` and HMAC-SHA-256 over `id.timestamp.body`, base64.",
    example: "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
  },
];

/** Every event that is posted to webhooks, as the section `webhooks` of OpenAPI has it. */
export function describedWebhooks() {
  return Object.fromEntries(
    EVENT_TYPES.map((type) => {
      const { meaning, example } = EVENTS[type];
      const id = z.globalRegistry.get(EVENT_DATA[type])?.id;
      const body = {
        type: "object",
        description: meaning,
        required: ["type", "timestamp", "data"],
        properties: {
          type: { const: type, description: "The type of the event." },
          timestamp: { type: "string", format: "date-time", description: "When it happened." },
          test: { const: true, description: "Present where it is of a test sale." },
          data: { $ref: `#/components/schemas/${id}` },
        },
      };
      const post = {
        operationId: `on-${type}`,
        summary: meaning,
        tags: ["Webhooks"],
        security: [],
        parameters: HEADERS.map((header) => ({ ...header, in: "header", required: true, schema: { type: "string" } })),
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: body,
              example: { type, timestamp: "2026-12-01T08:30:00.000Z", data: example },
            },
          },
        },
        responses: {
          "200": { description: "It is delivered; so is any other 2xx." },
          "410": { description: "Nothing more is wanted: the webhook is disabled." },
        },
      };
      return [type, { post }];
    }),
  );
}
