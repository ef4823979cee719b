import type { DrawStage } from "../domain/draw/draw-stage.ts";
import type { SaleView } from "../domain/sale/read-sale.ts";
import { phaseOf, stockLevel } from "../domain/sale/record.ts";
import type { SaleDefinition } from "../domain/terms/definition.ts";
import type { DrawTerms } from "../domain/terms/draw.ts";
import { type RegistrationTerms, registrationPhase } from "../domain/terms/registration.ts";

/** What the draw of a sale adds to what is public of it. */
export type PublicDraw = { readonly stage: DrawStage; readonly registered?: number | undefined };

/** The public part of a sale, at a moment that may be later than the view. */
export function publicSale({ sale, stock }: SaleView, nowMs: number, drawn?: PublicDraw) {
  const { definition } = sale;
  const phase = phaseOf(sale, stock, nowMs);
  return {
    saleId: sale.saleId,
    title: definition.title,
    mode: definition.mode,
    ...(definition.test === undefined ? {} : { test: definition.test }),
    phase,
    ...(phase === "paused" && sale.pauseReason !== undefined ? { pauseReason: sale.pauseReason } : {}),
    opensAt: new Date(definition.opensAtMs).toISOString(),
    closesAt: new Date(definition.closesAtMs).toISOString(),
    serverTimeMs: nowMs,
    limits: definition.limits,
    stock: stockLevel(stock),
    price: definition.price,
    holdTtlSeconds: definition.holdTtlSeconds,
    acceptedPayments: definition.acceptedPayments,
    clientSignals: definition.clientSignals,
    ...(definition.registration === undefined
      ? {}
      : { registration: registrationView(definition.registration, nowMs, drawn?.registered) }),
    ...(definition.draw === undefined ? {} : { draw: drawView(definition.draw, drawn) }),
    ...(definition.fairWindow === undefined
      ? {}
      : {
          fairWindowSeconds: definition.fairWindow.seconds,
          admitPerSecond: definition.fairWindow.admitPerSecond,
        }),
    ...fulfilmentView(definition),
    ...(sale.loosened === undefined
      ? {}
      : { loosened: sale.loosened.map(({ atMs, terms }) => ({ at: new Date(atMs).toISOString(), terms })) }),
  };
}

/** What buyers are promised: by when it is sent, or how long it waits, and what they pay at first. */
function fulfilmentView({ timeZone, shipBy, shipWithinDays, deposit, collectWithinDays }: SaleDefinition) {
  return {
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(shipBy === undefined ? {} : { shipBy }),
    ...(shipWithinDays === undefined ? {} : { shipWithinDays }),
    ...(deposit === undefined ? {} : { deposit }),
    ...(collectWithinDays === undefined ? {} : { collectWithinDays }),
  };
}

function registrationView(terms: RegistrationTerms, nowMs: number, registered: number | undefined) {
  return {
    phase: registrationPhase(terms, nowMs),
    opensAt: new Date(terms.opensAtMs).toISOString(),
    closesAt: new Date(terms.closesAtMs).toISOString(),
    ...(registered === undefined ? {} : { registered }),
    ...(terms.invite === undefined ? {} : { invite: terms.invite }),
  };
}

function drawView({ drawAtMs, ...terms }: DrawTerms, drawn: PublicDraw | undefined) {
  return { ...(drawn === undefined ? {} : { stage: drawn.stage }), drawAt: new Date(drawAtMs).toISOString(), ...terms };
}

/** What its own shop reads of a sale on top of that. */
export function shopSale(view: SaleView, nowMs: number) {
  const { definition } = view.sale;
  return {
    ...publicSale(view, nowMs),
    sku: definition.sku,
    units: definition.units,
    addressLocked: definition.addressLocked,
    holderProof: definition.holderProof,
    ...(definition.challengeKinds === undefined ? {} : { challengeKinds: definition.challengeKinds }),
    ...(definition.phoneCountry === undefined ? {} : { phoneCountry: definition.phoneCountry }),
    ...(definition.campaignId === undefined ? {} : { campaignId: definition.campaignId }),
    ...(definition.registration === undefined ? {} : { registrationShards: definition.registration.shards }),
    ...(definition.waves === undefined ? {} : { waves: definition.waves }),
  };
}
