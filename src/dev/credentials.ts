import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ACCESS_AUDIENCE, ACCESS_TEAM_DOMAIN, SALE_ID } from "./composition.ts";
import type { LocalSettings } from "./local-settings.ts";
import { DEVELOPMENT_SERVICE, DEVELOPMENT_STAFF } from "./people.ts";
import { mintAccessToken, mintServiceToken } from "./worker/staff/access-token.ts";

/** Writes what a program needs to use this composition: address, shop key, sale, and sessions of staff for half a day. */
export async function writeCredentials(folder: string, settings: LocalSettings, baseUrl: string): Promise<void> {
  const issuer = { key: settings.staffKey, issuer: ACCESS_TEAM_DOMAIN, audience: ACCESS_AUDIENCE };
  const staff: { [role: string]: { email: string; assertion: string }[] } = {};
  for (const person of DEVELOPMENT_STAFF) {
    const assertion = await mintAccessToken({ issuer, person, nowMs: Date.now() });
    staff[person.role] = [...(staff[person.role] ?? []), { email: person.email, assertion }];
  }
  const { clientId } = DEVELOPMENT_SERVICE;
  const service = { clientId, assertion: await mintServiceToken({ issuer, clientId, nowMs: Date.now() }) };
  const credentials = { baseUrl, shopKey: settings.shopKey, saleId: SALE_ID, staff, service };
  await writeFile(join(folder, "credentials.json"), `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
}
