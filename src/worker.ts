import { createApp } from "./http/app.ts";
import { createConsole } from "./http/console/console.ts";

export { PolicyObject } from "./objects/policy.object.ts";
export { SaleObject } from "./objects/sale.object.ts";

export default createApp(createConsole());
