import { SELF } from "cloudflare:test";
import { assertion } from "./access-team.ts";
import { callAs, STAFF } from "./staff.ts";

const ORIGIN = "https://firsthand.test";
/** What a browser says of a call of our own pages. */
export const OURS = { Origin: ORIGIN, "Sec-Fetch-Site": "same-origin" };

/** A partner of the registry as it is imported. */
export const partnerOf = (id: string, change: object = {}) => ({
  id,
  legalName: `Partner ${id}`,
  hosts: [`${id}.example`],
  validFrom: "2026-01-01",
  ...change,
});

/** Has the registry hold these partners and no others. @throws TypeError when it is refused */
export async function putPartners(partners: readonly object[]): Promise<void> {
  const put = await callAs("dee", "/v1/resellers/authorized", { method: "PUT", body: partners, headers: OURS });
  if (put.status !== 200) throw new TypeError(`The registry was refused: ${put.text}`);
}

/** Sends a form of the pages of partners as a person with the role brand. */
export async function sendPartnerForm(
  path: string,
  fields: { readonly [name: string]: string } = { why: "A new tablet." },
): Promise<Response> {
  return await SELF.fetch(`${ORIGIN}/console/resellers/partners/${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { ...OURS, "Cf-Access-Jwt-Assertion": await assertion(STAFF.dee) },
    body: new URLSearchParams(fields),
  });
}

/** Makes a key of a partner. @throws TypeError when none is made */
export async function newPartnerKey(partnerId: string): Promise<string> {
  const answer = await sendPartnerForm(`${partnerId}/keys`);
  const key = /fh_pk_[A-Za-z0-9_-]{43}/.exec(await answer.text())?.[0];
  if (key === undefined) throw new TypeError(`No key was made: ${answer.status}`);
  return key;
}
