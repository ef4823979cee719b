import * as z from "zod";
import { firstOverlap, type Series, salesOfSeries } from "../domain/campaign/series.ts";
import { SALE_UNITS_MAX, SERIES_DAYS_MAX, SERIES_SALES_MAX } from "../domain/limits.ts";
import { termProblems } from "../domain/sale/modes/registry.ts";
import { integer } from "../domain/text.ts";
import { shopSaleAnswer } from "./sale.ts";
import { problemsOf, saleDefinition, saleTerms } from "./sale-terms.ts";

const DAYS = /^P([1-9][0-9]?)D$/;

/** Body of `POST /v1/campaigns/{campaignId}/sales`. */
export const saleSeriesBody = z
  .strictObject({
    sale: saleTerms.omit({ units: true, campaignId: true }),
    every: z
      .string()
      .refine((text) => daysOf(text) >= 1 && daysOf(text) <= SERIES_DAYS_MAX, `must be P1D to P${SERIES_DAYS_MAX}D`)
      .meta({
        description:
          "Days from one sale to the next, as an ISO 8601 duration. They are counted by the clocks of the sale's `timeZone`, so that noon stays noon.",
      }),
    units: z.array(integer(1, SALE_UNITS_MAX)).min(1).max(SERIES_SALES_MAX).meta({
      description: "Number of units of each sale, in their order; as many sales are made.",
    }),
  })
  .superRefine((body, context) => {
    for (const { pointer, detail } of seriesProblems(body)) {
      context.addIssue({ code: "custom", message: detail, path: pointer.slice(1).split("/") });
    }
  })
  .meta({ id: "SaleSeries" });
type SaleSeries = z.infer<typeof saleSeriesBody>;

/** Its answer. */
export const madeSeriesAnswer = z.object({ sales: z.array(shopSaleAnswer) }).meta({ id: "MadeSeries" });

/** The series as the domain knows it, with times in milliseconds. */
export function seriesOf({ sale, every, units }: SaleSeries, campaignId: string): Series {
  const [first = 0] = units;
  return { first: saleDefinition({ ...sale, units: first, campaignId }), days: daysOf(every), units };
}

/** What is wrong with the first sale, then with any other: dates that fit in one week may not in the next, when clocks are set. */
function seriesProblems(body: SaleSeries): readonly { readonly pointer: string; readonly detail: string }[] {
  const inSale = (pointer: string) => `/sale${pointer}`;
  const [first = 0] = body.units;
  const ofFirst = problemsOf({ ...body.sale, units: first });
  if (ofFirst.length > 0) return ofFirst.map(({ pointer, detail }) => ({ pointer: inSale(pointer), detail }));
  const sales = salesOfSeries(seriesOf(body, ""));
  const overlap = firstOverlap(sales);
  if (overlap !== undefined)
    return [{ pointer: "/every", detail: `sale ${overlap + 1} is open when the next one opens` }];
  return sales.flatMap((sale, at) =>
    termProblems(sale).map(({ pointer, detail }) => ({
      pointer: inSale(pointer),
      detail: `${detail}, in sale ${at + 1}`,
    })),
  );
}

function daysOf(every: string): number {
  return Number(DAYS.exec(every)?.[1] ?? 0);
}
