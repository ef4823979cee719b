import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { assert, describe, expect, it } from "vitest";
import { readPolicyFolder } from "../../src/cli/rules/policy-folder.ts";
import { hashPolicy } from "../../src/cli/rules/policy-hash.ts";
import { checkPolicy } from "../../src/domain/rules/check-policy.ts";
import { loadPolicy, policyAt } from "../../src/domain/rules/load-policy.ts";

const RECORDING = "../shared/data/fraud_ecommerce/purchases.csv.gz";
const HOUR_MS = 3_600_000;

type Purchase = { account: string; device: string; sinceSignUpMs: number; atMs: number; fraud: boolean };

/** Recorded purchases of an online shop in order of time, to the minute; sex and age of the buyers are not read. */
function readPurchases(): Purchase[] {
  const [header = "", ...rows] = gunzipSync(readFileSync(RECORDING)).toString("utf8").trim().split(/\r?\n/);
  const columns = header.split(",");
  const column = (cells: string[], name: string) => cells[columns.indexOf(name)] ?? "";
  return rows
    .map((row) => row.split(","))
    .map((cells) => {
      const atMs = minuteMs(column(cells, "purchase_time"));
      const sinceSignUpMs = atMs - minuteMs(column(cells, "signup_time"));
      const [account, device] = [column(cells, "user_id"), column(cells, "device_id")];
      return { account, device, sinceSignUpMs, atMs, fraud: column(cells, "class") === "1" };
    })
    .sort((a, b) => a.atMs - b.atMs);
}

function minuteMs(text: string): number {
  const [month, day, year, hour, minute] = text.split(/[/ :]/).map(Number);
  return Date.UTC(2000 + Number(year), Number(month) - 1, day, hour, minute);
}

describe.skipIf(!existsSync(RECORDING))(
  `the shipped rules on recorded purchases (skipped without ${RECORDING})`,
  () => {
    it("stop more than half of the fraud and few of the others", () => {
      const { document } = checkPolicy(readPolicyFolder("rules"), Date.now());
      assert(document);
      const loaded = loadPolicy(hashPolicy(document), (_kind, value) => value);
      assert(loaded.ok);
      const policy = policyAt(loaded.value, Date.now());
      const tried = new Map<string, Set<string>>();
      const bought = new Map<string, Set<string>>();
      const counts = { stoppedFraud: 0, stoppedOther: 0, soldFraud: 0, soldOther: 0 };
      for (const { account, device, sinceSignUpMs, fraud } of readPurchases()) {
        const results = policy.evaluate({
          channel: "web",
          "payment.method": "card",
          "order.quantity": 1,
          "account.key": account,
          "account.age_hours": sinceSignUpMs / HOUR_MS,
          "account.attempts_in_sale": 0,
          "account.attempts_last_minute": 0,
          "account.units_in_sale": 0,
          "account.unpaid_holds": 0,
          "device.key": device,
          "device.other_accounts_in_sale": countOthers(bought.get(device), account),
          "device.other_accounts_attempted": countOthers(tried.get(device), account),
          "visit.state": "missing",
          "client.state": "absent",
          "sale.mode": "flash",
          "sale.client_signals": "optional",
          "sale.open_ms": HOUR_MS,
        });
        const stopped = results.some(
          ({ id, status, result }) =>
            status === "live" && result === "match" && typeof policy.findRule(id)?.then === "string",
        );
        tried.set(device, (tried.get(device) ?? new Set()).add(account));
        if (!stopped) bought.set(device, (bought.get(device) ?? new Set()).add(account));
        counts[`${stopped ? "stopped" : "sold"}${fraud ? "Fraud" : "Other"}`]++;
      }
      const recall = counts.stoppedFraud / (counts.stoppedFraud + counts.soldFraud);
      const precision = counts.stoppedFraud / (counts.stoppedFraud + counts.stoppedOther);
      const falsePositives = counts.stoppedOther / (counts.stoppedOther + counts.soldOther);
      expect(recall).toBeGreaterThan(0.57);
      expect(precision).toBeGreaterThan(0.79);
      expect(falsePositives).toBeLessThan(0.016);
    });
  },
);

function countOthers(accounts: ReadonlySet<string> | undefined, account: string): number {
  return (accounts?.size ?? 0) - (accounts?.has(account) ? 1 : 0);
}
