import { DRAW_AFTER_LEAD_SECONDS_MIN } from "../../limits.ts";
import type { SaleDefinition, SaleMode } from "../../terms/definition.ts";
import { earliestDrawMs } from "../../terms/draw.ts";
import { shipsFirst } from "../../terms/fulfilment.ts";
import { promisesUnit } from "../../terms/registration.ts";
import type { Mode, TermRequirement, TermsRefusal } from "./mode.ts";

/** What each mode requires. A new name does not compile until it stands here. */
export const MODES: { readonly [mode in SaleMode]: Mode } = {
  flash: {
    requires: [
      {
        pointer: "/draw",
        detail: "belongs to a sale of mode draw; a flash sale has fairWindowSeconds",
        isMet: ({ draw, fairWindow }) => draw === undefined || fairWindow !== undefined,
      },
    ],
  },
  draw: {
    requires: [
      {
        pointer: "/registration",
        detail: "is needed: an order is drawn among who registered",
        isMet: ({ registration }) => registration !== undefined,
      },
      { pointer: "/draw", detail: "is needed in mode draw", isMet: ({ draw }) => draw !== undefined },
      {
        pointer: "/fairWindowSeconds",
        detail: "belongs to a sale of mode flash",
        isMet: ({ fairWindow }) => fairWindow === undefined,
      },
    ],
  },
  invite: {
    requires: [
      {
        pointer: "/registration/invite",
        detail: "must be required in mode invite",
        isMet: ({ registration }) => registration?.invite === "required",
      },
    ],
  },
  preorder: {
    requires: [
      {
        pointer: "/limits/perAccount",
        detail: "must be 1 in mode preorder",
        isMet: ({ limits }) => limits.perAccount === 1,
      },
      {
        pointer: "/shipBy",
        detail: "or shipWithinDays or waves is needed, each with addressLocked; or collectWithinDays",
        isMet: (definition) =>
          (shipsFirst(definition) && definition.addressLocked) || definition.collectWithinDays !== undefined,
      },
      {
        pointer: "/acceptedPayments",
        detail: "may name no payment on delivery where no deposit is taken",
        isMet: ({ acceptedPayments, deposit }) =>
          deposit !== undefined || !acceptedPayments.some((method) => ON_DELIVERY.includes(method)),
      },
    ],
  },
};

/** Payments that nobody has made when the order is placed. */
const ON_DELIVERY: readonly string[] = ["cod", "cash", "cash_on_delivery"];

/** What holds in every mode. */
const ALWAYS: readonly TermRequirement[] = [
  {
    pointer: "/test",
    detail:
      "leaves no room for registration, draw, fairWindowSeconds or campaignId: what they tell is told of real sales",
    isMet: ({ test, registration, draw, campaignId }) =>
      test === undefined || (registration ?? draw ?? campaignId) === undefined,
  },
  {
    pointer: "/registration",
    detail: "is needed where an order is drawn",
    isMet: ({ mode, registration, draw }) => mode === "draw" || draw === undefined || registration !== undefined,
  },
  {
    pointer: "/limits/perAccount",
    detail: "must be 1 where each invite promises a unit",
    isMet: (definition) => !promisesUnit(definition) || definition.limits.perAccount === 1,
  },
  {
    pointer: "/draw/drawAt",
    detail: `must be leadSeconds and ${DRAW_AFTER_LEAD_SECONDS_MIN} seconds or more after registration closes`,
    isMet: ({ registration, draw }) =>
      registration === undefined ||
      draw === undefined ||
      draw.drawAtMs >= earliestDrawMs(registration, draw.leadSeconds),
  },
  {
    pointer: "/draw/drawAt",
    detail: "must not be after the sale's closesAt",
    isMet: ({ draw, fairWindow, closesAtMs }) =>
      draw === undefined || fairWindow !== undefined || draw.drawAtMs <= closesAtMs,
  },
  {
    pointer: "/fairWindowSeconds",
    detail: "leaves no time for the draw before the sale's closesAt",
    isMet: ({ draw, fairWindow, closesAtMs }) =>
      draw === undefined || fairWindow === undefined || draw.drawAtMs <= closesAtMs,
  },
  {
    pointer: "/shipBy",
    detail: "shipWithinDays and waves each say when orders are sent: keep one of them",
    isMet: ({ shipBy, shipWithinDays, waves }) =>
      [shipBy, shipWithinDays, waves].filter((term) => term !== undefined).length <= 1,
  },
  {
    pointer: "/waves",
    detail: "must have the units of the sale in all",
    isMet: ({ waves, units: all }) => waves === undefined || waves.reduce((sum, { units }) => sum + units, 0) === all,
  },
  {
    pointer: "/waves",
    detail: "must be in the order of their dates",
    isMet: ({ waves = [] }) =>
      waves.every(({ shipBy }, at) => at === 0 || Date.parse(waves[at - 1]?.shipBy ?? "") < Date.parse(shipBy)),
  },
  {
    pointer: "/deposit",
    detail: "needs collectWithinDays: the rest is paid at collection",
    isMet: ({ deposit, collectWithinDays }) => deposit === undefined || collectWithinDays !== undefined,
  },
  {
    pointer: "/deposit/currency",
    detail: "must be the currency of the price",
    isMet: ({ deposit, price }) => deposit === undefined || deposit.currency === price.currency,
  },
  {
    pointer: "/deposit/amountMinor",
    detail: "must be more than 0 and less than the price",
    isMet: ({ deposit, price }) =>
      deposit === undefined || (deposit.amountMinor > 0 && deposit.amountMinor < price.amountMinor),
  },
];

/**
 * Whether a sale can be sold as its mode says. The sale itself asks, so that no caller can bring it to sell in another way than
 * it announces.
 * @returns every problem at once; undefined where there is none
 */
export function termsRefused(
  definition: SaleDefinition,
  modes: { readonly [mode: string]: Mode } = MODES,
): TermsRefusal | undefined {
  if (modeOf(definition, modes) === undefined) {
    return { kind: "mode-not-supported", mode: definition.mode, supported: Object.keys(modes) };
  }
  const problems = termProblems(definition, modes);
  return problems.length === 0 ? undefined : { kind: "terms-refused", problems };
}

/** What is wrong with terms, in a mode that there is; nothing is said of others. */
export function termProblems(
  definition: SaleDefinition,
  modes: { readonly [mode: string]: Mode } = MODES,
): readonly Pick<TermRequirement, "pointer" | "detail">[] {
  const mode = modeOf(definition, modes);
  if (mode === undefined) return [];
  return [...mode.requires, ...ALWAYS]
    .filter(({ isMet }) => !isMet(definition))
    .map(({ pointer, detail }) => ({ pointer, detail }));
}

function modeOf({ mode: name }: SaleDefinition, modes: { readonly [mode: string]: Mode }): Mode | undefined {
  return Object.hasOwn(modes, name) ? modes[name] : undefined;
}
