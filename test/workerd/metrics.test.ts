import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { saleObjectName } from "../../src/domain/ids.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { callWith } from "./support/call-with.ts";
import { migrateDatabase } from "./support/deployment.ts";
import { drawNow, drawnSale, freeze, register } from "./support/drawn-sale.ts";
import { checkout, newSale } from "./support/shopping.ts";

beforeAll(migrateDatabase);

/** Of the key `metrics-key`. */
const SETTINGS = {
  METRICS_KEY_HASHES: JSON.stringify(["65d4b602383661868c37d43f1996ba907872c96a1f2f0e86e3b6f5e35d464066"]),
};
const read = (key = "metrics-key", settings: object = SETTINGS) =>
  callWith(settings, "/metrics", { headers: { Authorization: `Bearer ${key}` } });

describe("the figures for alarms", () => {
  it("are those of the sale itself", async () => {
    const saleId = await newSale({ units: 7 });
    await checkout(saleId, checkoutOf(1));
    const response = await read();
    const lines = (await response.text()).split("\n");
    expect(response.headers.get("content-type")).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
    expect(lines).toContain(`firsthand_sale_units{sale="${saleId}",state="received"} 7`);
    expect(lines).toContain(`firsthand_attempts_total{sale="${saleId}",verdict="allow"} 1`);
    expect(lines).toContain('firsthand_source_up{source="webhooks"} 1');
    expect(lines.slice(-2)).toEqual(["# EOF", ""]);
  });

  it("tell how hard a sale is pressed, and which reasons its decisions name", async () => {
    const saleId = await newSale();
    await checkout(saleId, checkoutOf(1));
    await checkout(saleId, checkoutOf(1));
    const lines = (await (await read()).text()).split("\n");
    expect(lines).toContain(`firsthand_pressure{sale="${saleId}",level="calm"} 1`);
    expect(lines).toContain(`firsthand_pressure{sale="${saleId}",level="besieged"} 0`);
    expect(lines).toContain(`firsthand_reasons_total{sale="${saleId}",code="LIMIT_ACCOUNT"} 1`);
  });

  it("follow a draw from its registrations to its call, and say how late it is", async () => {
    const saleId = await drawnSale();
    await register(saleId, 1);
    await freeze(saleId);
    const waiting = (await (await read()).text()).split("\n");
    expect(waiting).toContain(`firsthand_registrations{sale="${saleId}"} 1`);
    expect(waiting).toContain(`firsthand_draw_stage{sale="${saleId}",stage="committed"} 1`);
    const overdue = waiting.find((line) => line.startsWith(`firsthand_draw_overdue_seconds{sale="${saleId}"}`));
    expect(Number(overdue?.split(" ").at(-1))).toBeGreaterThan(0);
    await drawNow(saleId);
    const called = (await (await read()).text()).split("\n");
    expect(called).toContain(`firsthand_draw_stage{sale="${saleId}",stage="committed"} 0`);
    expect(called).toContain(`firsthand_called_places{sale="${saleId}"} 1`);
    expect(called).toContain(`firsthand_draw_overdue_seconds{sale="${saleId}"} 0`);
  });

  it("ask the sale of a draw once how it is", async () => {
    const saleId = await drawnSale();
    const asked: string[] = [];
    const SALE = {
      getByName: (name: string) =>
        new Proxy(env.SALE.getByName(name), {
          get(stub, method) {
            if (method === "watch") asked.push(name);
            return Reflect.get(stub, method);
          },
        }),
    };
    await read("metrics-key", { ...SETTINGS, SALE });
    expect(asked.filter((name) => name === saleObjectName(saleId))).toHaveLength(1);
  });

  it("leave a sale out that is long over, and wake it not", async () => {
    const saleId = await newSale({ opensAt: "2020-01-01T00:00:00Z", closesAt: "2020-01-02T00:00:00Z" });
    expect(await (await read()).text()).not.toContain(saleId);
  });

  it.each([
    ["another key", 401, () => read("other-key")],
    ["no key in the settings", 404, () => read("metrics-key", {})],
    ["a key in the settings that is no hash", 503, () => read("metrics-key", { METRICS_KEY_HASHES: '["short"]' })],
  ])("are told to nobody with %s", async (_, status, asked) => {
    expect((await asked()).status).toBe(status);
  });
});
