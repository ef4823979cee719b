import { env, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import shipped from "../../dist/policy.json";
import { filesOf } from "../../src/domain/policy/policy-files.ts";
import { hashedPolicySchema } from "../../src/domain/rules/policy-document.ts";
import { forgetLivePolicyHash } from "../../src/platform/policy/live-policy-hash.ts";
import { POLICY_OBJECT_NAME } from "../../src/platform/policy/policy-binding.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { migrateDatabase, saleStub, slugOf } from "./support/deployment.ts";
import { checkout, decided, newSale } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

const document = hashedPolicySchema.parse(shipped);
const files = filesOf({ ...document, policy: { ...document.policy, title: "A policy that was published" } });
const why = "for this test";

/** A sale that decided under the published policy, and the hash of that. */
let known: { readonly saleId: string; readonly policyHash: string };
/** A sale that nobody came to yet. */
let untouched: string;

/** Restarts an object; what it had not written is gone. */
async function restart(stub: DurableObjectStub): Promise<void> {
  await expect(runInDurableObject(stub, (_, state) => state.abort("restarted"))).rejects.toThrow("restarted");
}

/** The object's tables are gone and its schema says that they are there: every call of it fails from then on. */
async function loseTables(): Promise<void> {
  const policy = env.POLICY.getByName(POLICY_OBJECT_NAME);
  await runInDurableObject(policy, (_, { storage }) => void storage.sql.exec("DROP TABLE history"));
  await restart(policy);
  // As an isolate that is just being started knows it: not at all.
  forgetLivePolicyHash(env);
}

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  await callAs("ana", "/v1/rules/publish", { body: { files, why, breakGlass: true } });
  const saleId = await newSale();
  const { policyHash } = await decided(saleId, checkoutOf(1));
  known = { saleId, policyHash };
  untouched = await newSale();
  await loseTables();
});

describe("while the Policy object fails", () => {
  it("a sale goes on with the policy that it used last", async () => {
    expect(known.policyHash).not.toBe(shipped.hash);
    expect((await decided(known.saleId, checkoutOf(2))).policyHash).toBe(known.policyHash);
  });

  it("a sale that was restarted meanwhile does so too", async () => {
    await restart(saleStub(known.saleId));
    expect((await decided(known.saleId, checkoutOf(3))).policyHash).toBe(known.policyHash);
  });

  it("a sale that has used none decides nothing, not even by the policy that the service shipped with", async () => {
    const seen = await checkout(untouched, checkoutOf(4));
    expect([seen.status, slugOf(seen), seen.headers.get("retry-after")]).toEqual([503, "policy-unavailable", "5"]);
    const ledger = await callAs("ana", `/v1/sales/${untouched}/ledger`);
    expect(ledger.json).toMatchObject({ held: 0, free: 10 });
  });

  it.each([
    ["what is live", "/v1/rules", undefined],
    ["a replay", "/v1/rules/replay", { files }],
    ["a publication", "/v1/rules/publish", { files, why }],
    ["an approval", "/v1/rules/approve", { proposal: 1, why }],
    ["a withdrawal", "/v1/rules/withdraw", { proposal: 1, why }],
    ["a rollback", "/v1/rules/rollback", { why }],
  ])("%s is a 503 that says when to come back", async (_, path, body) => {
    const seen = await callAs("ana", path, body === undefined ? {} : { body });
    expect([seen.status, slugOf(seen), seen.headers.get("retry-after")]).toEqual([503, "policy-unavailable", "5"]);
  });

  it("a page of the console says so, and when to come back", async () => {
    for (const path of ["/console/rules", "/console/rules/identity.one-device-per-account", "/console/lists"]) {
      const seen = await callAs("ana", path);
      expect([seen.status, seen.headers.get("retry-after")], path).toEqual([503, "5"]);
      expect(seen.text).toContain("The policy cannot be had just now");
    }
  });

  it("a policy is still checked: nothing of it is needed for that", async () => {
    expect((await callAs("ana", "/v1/rules/check", { body: { files } })).json.problems).toEqual([]);
  });
});

describe("a Policy object that takes long to answer", () => {
  const TAKES_MS = 4000;

  it("keeps no checkout waiting for it", async () => {
    let answers = false;
    const busy = runInDurableObject(env.POLICY.getByName(POLICY_OBJECT_NAME), async (_, state) => {
      await state.blockConcurrencyWhile(() => scheduler.wait(TAKES_MS));
      answers = true;
    });
    forgetLivePolicyHash(env);
    expect((await decided(known.saleId, checkoutOf(5))).policyHash).toBe(known.policyHash);
    expect(answers).toBe(false);
    await busy;
  });
});
