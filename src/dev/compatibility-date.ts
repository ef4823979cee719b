import { unstable_readConfig } from "wrangler";

/** The runtime's behaviour that the deployed Worker asks for in `wrangler.toml`; every other Worker here asks for the same. */
export function compatibilityDate(): string {
  const { compatibility_date: date } = unstable_readConfig({ config: "wrangler.toml" });
  if (date === undefined) throw new Error("wrangler.toml names no compatibility_date.");
  return date;
}
