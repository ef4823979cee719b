import type { SaleDefinition } from "../terms/definition.ts";
import { type WeightFact, weekOf } from "./weight.ts";

/** What an appeal that was upheld adds to the weight of the buyer who was wronged. */
export type HeardAppeal = WeightFact & {
  readonly kind: "heard";
  readonly shop: string;
  readonly campaignId: string;
  readonly account: string;
};

/**
 * One ticket more in the next draw of the campaign, however many orders of the sale were appealed. It counts from when the appeal was
 * decided: being called in the sale that it is about came before, and being called again ends it.
 */
export function heardIn(
  { shop, definition }: { readonly shop: string; readonly definition: SaleDefinition },
  decidedAtMs: number,
  account: string | undefined,
): HeardAppeal | undefined {
  const { campaignId, draw, opensAtMs, timeZone } = definition;
  if (campaignId === undefined || account === undefined) return undefined;
  const week = weekOf(draw?.drawAtMs ?? opensAtMs, timeZone);
  return { kind: "heard", shop, campaignId, account, week, drawnAtMs: decidedAtMs };
}
