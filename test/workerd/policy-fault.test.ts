import { env, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import shipped from "../../dist/policy.json";
import { filesOf } from "../../src/domain/policy/policy-files.ts";
import { hashedPolicySchema } from "../../src/domain/rules/policy-document.ts";
import { POLICY_OBJECT_NAME } from "../../src/platform/policy-binding.ts";
import { serveCertificates } from "./support/access-team.ts";
import { migrateDatabase, slugOf } from "./support/deployment.ts";
import { callAs } from "./support/staff.ts";

/** The object's schema says that its tables are there, and they are not: every call of it fails from then on. */
async function loseTables(): Promise<void> {
  const policy = env.POLICY.getByName(POLICY_OBJECT_NAME);
  await runInDurableObject(policy, (_, { storage }) => {
    storage.sql.exec("CREATE TABLE schema_step (step INTEGER PRIMARY KEY)");
    storage.sql.exec("INSERT INTO schema_step (step) VALUES (0)");
  });
  await expect(runInDurableObject(policy, (_, state) => state.abort("restarted"))).rejects.toThrow("restarted");
}

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  await loseTables();
});

describe("while the Policy object fails", () => {
  const why = "for this test";
  const files = filesOf(hashedPolicySchema.parse(shipped));
  it.each([
    ["what is live", "/v1/rules", undefined],
    ["a replay", "/v1/rules/replay", { files }],
    ["a publication", "/v1/rules/publish", { files, why }],
    ["an approval", "/v1/rules/approve", { proposal: 1, why }],
    ["a withdrawal", "/v1/rules/withdraw", { proposal: 1, why }],
    ["a rollback", "/v1/rules/rollback", { why }],
  ])("%s is a 503 that says when to come back", async (_, path, body) => {
    const seen = await callAs("ana", path, body === undefined ? {} : { body });
    expect([seen.status, slugOf(seen)]).toEqual([503, "policy-unavailable"]);
    expect(seen.headers.get("retry-after")).toBe("5");
  });

  it("a page of the console says so, and when to come back", async () => {
    for (const path of ["/console/rules", "/console/rules/identity.one-device-per-account"]) {
      const seen = await callAs("ana", path);
      expect([seen.status, seen.headers.get("retry-after")], path).toEqual([503, "5"]);
      expect(seen.text).toContain("The policy cannot be had just now");
    }
  });

  it("a policy is still checked: nothing of it is needed for that", async () => {
    expect((await callAs("ana", "/v1/rules/check", { body: { files } })).status).toBe(200);
  });
});
