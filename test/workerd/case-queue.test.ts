import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { queueAges } from "../../src/resellers/store/case-metrics.ts";
import { caseMetricsAnswer, casesAnswer } from "../../src/resellers/wire/case.ts";
import { scanAnswerLine } from "../../src/resellers/wire/reseller.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { ANN, as, dispose, findCase, newCase, newHost, readCase, report } from "./support/case-calls.ts";
import { migrateDatabase } from "./support/deployment.ts";
import { responseText } from "./support/response-text.ts";

const HOUR_MS = 3_600_000;

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});

const list = async (query: string) => casesAnswer.parse((await as(ANN, `/v1/cases?${query}`)).json).cases;
const age = (caseId: string, hours: number) =>
  env.DB.prepare("UPDATE reseller_case SET waiting_since_ms = waiting_since_ms - ? WHERE case_id = ?")
    .bind(hours * HOUR_MS, caseId)
    .run();

describe("groups of cases", () => {
  const phone = (value: string) => ({ contacts: [{ kind: "phone", value }] });

  it("join what looks alike and what shares a contact, over others too, whichever came first", async () => {
    await report({ url: "xiaomi-group.top", ...phone("+91 98765 00001") });
    await report({ url: "gadget-alley.example", contacts: [{ kind: "payee", value: "alley@upi" }] });
    await report({ url: "xia0migroup.shop" });
    await report({
      url: "phones-bridge.example",
      contacts: [...phone("+91 98765 00001").contacts, { kind: "payee", value: "ALLEY@upi" }],
    });
    const first = await findCase("xiaomi-group.top");
    expect(first?.group.cases).toBe(4);
    const members = await list(`group=${first?.group.id}`);
    expect(members.map(({ subject }) => subject).sort()).toEqual([
      "gadget-alley.example",
      "phones-bridge.example",
      "xia0migroup.shop",
      "xiaomi-group.top",
    ]);
    const { similar } = await readCase(first?.caseId ?? "");
    expect(similar.map(({ subject, shares }) => [subject, shares]).sort()).toEqual([
      ["phones-bridge.example", ["phone"]],
      ["xia0migroup.shop", ["name"]],
    ]);
  });

  it("do not join pages for sharing a marketplace", async () => {
    await report({ url: "amazon.in/first-phones", note: "official mi store" });
    await report({ url: "amazon.in/second-gadgets", note: "official mi store" });
    expect((await findCase("amazon.in/first-phones"))?.group.cases).toBe(1);
  });

  it("reach as far as the days on which their addresses were reported; a flood of one day counts once", async () => {
    const url = "xiaomi-reach.top";
    for (let at = 0; at < 5; at += 1) await report({ url });
    await report({ url: "xiaomi-reach.shop" });
    expect(await findCase(url)).toMatchObject({ reports: 5, reach: 2 });
    await env.DB.prepare("UPDATE reseller_case SET last_report_day = last_report_day - 1 WHERE subject = ?")
      .bind(url)
      .run();
    await report({ url });
    expect([(await findCase(url))?.reach, (await findCase("xiaomi-reach.shop"))?.reach]).toEqual([3, 3]);
    const reaches = (await list("sort=reach")).map(({ reach }) => reach);
    expect(reaches).toEqual(reaches.toSorted((a, b) => b - a));
  });
});

describe("GET /v1/cases", () => {
  it("pages by reach and by age through all cases once", async () => {
    for (let at = 0; at < 30; at += 1) await report({ url: newHost() });
    const total = (await env.DB.prepare("SELECT COUNT(*) AS total FROM reseller_case").first<{ total: number }>())
      ?.total;
    for (const sort of ["reach", "age"]) {
      const seen: string[] = [];
      for (let after: string | undefined = ""; after !== undefined; ) {
        const page = casesAnswer.parse(
          (await as(ANN, `/v1/cases?sort=${sort}&after=${encodeURIComponent(after)}`)).json,
        );
        seen.push(...page.cases.map(({ caseId }) => caseId));
        after = page.next;
      }
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, total, total]);
    }
  });

  it("lists the longest wait first by age, and a reopened case waits anew", async () => {
    const { caseId } = await newCase();
    await age(caseId, 1_000);
    expect((await list("sort=age"))[0]?.caseId).toBe(caseId);
    await dispose(caseId, "dismiss");
    await dispose(caseId, "reopen");
    expect((await list("sort=age"))[0]?.caseId).not.toBe(caseId);
  });

  it("narrows by open states, and by letters that mean nothing to a database", async () => {
    const { caseId } = await newCase("xiaomi_100.top");
    expect((await list("state=open")).some((each) => each.state === "dismissed")).toBe(false);
    expect((await list("q=XIAOMI_1")).map((each) => each.caseId)).toEqual([caseId]);
    expect(await list("q=%25")).toEqual([]);
  });
});

describe("GET /v1/cases/metrics", () => {
  it("tells how long cases have waited, by state and over all", async () => {
    await env.DB.prepare("UPDATE reseller_case SET state = 'dismissed'").run();
    const opened = [await newCase(), await newCase(), await newCase(), await newCase()];
    for (const [at, { caseId }] of opened.entries()) await age(caseId, at);
    await dispose(opened[3]?.caseId ?? "", "take");
    const { results } = await env.DB.prepare("SELECT MAX(opened_at_ms) AS now FROM reseller_case").all<{
      now: number;
    }>();
    const hours = (await queueAges(env.DB, results[0]?.now ?? 0)).map(({ state, cases, oldestMs, medianMs }) => [
      state,
      cases,
      Math.round(oldestMs / HOUR_MS),
      Math.round((10 * medianMs) / HOUR_MS) / 10,
    ]);
    expect(hours).toEqual([
      ["all", 4, 3, 1.5],
      ["new", 3, 2, 1],
      ["in_review", 1, 3, 3],
    ]);
    const { queue } = caseMetricsAnswer.parse((await as(ANN, "/v1/cases/metrics")).json);
    expect(queue.map(({ state, cases }) => [state, cases])).toEqual(hours.map(([state, cases]) => [state, cases]));
  });
});

describe("what people have settled", () => {
  it("is not evidence: a contact of a dismissed shop speaks against nobody", async () => {
    const contacts = [{ kind: "email", value: "care@repairs.example" }];
    const url = "mi-repairs.example";
    await report({ url, contacts });
    await dispose((await findCase(url))?.caseId ?? "", "dismiss");
    await report({ url: "other-phones.example", contacts });
    const { evidence, similar } = await readCase((await findCase("other-phones.example"))?.caseId ?? "");
    expect(evidence.map(({ detector }) => detector)).not.toContain("shared-contact");
    expect(similar.map(({ subject, state }) => [subject, state])).toEqual([[url, "dismissed"]]);
  });

  it("is not flagged again by a scan, and says why", async () => {
    const [dismissed, other] = [newHost(), newHost()];
    const { caseId } = await newCase(dismissed);
    await dispose(caseId, "dismiss");
    const response = await SELF.fetch("https://firsthand.test/v1/resellers/scans", {
      method: "POST",
      headers: { "Content-Type": "text/plain", "Cf-Access-Jwt-Assertion": await assertion(ANN) },
      body: `www.${dismissed}\n${other}\nexample.com`,
    });
    const lines = (await responseText(response)).trim().split("\n");
    expect(lines.map((line) => scanAnswerLine.parse(JSON.parse(line)))).toMatchObject([
      { flag: false, settled: "dismissed" },
      { flag: true },
      { flag: false },
    ]);
  });
});
