import type { Bindings } from "./bindings.ts";
import { createApp } from "./http/app.ts";
import { createConsole } from "./http/console/console.ts";
import { deleteExpired } from "./platform/retention.ts";

export { PolicyObject } from "./objects/policy.object.ts";
export { SaleObject } from "./objects/sale.object.ts";

export default {
  fetch: createApp(createConsole()).fetch,
  scheduled: async (_event: ScheduledController, { DB }: Pick<Bindings, "DB">): Promise<void> => {
    await deleteExpired(DB, Date.now());
  },
} satisfies ExportedHandler<Bindings>;
