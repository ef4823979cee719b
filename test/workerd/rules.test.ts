import { env, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { findChainFault } from "../../src/domain/hash-chain.ts";
import { POLICY_OBJECT_NAME } from "../../src/platform/policy/policy-binding.ts";
import { rulesAnswer } from "../../src/wire/rules.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { migrateDatabase, saleStub, slugOf } from "./support/deployment.ts";
import { answerOf, checkout, newSale } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

/** How long an isolate goes on with the live hash that it knows. */
const HASH_FRESH_MS = 5000;

const RULE = "packs/test/subject.yaml";

/** A policy of one rule; `change` replaces lines of the rule. */
function policyFiles(
  change: { readonly when?: string; readonly then?: string; readonly title?: string; readonly waived?: boolean } = {},
) {
  return [
    {
      path: "policy.yaml",
      text: `title: ${change.title ?? "A policy of one rule"}
packs:
  test: Rules of this test
thresholds:
  - { challenge: never, review: never, deny: never }
withoutScore: challenge
${change.waived === false ? "" : "shadowWaived: { packs: [test], because: Rules of this test decide at once. }"}
`,
    },
    {
      path: RULE,
      text: `id: test.subject
title: A very large order by somebody unknown
why: Large orders empty a sale (OWASP OAT-005 scalping).
owner: trust
status: live
when: ${change.when ?? "order.quantity >= 10"}
then: ${change.then ?? "deny"}
reason: ORDER_LARGE
message: The order is for ten units or more.
falsePositives:
  - A school that orders for a class.
shadow: { from: 2026-09-01, to: 2026-10-01 }
examples:
  - given: { order.quantity: 12 }
    expect: match
  - given: { order.quantity: 0 }
    expect: no_match
`,
    },
  ];
}

const publish = (who: "ana" | "ben", body: object) =>
  callAs(who, "/v1/rules/publish", { body: { why: "for this test", ...body } });
const rules = async () => rulesAnswer.parse((await callAs("ana", "/v1/rules")).json);

/** The policy that decides a new checkout, as soon as this isolate asks again. */
async function decidingHash(saleId: string, buyer: number): Promise<string> {
  vi.setSystemTime(Date.now() + HASH_FRESH_MS);
  return answerOf(await checkout(saleId, checkoutOf(buyer))).policyHash;
}

let saleId: string;
let shippedHash: string;

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  saleId = await newSale({ units: 1000 });
  ({ policyHash: shippedHash } = await rules());
});

describe("who may", () => {
  it.each([
    ["dee", "GET", "/v1/rules"],
    ["service", "GET", "/v1/rules"],
    ["dee", "POST", "/v1/rules/check"],
    ["service", "POST", "/v1/rules/publish"],
    ["service", "POST", "/v1/rules/check"],
    ["dee", "POST", "/v1/rules/rollback"],
    ["checker", "GET", "/v1/rules"],
    ["checker", "POST", "/v1/rules/publish"],
    ["checker", "POST", "/v1/rules/approve"],
    ["checker", "POST", "/v1/rules/withdraw"],
    ["checker", "POST", "/v1/rules/rollback"],
    ["checker", "POST", "/v1/outcomes"],
    ["checker", "GET", "/v1/sales/any/decisions"],
  ] as const)("%s may not %s %s", async (who, method, path) => {
    const seen = await callAs(who, path, method === "GET" ? {} : { body: {} });
    expect([seen.status, slugOf(seen)]).toEqual([403, "forbidden"]);
  });

  it("a service that the configuration names may check and replay", async () => {
    const checked = await callAs("checker", "/v1/rules/check", { body: { files: policyFiles() } });
    expect([checked.status, checked.json.problems]).toEqual([200, []]);
    const replayed = await callAs("checker", "/v1/rules/replay", { body: { files: policyFiles() } });
    expect([replayed.status, replayed.json.decisions]).toEqual([200, 0]);
  });

  it("a service opens no page of the console", async () => {
    expect((await callAs("checker", "/console/rules")).status).toBe(403);
  });

  it("another site may not, even with the session of somebody who may", async () => {
    const headers = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
    const seen = await callAs("ana", "/v1/rules/rollback", { body: { why: "because" }, headers });
    expect([seen.status, slugOf(seen)]).toEqual([403, "forbidden"]);
  });
});

describe("POST /v1/rules/check", () => {
  it("names the hash of a policy without problems", async () => {
    const seen = await callAs("ana", "/v1/rules/check", { body: { files: policyFiles() } });
    expect(seen.json).toEqual({ problems: [], policyHash: expect.stringMatching(/^sha256-[\w-]{43}$/) });
  });

  it("gives the checker's list, with places", async () => {
    const files = policyFiles({ when: "order.quantiti >= 10" });
    const { json } = await callAs("ana", "/v1/rules/check", { body: { files } });
    expect(json.problems).toEqual([
      expect.objectContaining({ file: RULE, line: 6, column: 7, code: "signal-unknown", rule: "test.subject" }),
    ]);
  });
});

describe("the policy", () => {
  it("is the shipped one until one is published", async () => {
    expect(await decidingHash(saleId, 1)).toBe(shippedHash);
    expect((await rules()).history).toEqual([]);
  });

  it("is not changed by a bad bundle, which is refused with the checker's list", async () => {
    const seen = await publish("ana", { files: policyFiles({ then: "denyy" }) });
    expect([seen.status, slugOf(seen)]).toEqual([422, "policy-invalid"]);
    expect(z.array(z.object({ file: z.string() })).parse(seen.json.problems)[0]?.file).toBe(RULE);
    expect(await decidingHash(saleId, 2)).toBe(shippedHash);
  });

  it("takes no rule live that its file calls watched and the service never saw in shadow", async () => {
    const seen = await publish("ana", { files: policyFiles({ waived: false }) });
    expect([seen.status, slugOf(seen)]).toEqual([422, "policy-invalid"]);
    expect(seen.json.problems).toMatchObject([{ file: RULE, rule: "test.subject", code: "shadow-unseen" }]);
    expect((await rules()).history).toEqual([]);
  });

  it("waits for a second person where there is nothing to replay, and who proposed it is none", async () => {
    const proposed = await publish("ana", { files: policyFiles(), saleId: "never-was" });
    expect(proposed.json).toMatchObject({ status: "waiting", needs: ["no-replay"], replay: null });
    const { proposal } = proposed.json;
    const alone = await callAs("ana", "/v1/rules/approve", { body: { proposal, why: "I agree with me" } });
    expect([alone.status, slugOf(alone)]).toEqual([409, "second-person-needed"]);
    expect(await decidingHash(saleId, 3)).toBe(shippedHash);

    const approved = await callAs("ben", "/v1/rules/approve", { body: { proposal, why: "looks right" } });
    expect(approved.json).toMatchObject({ status: "live", policyHash: proposed.json.policyHash });
    expect(await decidingHash(saleId, 4)).toBe(proposed.json.policyHash);
    expect((await rules()).rules).toEqual([
      { id: "test.subject", title: "A very large order by somebody unknown", status: "live" },
    ]);
  });

  it("goes live at once where its replay denies nobody more", async () => {
    await runDurableObjectAlarm(saleStub(saleId));
    const { json } = await publish("ana", { files: policyFiles({ title: "Another title" }), saleId });
    expect(json.endedProposals).toEqual([]);
    expect(json).toMatchObject({ status: "live", replay: { decisions: 4, newlyDenied: 0 } });
    expect(await decidingHash(saleId, 5)).toBe(json.policyHash);
  });

  it("waits where its replay newly denies more than the share, and glass can be broken", async () => {
    const files = policyFiles({ when: "order.quantity >= 1" });
    const waiting = await publish("ana", { files, saleId });
    expect(waiting.json).toMatchObject({ status: "waiting", needs: ["denies-more"], replay: { newlyDeniedShare: 1 } });
    const other = await publish("ana", { files: policyFiles({ when: "order.quantity >= 2" }), saleId: "never-was" });
    const broken = await publish("ana", { files, saleId, breakGlass: true });
    expect(broken.json).toMatchObject({ status: "live", policyHash: waiting.json.policyHash });
    expect(broken.json.endedProposals).toEqual([other.json.proposal]);
    const denied = answerOf(await checkout(saleId, checkoutOf(6)));
    expect(denied.reasons.map(({ code }) => code)).toContain("ORDER_LARGE");
    expect((await rules()).history.at(-1)?.body).toMatchObject({ kind: "published", breakGlass: true });
  });

  it("forgets what waited once another policy is live", async () => {
    const { proposals } = await rules();
    expect(proposals).toEqual([]);
  });

  it("goes back with one call, in a sale that runs", async () => {
    const { history } = await rules();
    const { json } = await callAs("ana", "/v1/rules/rollback", { body: { why: "it denied everybody" } });
    expect(json).toEqual({ status: "live", policyHash: history.at(-1)?.body.previous, endedProposals: [] });
    expect(await decidingHash(saleId, 7)).toBe(json.policyHash);
    const { json: again } = await callAs("ana", "/v1/rules/rollback", {
      body: { why: "to the first", to: shippedHash },
    });
    expect(again.policyHash).toBe(shippedHash);
    expect(await decidingHash(saleId, 8)).toBe(shippedHash);
  });

  it("has a history that names who, why and with which replay, and holds as a chain", async () => {
    const { history } = await rules();
    expect(history.map(({ body: { kind } }) => kind)).toEqual([
      "proposed",
      "published",
      "published",
      "proposed",
      "proposed",
      "published",
      "rolled-back",
      "rolled-back",
    ]);
    const approved = history[1]?.body;
    expect(approved).toMatchObject({
      by: { email: "trust@staff.example" },
      why: "for this test",
      approval: { proposal: 1, by: { email: "ben@staff.example" }, why: "looks right" },
    });
    expect(findChainFault(JSON.parse(JSON.stringify(history)))).toBeUndefined();
  });
});

describe("POST /v1/rules/replay", () => {
  it("says who would change side, by which rule, and how far it read", async () => {
    await runDurableObjectAlarm(saleStub(saleId));
    const files = policyFiles({ when: "order.quantity >= 1" });
    const { json } = await callAs("ana", "/v1/rules/replay", { body: { files, saleId } });
    expect(json).toMatchObject({ decisions: 8, movers: [{ rule: "test.subject", moved: 8 }] });
  });

  it("replays a policy that the service knows, and no other", async () => {
    const known = await callAs("ana", "/v1/rules/replay", { body: { policyHash: shippedHash, saleId } });
    expect(known.json).toMatchObject({ newlyDenied: 0, changes: [], reproduced: { different: [] } });
    const unknown = await callAs("ana", "/v1/rules/replay", { body: { policyHash: `sha256-${"A".repeat(43)}` } });
    expect([unknown.status, slugOf(unknown)]).toEqual([404, "policy-unknown"]);
  });
});

describe("a sale", () => {
  const policy = () => env.POLICY.getByName(POLICY_OBJECT_NAME);

  /** As another isolate publishes: this one hears of it when it asks again. */
  async function publishElsewhere(title: string): Promise<string> {
    const { json } = await publish("ana", { files: policyFiles({ title }), saleId });
    await policy().change({ kind: "roll-back", by: { sub: "x", email: "x" }, why: "to go back elsewhere" });
    await checkout(saleId, checkoutOf(100));
    await policy().change({ kind: "roll-back", to: `${json.policyHash}`, by: { sub: "x", email: "x" }, why: "again" });
    return `${json.policyHash}`;
  }

  it("takes up what was published elsewhere within five seconds, and not before it asks", async () => {
    const hash = await publishElsewhere("Published elsewhere");
    expect(answerOf(await checkout(saleId, checkoutOf(101))).policyHash).toBe(shippedHash);
    expect(await decidingHash(saleId, 102)).toBe(hash);
  });

  it("goes on with the last policy that it used where the wanted one is broken, and records that one", async () => {
    const lastGood = await decidingHash(saleId, 103);
    const { json } = await publish("ana", { files: policyFiles({ title: "A policy that breaks" }), saleId });
    await runInDurableObject(policy(), (_, { storage }) => {
      storage.sql.exec(
        "UPDATE version SET document = replace(document, 'ten units', 'six units') WHERE hash = ?",
        json.policyHash,
      );
    });
    expect((await callAs("ana", "/healthz")).json.policyHash).toBe(json.policyHash);
    expect(await decidingHash(saleId, 104)).toBe(lastGood);
  });
});
