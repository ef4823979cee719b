import { readFileSync } from "node:fs";
import * as z from "zod";

export const CREDENTIALS = ".dev/credentials.json";

const person = z.object({ email: z.string(), assertion: z.string() });
const schema = z.object({
  baseUrl: z.url(),
  shopKey: z.string(),
  staff: z.record(z.string(), z.array(person)),
  service: z.object({ clientId: z.string(), assertion: z.string() }),
});

/** Address, shop key and sessions of the service that `npm start` runs here; undefined where it was never started. */
export function localCredentials(): z.infer<typeof schema> | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(CREDENTIALS, "utf8")));
  } catch {
    return undefined;
  }
}
