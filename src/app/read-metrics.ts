import { METRIC_SALES_MAX } from "../domain/limits.ts";
import type { Sample } from "../domain/metrics.ts";
import { listedSales } from "../platform/sales/sale-list.ts";
import { deliveryFigures } from "../platform/webhooks/deliveries.ts";
import type { Deps } from "./deps.ts";
import { callSale } from "./sale-call.ts";

/** Sales are asked from so long before they open until so long after they have closed: no other object is woken by a reading. */
const AROUND_SALE_MS = 3_600_000;

/** What an alarm needs. What cannot be read is left out, and named as a source that is not up. */
export async function readMetrics(deps: Deps): Promise<readonly Sample[]> {
  const [sales, deliveries] = await Promise.all([saleFigures(deps), webhookFigures(deps)]);
  return [...sales, ...deliveries];
}

async function saleFigures(deps: Deps): Promise<readonly Sample[]> {
  let listed: Awaited<ReturnType<typeof listedSales>>;
  try {
    listed = await listedSales(deps.db);
  } catch {
    return [up("sales", false)];
  }
  const around = listed.filter(
    ({ opensAtMs, closesAtMs }) =>
      opensAtMs - AROUND_SALE_MS <= deps.nowMs && deps.nowMs <= closesAtMs + AROUND_SALE_MS,
  );
  const asked = await Promise.all(
    around.slice(0, METRIC_SALES_MAX).map(async ({ saleId }) => await figuresOf(deps, saleId)),
  );
  return [up("sales", true), ...asked.flat()];
}

async function figuresOf(deps: Deps, saleId: string): Promise<readonly Sample[]> {
  const called = await callSale(deps, saleId, async (sale) => ({
    ledger: await sale.ledger("staff"),
    lagMs: await sale.exportLagMs(),
  }));
  if (!called.ok || !called.value.ledger.ok) return [up(`sale/${saleId}`, false)];
  const { ledger, lagMs = 0 } = called.value;
  const { received, free, held, sold, withdrawn, verdicts, lostRecords } = ledger.value;
  return [
    up(`sale/${saleId}`, true),
    ...Object.entries({ received, free, held, sold, withdrawn }).map(
      ([state, value]): Sample => ({ name: "firsthand_sale_units", labels: [saleId, state], value }),
    ),
    ...Object.entries(verdicts).map(
      ([verdict, value]): Sample => ({ name: "firsthand_attempts", labels: [saleId, verdict], value }),
    ),
    { name: "firsthand_lost_records", labels: [saleId], value: lostRecords },
    { name: "firsthand_export_lag_seconds", labels: [saleId], value: lagMs / 1000 },
  ];
}

async function webhookFigures({ db, nowMs }: Deps): Promise<readonly Sample[]> {
  try {
    const { waiting, failed, overdueMs } = await deliveryFigures(db, nowMs);
    return [
      up("webhooks", true),
      { name: "firsthand_webhook_deliveries", labels: ["waiting"], value: waiting },
      { name: "firsthand_webhook_deliveries", labels: ["failed"], value: failed },
      { name: "firsthand_webhook_overdue_seconds", labels: [], value: overdueMs / 1000 },
    ];
  } catch {
    return [up("webhooks", false)];
  }
}

function up(source: string, isUp: boolean): Sample {
  return { name: "firsthand_source_up", labels: [source], value: isUp ? 1 : 0 };
}
