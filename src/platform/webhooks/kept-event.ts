/** An event as it is kept until it is delivered. `body` is the exact text that is signed. */
export type KeptEvent = {
  readonly eventId: string;
  readonly type: string;
  readonly atMs: number;
  readonly body: string;
};

/** Names one delivery: an event to a webhook. What it says is read where it is kept. */
export type DeliveryMessage = { readonly shop: string; readonly webhookId: string; readonly eventId: string };
