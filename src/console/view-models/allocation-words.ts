import type { DecisionRecord } from "../decision-record.ts";
import { countOf } from "../words/count.ts";

/** A sentence around a moment, if it has one: the page writes that in the reader's zone. */
export type AllocationWords = { readonly before: string; readonly atMs?: number | undefined; readonly after: string };

const ADDRESS_WORDS: { readonly [match in NonNullable<NonNullable<DecisionRecord["hold"]>["addressMatch"]>]: string } =
  {
    exact: "",
    near: " Its address was another spelling than the checkout's, with the same numbers.",
    absent: " The shop did not say where the order goes, though the sale is locked to the address of the checkout.",
  };

/** What was allocated, and what became of it. */
export function allocationWords({ allocation, hold, quantity }: DecisionRecord): AllocationWords {
  if (allocation.status === "none") return plain("Nothing was allocated: only an allowed checkout takes units.");
  if (allocation.status === "sold_out") {
    return plain("Nothing was allocated: every unit was held or sold at that moment.");
  }
  if (allocation.status === "fewer_left") {
    return plain(
      `Nothing was allocated: ${countOf(allocation.left ?? 0, "unit was", "units were")} free, and more were asked for.`,
    );
  }
  const held = `${countOf(allocation.quantity ?? quantity, "unit", "units")} held`;
  if (hold === undefined || hold.state === "held") {
    return allocation.expiresAt === undefined
      ? plain(`${held}, waiting for payment.`)
      : { before: `${held} until `, atMs: Date.parse(allocation.expiresAt), after: ", waiting for payment." };
  }
  const atMs = Date.parse(hold.at);
  switch (hold.state) {
    case "sold": {
      const order = hold.orderId === undefined ? "." : ` as order ${hold.orderId}.`;
      const address = hold.addressMatch === undefined ? "" : ADDRESS_WORDS[hold.addressMatch];
      return { before: `${held}, then sold at `, atMs, after: `${order}${address}` };
    }
    case "released":
      return { before: `${held}, then released by the shop at `, atMs, after: "; the units went back to the sale." };
    case "expired":
      return {
        before: `${held}, but not paid in time; the hold ended at `,
        atMs,
        after: " and the units went back to the sale.",
      };
  }
}

function plain(words: string): AllocationWords {
  return { before: words, after: "" };
}
