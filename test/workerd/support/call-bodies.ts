import { browserOrderOf, checkoutOf, SALE } from "../../support/fixtures.ts";
import { SMS_NUMBER } from "../../support/signed-text.ts";
import { accountToken } from "./forge.ts";

/** What stands in places of paths, queries and bodies by their names. */
export type KnownNames = { readonly [name: string]: string };

const AT = new Date(0).toISOString();
const REASON = "A reason of the length that is asked for.";
const IDENTIFIER = { kind: "account", value: "acc_1" };
const { shippingAddress } = checkoutOf(1);

/** Bodies that are accepted, by the call, where a sample of the schema would be turned away before anything is read. */
const BODIES: { readonly [operationId: string]: (known: KnownNames) => object } = {
  startVisit: () => ({}),
  putSale: () => SALE,
  putSaleSeries: () => {
    const { units: _units, ...sale } = SALE;
    return { sale: { ...sale, closesAt: "2026-01-02T00:00:00Z" }, every: "P7D", units: [10, 10] };
  },
  movePools: ({ partnerId }) => ({ from: partnerId, units: 1 }),
  issueInvites: () => ({ invites: [{ for: { account: "acc_9" } }] }),
  shareInvite: ({ inviteId }) => ({ inviteId, for: { account: "acc_8" } }),
  returnInvite: ({ inviteId }) => ({ inviteId }),
  register: () => checkoutOf(3),
  registrationStatus: ({ receipt }) => ({ receipt }),
  withdrawRegistration: ({ receipt }) => ({ receipt }),
  declineTurn: ({ receipt }) => ({ receipt }),
  receiveText: ({ textedSaleId, phone }) => ({
    messageId: crypto.randomUUID(),
    from: phone,
    to: SMS_NUMBER,
    text: `REG ${textedSaleId} 400001`,
  }),
  checkout: () => checkoutOf(2),
  redeemToken: ({ token }) => ({ token, orderId: "ord_2", shippingAddress }),
  releaseToken: ({ holdId }) => ({ holdId, reason: "cancelled" }),
  dispatchOrder: () => ({ shippingAddress }),
  collectOrder: () => ({ code: "000000" }),
  cancelOrder: () => ({ by: "shop", reason: REASON, units: "return" }),
  addOutcome: () => ({ outcome: "paid", at: AT }),
  importOutcomes: ({ decisionId }) => ({ outcomes: [{ decisionId, outcome: "paid", at: AT }] }),
  recordDeliveries: ({ decisionId }) => ({ deliveries: [{ decisionId, orderId: "ord-1", serials: ["SN-12345678"] }] }),
  erase: () => ({ ...IDENTIFIER, value: "acc_none" }),
  previewErasure: () => IDENTIFIER,
  putWebhook: () => ({ url: "http://127.0.0.1:9/", events: ["sale.opened"] }),
  disposeReview: () => ({ transition: "deny", reason: REASON }),
  replayRules: ({ policyHash, saleId }) => ({ policyHash, saleId }),
  rollBackRules: ({ policyHash }) => ({ to: policyHash, why: REASON }),
  reportReseller: () => ({ url: "https://xiaomi-store-9.top/phones" }),
  checkResellerSettings: ({ settingsText }) => ({ text: settingsText }),
  publishResellerSettings: ({ settingsText }) => ({ text: settingsText, why: REASON }),
  triageCases: ({ caseId }) => ({ caseIds: [caseId], action: "dismiss", reason: REASON }),
  disposeCase: () => ({ transition: "take", reason: REASON }),
  removeAttachment: () => ({ reason: REASON }),
  removePurchase: () => ({ reason: REASON }),
  removeIdentity: () => ({ reason: REASON }),
  identifySeller: () => ({ phone: "+919812345678", reason: REASON }),
};

/** The same of a browser, which proves its account. */
const BODIES_OF_BROWSERS: { readonly [operationId: string]: (known: KnownNames) => object } = {
  checkout: () => browserOrderOf(4),
  register: () => browserOrderOf(4),
  shareInvite: () => ({ for: { account: "acc_7" } }),
  returnInvite: ({ inviteToken }) => ({ inviteToken }),
};

/** @returns undefined where a sample of the schema does */
export async function bodyOf(operationId: string, caller: string, known: KnownNames): Promise<object | undefined> {
  const ofBrowser = caller === "browser" ? BODIES_OF_BROWSERS[operationId] : undefined;
  if (ofBrowser !== undefined) return { ...ofBrowser(known), accountToken: await accountToken({ sub: "acc-4" }) };
  const body = BODIES[operationId]?.(known);
  // Of staff a reason is asked in two calls.
  return caller === "staff" && operationId === "erase" ? { ...body, why: REASON } : body;
}

/** What a form asks for beside what all of them may, by the end of its path. */
const FORMS: { readonly [end: string]: (known: KnownNames) => { readonly [name: string]: string } } = {
  "/official/reports": () => ({ kind: "suspicion", url: "https://xiaomi-store-9.top/phones" }),
  "/sales/:saleId": ({ receipt = "" }) => ({ receipt }),
  "/pressure": () => ({ level: "busy" }),
  "/entries": () => ({ decision: "exclude", entry: "x" }),
  "/orders/cancel": () => ({ orderId: "ord-1", by: "shop", cause: "mistake", units: "return" }),
  "/orders/appeal": () => ({ orderId: "ord-1", outcome: "upheld" }),
  "/label": () => ({ outcome: "confirmed_genuine" }),
  "/find": () => ({ kind: "account", value: "acc_1" }),
  "/reviews/:decisionId": () => ({ transition: "deny" }),
  "/console/resellers": () => ({ kind: "suspicion", url: "https://xiaomi-store-9.top/phones" }),
  "/resellers/triage": ({ caseId = "" }) => ({ case: caseId, act: "dismiss" }),
  "/clues": () => ({ kind: "serial", value: "SN-12345678" }),
  "/identities": () => ({ phone: "+919812345678" }),
  "/unlink": ({ decisionId = "" }) => ({ decisionId }),
  "/resellers/partners": () => ({ text: "[]", format: "json", version: "1" }),
  "/resellers/settings/preview": ({ settingsText = "" }) => ({ text: settingsText }),
  "/resellers/settings/publish": ({ settingsText = "" }) => ({ text: settingsText }),
};

/** Fields of the form at an address of the router, with a file for those that take one. */
export function fieldsOf(pattern: string, known: KnownNames): FormData {
  const own = Object.entries(FORMS).flatMap(([end, fields]) => (pattern.endsWith(end) ? [fields(known)] : []));
  const common = { ...IDENTIFIER, why: REASON, reason: REASON, text: REASON, transition: "take", host: "a.top" };
  const fields = new FormData();
  const texts: { readonly [name: string]: string } = Object.assign(common, { pressKey: crypto.randomUUID() }, ...own);
  for (const [name, value] of Object.entries(texts)) fields.set(name, value);
  fields.set("registry", new File(["id,legalName,hosts,validFrom\n"], "registry.csv"));
  return fields;
}
