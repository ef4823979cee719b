import type { PolicyBinding } from "../platform/policy/policy-binding.ts";
import type { DeliveryMessage } from "../platform/webhooks/kept-event.ts";

/** What an object uses of what the runtime binds; variables and secrets are read by `configOf`. */
export type ObjectEnv = PolicyBinding & { readonly DB: D1Database; readonly WEBHOOKS: Queue<DeliveryMessage> };
