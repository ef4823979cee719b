import { issuedInvitesAnswer } from "../../../src/wire/invite.ts";
import { registrationAnswer } from "../../../src/wire/registration.ts";
import { checkoutOf } from "../../support/fixtures.ts";
import type { KnownNames } from "./call-bodies.ts";
import { newCase } from "./case-calls.ts";
import { call } from "./deployment.ts";
import { drawnSale, freeze } from "./drawn-sale.ts";
import { newPartnerKey, partnerOf, putPartners } from "./partners.ts";
import { holdUnit, newSale } from "./shopping.ts";
import { callAs } from "./staff.ts";

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

/** One of everything that calls are about, by the names that their places have; what is empty is left out of a query. */
export async function knownWorld(): Promise<KnownNames> {
  await putPartners([partnerOf("north", { linkCode: "north-1" })]);
  const saleId = await newSale();
  const held = await holdUnit(saleId);
  const { caseId } = await newCase();
  const drawnSaleId = await drawnSale();
  await freeze(drawnSaleId);
  const webhook = { url: "http://127.0.0.1:9/", events: ["sale.opened"] };
  await call("/v1/webhooks/known-world", { method: "PUT", body: webhook });
  const health = await call("/healthz", { method: "GET", shop: undefined, key: "" });
  const settings = await callAs("ben", "/v1/resellers/settings");
  return {
    ...held,
    saleId,
    caseId,
    drawnSaleId,
    ...(await registered()),
    partnerKey: await newPartnerKey("north"),
    partnerId: "north",
    linkCode: "north-1",
    adapterId: "plain",
    phone: "+919812345678",
    shop: "shop-a",
    webhookId: "known-world",
    url: "https://xiaomi-store-9.top/",
    policyHash: String(health.json.policyHash),
    settingsText: String(settings.json.text),
    postalCode: "400001",
    country: "IN",
    sale: saleId,
    referenceFrom: inHours(-96),
    referenceTo: inHours(-48),
    from: inHours(-48),
    to: inHours(0),
    near: "",
    state: "",
    cursor: "",
  };
}

/** A sale by invite with somebody in it, and one that takes text messages. */
async function registered(): Promise<KnownNames> {
  const registration = { opensAt: inHours(-1), closesAt: inHours(1) };
  const times = { opensAt: inHours(2), closesAt: inHours(5) };
  const registeredSaleId = await newSale({ ...times, registration: { ...registration, invite: "required" } });
  const textedSaleId = await newSale({ ...times, registration });
  const invites = { invites: [{ for: { account: checkoutOf(1).account.id } }] };
  const issued = await call(`/v1/sales/${registeredSaleId}/invites`, { body: invites });
  const [invite] = issuedInvitesAnswer.parse(issued.json).invites;
  const body = { ...checkoutOf(1), inviteToken: invite?.inviteToken };
  const entered = await call(`/v1/sales/${registeredSaleId}/registrations`, { body });
  const { receipt } = registrationAnswer.parse(entered.json);
  return { registeredSaleId, textedSaleId, receipt, ...invite };
}
