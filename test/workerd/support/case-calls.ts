import { caseAnswer, casesAnswer } from "../../../src/resellers/wire/case.ts";
import { assertion } from "./access-team.ts";
import { type Call, call, type Seen } from "./deployment.ts";

export const REASON = "Sells sold-out phones under the brand's name.";
export const ANN = { email: "brand@staff.example", sub: "brand-ann" };
export const BOB = { email: "brand@staff.example", sub: "brand-bob" };
export const TRUST = { email: "trust@staff.example", sub: "trust-1" };

/** Calls the API as a person of the staff. */
export async function as(person: object, path: string, options: Omit<Call, "shop"> = {}): Promise<Seen> {
  const headers = { "Cf-Access-Jwt-Assertion": await assertion(person), ...options.headers };
  return await call(path, { method: "GET", key: "", ...options, shop: undefined, headers });
}

export function post(person: object, path: string, body: unknown): Promise<Seen> {
  return as(person, path, { method: "POST", body });
}

/** Each report comes from an address of its own, unless it says otherwise. */
export function report(body: unknown, address: string = crypto.randomUUID()): Promise<Seen> {
  return call("/v1/resellers/reports", { body, shop: undefined, key: "", headers: { "CF-Connecting-IP": address } });
}

let shops = 0;
/** A host that poses as the brand and that no other test of the file uses. */
export function newHost(): string {
  shops += 1;
  return `xiaomi-store-${shops}.top`;
}

/** The case about a subject, found as the console finds it. */
export async function findCase(subject: string) {
  const { cases } = casesAnswer.parse((await as(ANN, `/v1/cases?q=${encodeURIComponent(subject)}`)).json);
  return cases.find((each) => each.subject === subject);
}

/** Opens a case by a report. */
export async function newCase(host = newHost()) {
  await report({ url: `https://${host}/phones` });
  const opened = await findCase(new URL(`https://${host}`).hostname);
  if (opened === undefined) throw new TypeError(`no case was opened for ${host}`);
  return opened;
}

export function dispose(caseId: string, transition: string, person: object = ANN, reason = REASON): Promise<Seen> {
  return post(person, `/v1/cases/${caseId}/dispositions`, { transition, reason });
}

export async function readCase(caseId: string) {
  return caseAnswer.parse((await as(ANN, `/v1/cases/${caseId}`)).json);
}
