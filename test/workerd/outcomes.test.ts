import { runDurableObjectAlarm, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { type Call, call, migrateDatabase, type Seen, saleStub, shopKey, slugOf } from "./support/deployment.ts";
import { responseText } from "./support/response-text.ts";
import { decided, newSale } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

let saleId: string;
let decisionIds: readonly [string, string];

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  saleId = await newSale();
  const first = await decided(saleId, checkoutOf(1));
  const second = await decided(saleId, checkoutOf(2));
  decisionIds = [first.decisionId, second.decisionId];
  await runDurableObjectAlarm(saleStub(saleId));
});

function say(body: object, options: Omit<Call, "body"> = {}): Promise<Seen> {
  return call(`/v1/decisions/${decisionIds[0]}/outcomes`, { ...options, body });
}

const exportLine = z.object({
  record: z.looseObject({ decisionId: z.string() }),
  outcomes: z.array(z.object({ outcome: z.string(), atMs: z.number() })),
});

/** The export of the sale, by decision. */
async function exported(): Promise<Map<string, z.infer<typeof exportLine>>> {
  const response = await SELF.fetch(`https://firsthand.test/v1/sales/${saleId}/decisions`, {
    headers: { Authorization: `Bearer ${shopKey()}` },
  });
  expect(response.headers.get("content-type")).toBe("application/x-ndjson");
  const lines = (await responseText(response)).trimEnd().split("\n");
  return new Map(lines.map((line) => exportLine.parse(JSON.parse(line))).map((line) => [line.record.decisionId, line]));
}

describe("POST /v1/decisions/{decisionId}/outcomes", () => {
  it("records what a shop learned of its decision, for the export", async () => {
    const seen = await say({ outcome: "chargeback", at: "2026-01-02T00:00:00Z" });
    expect(seen.json).toEqual({ decisionId: decisionIds[0], outcome: "chargeback", at: "2026-01-02T00:00:00.000Z" });
    expect((await exported()).get(decisionIds[0])?.outcomes).toEqual([
      { outcome: "chargeback", atMs: Date.parse("2026-01-02T00:00:00Z") },
    ]);
  });

  it("answers a repeat with the same bytes and records it once", async () => {
    const first = await say({ outcome: "paid" }, { key: "once" });
    const again = await say({ outcome: "paid" }, { key: "once" });
    expect(again.text).toBe(first.text);
    expect([first, again].map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true"]);
    const { outcomes } = (await exported()).get(decisionIds[0]) ?? { outcomes: [] };
    expect(outcomes.filter(({ outcome }) => outcome === "paid").length).toBe(1);
  });

  it.each([
    ["a decision of another shop", { outcome: "paid" }, { shop: "shop-b" }, 404, "decision-unknown"],
    [
      "another request under a key that was used",
      { outcome: "chargeback" },
      { key: "once" },
      422,
      "idempotency-key-reused",
    ],
    ["a call without a key", { outcome: "paid" }, { key: "" }, 400, "idempotency-key-missing"],
    ["an outcome that is none", { outcome: "stolen" }, {}, 400, "request-invalid"],
    ["what did not happen yet", { outcome: "paid", at: "2036-01-01T00:00:00Z" }, {}, 400, "request-invalid"],
    ["a caller without a key of a shop", { outcome: "paid" }, { shop: undefined }, 401, "unauthorized"],
  ] as const)("refuses %s", async (_, body, options, status, slug) => {
    const seen = await say(body, options);
    expect([seen.status, slugOf(seen)]).toEqual([status, slug]);
  });

  it("takes the word of staff with the role trust, not brand", async () => {
    const path = `/v1/decisions/${decisionIds[1]}/outcomes`;
    const options = { body: { outcome: "confirmed_genuine" }, key: crypto.randomUUID() };
    expect((await callAs("dee", path, options)).status).toBe(403);
    expect((await callAs("ana", path, options)).status).toBe(200);
  });
});

describe("POST /v1/outcomes", () => {
  const outcomes = () => [
    { decisionId: decisionIds[0], outcome: "appeal_upheld", at: "2026-02-01T00:00:00Z" },
    { decisionId: decisionIds[1], outcome: "confirmed_scalper", at: "2026-02-01T00:00:00Z" },
    { decisionId: "dec_never", outcome: "paid", at: "2026-02-01T00:00:00Z" },
  ];

  it("records the known ones once, however often it is sent, and names the others", async () => {
    const before = (await exported()).get(decisionIds[1])?.outcomes.length ?? 0;
    for (const _ of ["first", "again"]) {
      const { json } = await call("/v1/outcomes", { body: { outcomes: outcomes() }, key: "import-1" });
      expect(json).toEqual({ recorded: 2, unknown: ["dec_never"] });
    }
    expect((await exported()).get(decisionIds[1])?.outcomes.length).toBe(before + 1);
  });

  it("knows no decisions of another shop", async () => {
    const { json } = await call("/v1/outcomes", { body: { outcomes: outcomes() }, shop: "shop-b" });
    expect(json).toEqual({ recorded: 0, unknown: [...decisionIds, "dec_never"] });
  });

  it("refuses the key of another import", async () => {
    const seen = await call("/v1/outcomes", { body: { outcomes: outcomes().slice(0, 1) }, key: "import-1" });
    expect([seen.status, slugOf(seen)]).toEqual([422, "idempotency-key-reused"]);
  });

  it("feeds the labels of a replay: the latest that says something of the buyer counts", async () => {
    const { policyHash } = (await callAs("ana", "/v1/rules")).json;
    const { json } = await callAs("ana", "/v1/rules/replay", { body: { policyHash, saleId } });
    expect(json.labels).toMatchObject({ abuse: 0, genuine: 2 });
  });
});
