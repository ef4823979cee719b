import type { Bindings } from "./bindings.ts";
import { createApp } from "./http/app.ts";
import { createConsole } from "./http/console/console.ts";
import { deleteExpired } from "./platform/retention.ts";

export { PolicyObject } from "./objects/policy.object.ts";
export { SaleObject } from "./objects/sale.object.ts";

const app = createApp(createConsole());

export default {
  fetch: app.fetch,
  scheduled: async (_event, env) => {
    await deleteExpired(env.DB, Date.now());
  },
} satisfies ExportedHandler<Bindings>;
