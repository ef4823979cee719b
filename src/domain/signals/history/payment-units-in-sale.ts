import type { HistoryFacts, Signal } from "../signal.ts";

export const paymentUnitsInSale: Signal<HistoryFacts> = {
  name: "payment.units_in_sale",
  title: "Units held or bought with this payment instrument",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.payment?.unitsInSale,
};
