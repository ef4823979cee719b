import type * as z from "zod";
import type { SaleDefinition } from "../domain/terms/definition.ts";
import type { DrawTerms } from "../domain/terms/draw.ts";
import type { saleTerms } from "./sale-terms.ts";

/** The terms of a sale as a shop writes them. */
export type SaleRequest = z.output<typeof saleTerms>;

/** The terms that a shop would write for a sale as it is: put again, they change nothing. */
export function saleRequest(definition: SaleDefinition): SaleRequest {
  const { opensAtMs, closesAtMs, registration, draw, fairWindow, limits, acceptedPayments, ...rest } = definition;
  const { challengeKinds, waves, price, deposit, ...plain } = rest;
  return {
    ...plain,
    price: { ...price },
    limits: { ...limits },
    acceptedPayments: [...acceptedPayments],
    opensAt: instantOf(opensAtMs),
    closesAt: instantOf(closesAtMs),
    ...(challengeKinds === undefined ? {} : { challengeKinds: [...challengeKinds] }),
    ...(waves === undefined ? {} : { waves: waves.map((wave) => ({ ...wave })) }),
    ...(deposit === undefined ? {} : { deposit: { ...deposit } }),
    ...(registration === undefined ? {} : { registrationShards: registration.shards }),
    ...(fairWindow === undefined
      ? registeredTerms({ registration, draw })
      : { fairWindowSeconds: fairWindow.seconds, admitPerSecond: fairWindow.admitPerSecond }),
  };
}

function registeredTerms({ registration, draw }: Pick<SaleDefinition, "registration" | "draw">) {
  return {
    ...(registration === undefined
      ? {}
      : {
          registration: {
            opensAt: instantOf(registration.opensAtMs),
            closesAt: instantOf(registration.closesAtMs),
            invite: registration.invite ?? ("none" as const),
          },
        }),
    ...(draw === undefined ? {} : { draw: drawnTerms(draw) }),
  };
}

function drawnTerms({ drawAtMs, ...terms }: DrawTerms) {
  return { drawAt: instantOf(drawAtMs), ...terms };
}

function instantOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
