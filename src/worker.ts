import { everyMinute } from "./app/every-minute.ts";
import { handleQueue } from "./app/webhooks/handle-queue.ts";
import type { Bindings } from "./bindings.ts";
import { createApp } from "./http/app.ts";
import { shed } from "./http/checkout/admission.ts";
import { createConsole } from "./http/console/console.ts";
import { watchedBindings } from "./http/watched-bindings.ts";
import type { DeliveryMessage } from "./platform/webhooks/kept-event.ts";

export { ConversationObject } from "./objects/conversation.object.ts";
export { DrawObject } from "./objects/draw.object.ts";
export { InvitesObject } from "./objects/invites.object.ts";
export { PolicyObject } from "./objects/policy.object.ts";
export { RegisterObject } from "./objects/register.object.ts";
export { SaleObject } from "./objects/sale.object.ts";
export { VisitsObject } from "./objects/visits.object.ts";

const app = createApp(createConsole());

export default {
  fetch: (request: Request, env: object, context: ExecutionContext): Response | Promise<Response> =>
    shed(request, env) ?? app.fetch(request, env, context),
  queue: (batch: MessageBatch<DeliveryMessage>, env: Bindings): Promise<void> =>
    handleQueue(batch, watchedBindings(env)),
  scheduled: ({ scheduledTime }: ScheduledController, env: Bindings): Promise<void> =>
    everyMinute(watchedBindings(env), scheduledTime),
} satisfies ExportedHandler<Bindings, DeliveryMessage>;
