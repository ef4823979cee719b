import type { HistoryFacts, Signal } from "../signal.ts";

export const deviceUnitsInSale: Signal<HistoryFacts> = {
  name: "device.units_in_sale",
  title: "Units held or bought with this device",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.device?.unitsInSale,
};
