import type { ConversationObject } from "./objects/conversation.object.ts";
import type { DrawObject } from "./objects/draw.object.ts";
import type { InvitesObject } from "./objects/invites.object.ts";
import type { ObjectEnv } from "./objects/object-env.ts";
import type { PolicyObject } from "./objects/policy.object.ts";
import type { RegisterObject } from "./objects/register.object.ts";
import type { SaleObject } from "./objects/sale.object.ts";
import type { VisitsObject } from "./objects/visits.object.ts";

/** What the runtime binds to the Worker, as `wrangler.toml` declares it. Variables and secrets are read by `parseConfig` alone. */
export type Bindings = {
  readonly SALE: DurableObjectNamespace<SaleObject>;
  readonly REGISTER: DurableObjectNamespace<RegisterObject>;
  readonly DRAW: DurableObjectNamespace<DrawObject>;
  readonly INVITES: DurableObjectNamespace<InvitesObject>;
  readonly CONVERSATION: DurableObjectNamespace<ConversationObject>;
  readonly VISITS: DurableObjectNamespace<VisitsObject>;
  readonly POLICY: DurableObjectNamespace<PolicyObject>;
  readonly DB: D1Database;
  readonly WEBHOOKS: ObjectEnv["WEBHOOKS"];
  readonly PUBLIC_RECORDS: R2Bucket;
  readonly ASSETS: Fetcher;
  readonly PUBLIC_LIMIT: RateLimit;
  readonly PUBLIC_NETWORK_LIMIT: RateLimit;
  readonly REPORT_LIMIT: RateLimit;
  readonly REPORT_NETWORK_LIMIT: RateLimit;
};
