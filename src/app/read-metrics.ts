import { DRAW_STAGES } from "../domain/draw/draw-stage.ts";
import { METRIC_SALES_MAX } from "../domain/limits.ts";
import type { MetricName, Sample } from "../domain/metrics.ts";
import { PRESSURE_LEVELS } from "../domain/pressure/level.ts";
import { listedSales } from "../platform/sales/sale-list.ts";
import { deliveryFigures } from "../platform/webhooks/deliveries.ts";
import type { Deps } from "./deps.ts";
import { watchDrawing } from "./draw/watch-draw.ts";
import { watchSale } from "./sale/watch-sale.ts";
import { callSale } from "./sale-call.ts";

/** Sales are asked from so long before they begin until so long after they have closed: no other object is woken by a reading. */
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
    ({ beginsAtMs, closesAtMs }) =>
      beginsAtMs - AROUND_SALE_MS <= deps.nowMs && deps.nowMs <= closesAtMs + AROUND_SALE_MS,
  );
  const asked = await Promise.all(
    around.slice(0, METRIC_SALES_MAX).map(async ({ saleId }) => await figuresOf(deps, saleId)),
  );
  return [up("sales", true), ...asked.flat()];
}

async function figuresOf(deps: Deps, saleId: string): Promise<readonly Sample[]> {
  const [called, watched] = await Promise.all([
    callSale(deps, saleId, async (sale) => ({ ledger: await sale.ledger("staff"), lagMs: await sale.exportLagMs() })),
    watchSale(deps, saleId),
  ]);
  if (!called.ok || !called.value.ledger.ok || !watched.ok) return [up(`sale/${saleId}`, false)];
  const { ledger, lagMs = 0 } = called.value;
  const { received, free, held, sold, withdrawn, verdicts, lostRecords } = ledger.value;
  const { view, pressure, reasons } = watched.value;
  const isDrawn = view.sale.definition.draw !== undefined;
  return [
    up(`sale/${saleId}`, true),
    ...Object.entries({ received, free, held, sold, withdrawn }).map(
      ([state, value]): Sample => ({ name: "firsthand_sale_units", labels: [saleId, state], value }),
    ),
    ...Object.entries(verdicts).map(
      ([verdict, value]): Sample => ({ name: "firsthand_attempts", labels: [saleId, verdict], value }),
    ),
    ...reasons.map(({ code, count }): Sample => ({ name: "firsthand_reasons", labels: [saleId, code], value: count })),
    ...oneOf("firsthand_pressure", saleId, PRESSURE_LEVELS, pressure.level),
    { name: "firsthand_lost_records", labels: [saleId], value: lostRecords },
    { name: "firsthand_export_lag_seconds", labels: [saleId], value: lagMs / 1000 },
    ...(isDrawn ? await drawFigures(deps, saleId) : []),
  ];
}

async function drawFigures(deps: Deps, saleId: string): Promise<readonly Sample[]> {
  const watched = await watchDrawing(deps, saleId);
  if (!watched.ok) return [up(`draw/${saleId}`, false)];
  const { draw, steps, progress } = watched.value;
  const overdueMs = Math.max(0, deps.nowMs - (draw.nextAtMs ?? deps.nowMs));
  const registered = steps.reduce((total, { count }) => total + count, 0);
  return [
    up(`draw/${saleId}`, true),
    { name: "firsthand_registrations", labels: [saleId], value: registered },
    ...oneOf("firsthand_draw_stage", saleId, DRAW_STAGES, draw.stage),
    { name: "firsthand_draw_overdue_seconds", labels: [saleId], value: overdueMs / 1000 },
    { name: "firsthand_called_places", labels: [saleId], value: progress?.calledTo ?? 0 },
  ];
}

/** A figure for each state that there is, so that a query finds those too in which the sale is not. */
function oneOf(name: MetricName, saleId: string, states: readonly string[], current: string): readonly Sample[] {
  return states.map((state) => ({ name, labels: [saleId, state], value: state === current ? 1 : 0 }));
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
