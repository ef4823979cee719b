import { handleQueue, requeueOverdue } from "./app/webhooks/handle-queue.ts";
import type { Bindings } from "./bindings.ts";
import { createApp } from "./http/app.ts";
import { shed } from "./http/checkout/admission.ts";
import { createConsole } from "./http/console/console.ts";
import { watchedBindings } from "./http/watched-bindings.ts";
import { deleteExpired } from "./platform/erasure/retention.ts";
import type { DeliveryMessage } from "./platform/webhooks/kept-event.ts";

export { DrawObject } from "./objects/draw.object.ts";
export { PolicyObject } from "./objects/policy.object.ts";
export { RegisterObject } from "./objects/register.object.ts";
export { SaleObject } from "./objects/sale.object.ts";
export { VisitsObject } from "./objects/visits.object.ts";

/** Once an hour: not a full one, at which everything else on the platform begins. */
const MINUTE_OF_DELETION = 17;

const app = createApp(createConsole());

export default {
  fetch: (request: Request, env: object, context: ExecutionContext): Response | Promise<Response> =>
    shed(request, env) ?? app.fetch(request, env, context),
  queue: (batch: MessageBatch<DeliveryMessage>, env: Bindings): Promise<void> =>
    handleQueue(batch, watchedBindings(env)),
  scheduled: async ({ scheduledTime }: ScheduledController, env: Bindings): Promise<void> => {
    const bindings = watchedBindings(env);
    await requeueOverdue(bindings, scheduledTime);
    if (new Date(scheduledTime).getUTCMinutes() === MINUTE_OF_DELETION) await deleteExpired(bindings.DB, Date.now());
  },
} satisfies ExportedHandler<Bindings, DeliveryMessage>;
