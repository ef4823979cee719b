import { unstable_getMiniflareWorkerOptions } from "wrangler";

/** The runtime's behaviour that the deployed Worker asks for in `wrangler.toml`; every other Worker here asks for the same. */
export function compatibilityDate(): string {
  return unstable_getMiniflareWorkerOptions("wrangler.toml").workerOptions.compatibilityDate;
}
