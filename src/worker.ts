import type { Bindings } from "./bindings.ts";
import { createApp } from "./http/app.ts";
import { shed } from "./http/checkout/admission.ts";
import { createConsole } from "./http/console/console.ts";
import { deleteExpired } from "./platform/erasure/retention.ts";

export { DrawObject } from "./objects/draw.object.ts";
export { PolicyObject } from "./objects/policy.object.ts";
export { RegisterObject } from "./objects/register.object.ts";
export { SaleObject } from "./objects/sale.object.ts";

const app = createApp(createConsole());

export default {
  fetch: (request: Request, env: object, context: ExecutionContext): Response | Promise<Response> =>
    shed(request, env) ?? app.fetch(request, env, context),
  scheduled: async (_event: ScheduledController, { DB }: Pick<Bindings, "DB">): Promise<void> => {
    await deleteExpired(DB, Date.now());
  },
} satisfies ExportedHandler<Bindings>;
