import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  REPORTED_CASES_PER_HOUR_MAX,
  WAITING_REPORTS_OF_NETWORK_MAX,
  WAITING_REPORTS_OF_PATTERN_MAX,
} from "../../src/domain/limits.ts";
import { skeletonOf } from "../../src/resellers/domain/case/skeleton.ts";
import { parseHost } from "../../src/resellers/domain/host/parse-host.ts";
import { detectorRecords } from "../../src/resellers/store/case-metrics.ts";
import { caseTurn } from "../../src/resellers/store/waiting-reports.ts";
import { casesAnswer, reportAnswer } from "../../src/resellers/wire/case.ts";
import worker from "../../src/worker.ts";
import { serveCertificates } from "./support/access-team.ts";
import {
  ANN,
  as,
  BOB,
  dispose,
  findCase,
  newCase,
  newHost,
  REASON,
  readCase,
  report,
  TRUST,
} from "./support/case-calls.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});

function hostOf(text: string) {
  const host = parseHost(text);
  if (!host.ok) throw new TypeError(`no host: ${text}`);
  return host.value;
}

const status = async (url: string) =>
  (await call(`/v1/resellers/check?url=${url}`, { method: "GET", shop: undefined })).json;

describe("POST /v1/resellers/reports", () => {
  it("opens a case, and joins it by further reports whatever the spelling of the address", async () => {
    const host = newHost();
    const receipt = reportAnswer.parse((await report({ url: `https://www.${host.toUpperCase()}/a?b=c#d` })).json);
    expect(receipt.receiptId).toMatch(/^rep_[0-9A-Z]{26}$/);
    await report({ url: host });
    const found = await findCase(host);
    expect(found).toMatchObject({ state: "new", reports: 2, objections: 0, flag: true, brand: "xiaomi" });
  });

  it("takes what is said of price and seller as evidence, the strongest report counting", async () => {
    const host = "phones-and-more.example";
    await report({ url: host });
    const price = { amountMinor: 2_999_900, currency: "INR" };
    await report({ url: host, sku: "MI3-16GB", price, note: "They call themselves the Official Xiaomi Store" });
    await report({ url: host });
    const found = await findCase(host);
    const { evidence } = await readCase(found?.caseId ?? "");
    expect(evidence.map(({ detector, sign }) => `${detector}/${sign}`)).toEqual([
      "price/mark-up",
      "official-claim/claim",
    ]);
    expect(found?.reports).toBe(3);
  });

  describe("reports of one network that wait", () => {
    /** So many reports of one network wait, about names that begin as each of these does. */
    async function wait(patterns: readonly string[], count: number): Promise<void> {
      await env.DB.prepare(
        `INSERT INTO waiting_report (report_id, pattern, network, report, at_ms)
         SELECT pattern.value || '_' || place.value, pattern.value, 'n_1', '{}', ?3
         FROM json_each(?1) AS pattern, json_each(?2) AS place`,
      )
        .bind(JSON.stringify(patterns), JSON.stringify(Array.from({ length: count }, (_, at) => at)), Date.now())
        .run();
    }
    const turnOf = (pattern: string, network: string) => caseTurn(env.DB, { pattern, network }, Date.now());
    afterEach(async () => {
      await env.DB.prepare("DELETE FROM waiting_report WHERE network = 'n_1'").run();
    });

    it("are so many about names that begin alike: what comes above is kept, and others wait", async () => {
      await wait(["zzkept"], WAITING_REPORTS_OF_PATTERN_MAX);
      expect(await turnOf("zzkept", "n_1")).toBe("keep");
      expect(await turnOf("zzkept", "n_2")).toBe("wait");
      await env.DB.prepare("DELETE FROM waiting_report WHERE report_id = 'zzkept_0'").run();
      expect(await turnOf("zzkept", "n_1")).toBe("wait");
    });

    it("are so many in all, however many beginnings the names have", async () => {
      const each = WAITING_REPORTS_OF_PATTERN_MAX - 1;
      const patterns = Array.from(
        { length: Math.ceil(WAITING_REPORTS_OF_NETWORK_MAX / each) },
        (_, at) => `zzsum${at}`,
      );
      await wait(patterns, each);
      expect(await turnOf("zzsum0", "n_1")).toBe("keep");
      expect(await turnOf("zzsum0", "n_2")).toBe("wait");
      expect(await turnOf("zzelse", "n_1")).toBe("open");
      await env.DB.prepare("DELETE FROM waiting_report WHERE pattern = 'zzsum1'").run();
      expect(await turnOf("zzsum0", "n_1")).toBe("wait");
    });

    it("hold up nobody once they have their case", async () => {
      await wait(["zzkept"], 1);
      expect(await turnOf("zzkept", "n_2")).toBe("wait");
      await env.DB.prepare("DELETE FROM waiting_report WHERE pattern = 'zzkept'").run();
      expect(await turnOf("zzkept", "n_2")).toBe("open");
    });
  });

  it("opens so many cases in an hour about names that begin alike, and then has reports wait for their turn", async () => {
    const name = "zzfloodzz";
    const contacts = [{ kind: "email", value: "flood@example.com" }] as const;
    const openNext = () => worker.scheduled(createScheduledController(), env);
    const room = (cases: number) =>
      env.DB.prepare(
        "DELETE FROM reseller_case WHERE case_id IN (SELECT case_id FROM reseller_case WHERE case_id LIKE 'case_flood_%' LIMIT ?)",
      )
        .bind(cases)
        .run();
    await env.DB.prepare(
      `INSERT INTO reseller_case (case_id, subject, skeleton, state, score, assessment, confirmed_by, reports, objections,
         opened_at_ms, updated_at_ms, waiting_since_ms, group_id, last_report_day)
       SELECT 'case_flood_' || value, value || '.example', ?1 || value, 'new', 0, '{"flag":false,"score":0,"evidence":[]}', '[]', 1,
         0, ?2, ?2, ?2, 'case_flood_' || value, 0 FROM json_each(?3)`,
    )
      .bind(
        skeletonOf(hostOf(`${name}.example`), `${name}.example`),
        Date.now(),
        JSON.stringify(Array.from({ length: REPORTED_CASES_PER_HOUR_MAX }, (_, at) => `x${at}`)),
      )
      .run();
    const flood = ["a", "b", "c"].map((each) => `${name}-${each}.example`);
    const honest = `${name}-honest.example`;
    for (const url of flood) await report({ url }, "203.0.113.1");
    const receipt = reportAnswer.parse((await report({ url: honest, contacts }, "198.51.100.1")).json);
    await openNext();
    expect(await findCase(honest)).toBe(undefined);
    // The hour has room for two: one of each network, though three others came before.
    await room(2);
    await report({ url: `${name}-late.example` }, "192.0.2.1");
    await openNext();
    const opened = await Promise.all([...flood, honest, `${name}-late.example`].map(findCase));
    expect(opened.map((each) => each?.state)).toEqual(["new", undefined, undefined, "new", undefined]);
    const found = await readCase(opened[3]?.caseId ?? "");
    expect(found.received.map(({ reportId, source }) => [reportId, source])).toEqual([[receipt.receiptId, "public"]]);
    await room(REPORTED_CASES_PER_HOUR_MAX);
    await openNext();
    expect(await Promise.all(flood.map(findCase))).toMatchObject(flood.map(() => ({ state: "new" })));
    for (const table of ["waiting_report", "waiting_contact"]) {
      expect((await env.DB.prepare(`SELECT 1 FROM ${table}`).all()).results).toEqual([]);
    }
    await report({ url: "another-name.example" });
    expect(await findCase("another-name.example")).toMatchObject({ state: "new" });
  });

  it("finds shops that show the same contact, however it is written, and keeps the contact as a hash alone", async () => {
    const [first, second] = [newHost(), "phones-by-post.example"];
    await report({ url: first, contacts: [{ kind: "phone", value: "+91 98123 45678" }] });
    await report({ url: second, contacts: [{ kind: "phone", value: "+91-9812345678" }] });
    const known = await findCase(first);
    const found = await readCase((await findCase(second))?.caseId ?? "");
    expect(found.evidence).toMatchObject([
      { detector: "shared-contact", sign: "phone", detail: `shared with ${known?.caseId}` },
    ]);
    expect(found.similar.map(({ subject }) => subject)).toEqual([first]);
    for (const table of ["case_contact", "case_report", "reseller_case"]) {
      const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all();
      expect(JSON.stringify(results)).not.toContain("98123");
    }
  });

  it("is moved by no contact that only one shop shows", async () => {
    const url = "phones-at-home.example";
    const contacts = [{ kind: "email", value: "sales@phones.example" }];
    await report({ url, contacts, note: "official mi store" });
    await report({ url, contacts, note: "official mi store" });
    const found = await readCase((await findCase(url))?.caseId ?? "");
    expect(found.evidence.map(({ detector }) => detector)).toEqual(["official-claim"]);
  });

  it("answers alike for partners and the brand's own hosts, and opens no case about them", async () => {
    const receipt = await report({ url: "https://www.mi.com/in" });
    expect(Object.keys(receipt.json)).toEqual(["receiptId", "receivedAt"]);
    expect(await findCase("mi.com")).toBe(undefined);
  });

  it("opens a case about a page of a marketplace, never about the marketplace", async () => {
    expect((await report({ url: "https://amazon.in/" })).json.errors).toMatchObject([{ pointer: "/url" }]);
    await report({ url: "https://www.amazon.in/xiaomi-official-store?ref=1", note: "official mi store" });
    expect((await findCase("amazon.in/xiaomi-official-store"))?.reports).toBe(1);
  });

  it.each<[string, unknown]>([
    ["an address that is none", { url: "not a host" }],
    ["another scheme", { url: "javascript:alert(1)" }],
    ["user information", { url: "https://mi.com@evil.example/" }],
    ["an unknown field", { url: "a.example", state: "confirmed" }],
    ["no address", {}],
  ])("refuses %s", async (_, body) => {
    expect(slugOf(await report(body))).toBe("request-invalid");
  });

  it("takes 30 reports a minute of one address, and tells it when to come back", async () => {
    const seen = await Promise.all(Array.from({ length: 31 }, () => report({ url: "not a host" }, "203.0.113.7")));
    const refused = seen.filter(({ status }) => status === 429);
    expect(refused.map(({ headers }) => headers.get("retry-after"))).toEqual(["60"]);
    expect((await report({ url: "not a host" }, "203.0.113.8")).status).toBe(400);
  });

  it("keeps no word of who reported", async () => {
    const { results } = await env.DB.prepare("SELECT * FROM case_report LIMIT 1").all();
    expect(Object.keys(results[0] ?? {})).toEqual(["report_id", "case_id", "kind", "source", "report", "at_ms"]);
  });
});

describe("POST /v1/cases/{caseId}/dispositions", () => {
  it("confirms with two different people and not before, and says so in public only then", async () => {
    const { caseId, subject } = await newCase();
    await dispose(caseId, "take");
    expect((await dispose(caseId, "confirm")).json).toMatchObject({ state: "in_review", confirmations: 1 });
    expect(await status(subject)).toEqual({ url: subject, status: "unknown" });
    const alone = await dispose(caseId, "confirm");
    expect([alone.status, slugOf(alone)]).toEqual([409, "second-person-needed"]);
    expect((await dispose(caseId, "confirm", BOB)).json).toMatchObject({ state: "confirmed", confirmations: 2 });
    expect(await status(`https://pay.${subject}/now`)).toMatchObject({
      status: "confirmed_impostor",
      since: expect.stringMatching(/^20/),
      objectAt: expect.stringContaining(`${env.ISSUER}/official?url=`),
    });
  });

  it("tells who confirms twice what is missing, and keeps the reason", async () => {
    const { caseId } = await newCase();
    await dispose(caseId, "take");
    const form = async () => {
      const fields = new URLSearchParams({
        transition: "confirm",
        reason: "It sells phones that do not exist.",
        back: "",
      });
      const headers = { Origin: "https://firsthand.test", "Content-Type": "application/x-www-form-urlencoded" };
      const path = `/console/resellers/${caseId}/dispositions`;
      return await as(ANN, path, { method: "POST", body: fields.toString(), headers });
    };
    expect((await form()).status).toBe(303);
    const twice = await form();
    expect(twice.status).toBe(409);
    for (const words of ["Another person must confirm it", "It sells phones that do not exist.", "Add it as a note"]) {
      expect(twice.text).toContain(words);
    }
  });

  it("goes on warning of a shop that was taken down, and stops when the case is reopened", async () => {
    const { caseId, subject } = await newCase();
    for (const [transition, person] of [
      ["take", ANN],
      ["confirm", ANN],
      ["confirm", BOB],
      ["take_down", ANN],
    ] as const) {
      expect((await dispose(caseId, transition, person)).status).toBe(200);
    }
    expect((await status(subject)).status).toBe("confirmed_impostor");
    expect((await dispose(caseId, "reopen")).json).toMatchObject({ state: "reopened", confirmations: 0 });
    expect((await status(subject)).status).toBe("unknown");
  });

  it("does not bring a dismissed shop back by another report", async () => {
    const { caseId, subject } = await newCase();
    await dispose(caseId, "dismiss");
    await report({ url: subject, note: "official xiaomi store" });
    expect(await findCase(subject)).toMatchObject({ caseId, state: "dismissed", reports: 2 });
  });

  it("counts the objection of a seller", async () => {
    const { caseId, subject } = await newCase();
    await report({ url: subject, kind: "objection", note: "We are a repair shop." });
    expect(await readCase(caseId)).toMatchObject({ reports: 1, objections: 1, received: [{ kind: "objection" }, {}] });
  });

  it("refuses what the state does not allow, and names what it does", async () => {
    const { caseId } = await newCase();
    const seen = await dispose(caseId, "confirm");
    expect([seen.status, slugOf(seen), seen.json.allowed]).toEqual([
      409,
      "transition-not-allowed",
      ["take", "dismiss"],
    ]);
  });

  it.each([
    ["no reason", " ".repeat(20)],
    ["a reason that is too long", "x".repeat(2_001)],
  ])("refuses %s", async (_, reason) => {
    const { caseId } = await newCase();
    const seen = await dispose(caseId, "take", ANN, reason);
    expect([slugOf(seen), seen.json.errors]).toMatchObject(["request-invalid", [{ pointer: "/reason" }]]);
  });

  it("lets trust read and not decide, and nobody else do either", async () => {
    const { caseId } = await newCase();
    expect((await as(TRUST, `/v1/cases/${caseId}`)).status).toBe(200);
    expect(slugOf(await dispose(caseId, "take", TRUST))).toBe("forbidden");
    expect(slugOf(await call("/v1/cases", { method: "GET", shop: undefined }))).toBe("forbidden");
  });

  it("knows no case that is not there", async () => {
    expect(slugOf(await as(ANN, "/v1/cases/case_01"))).toBe("case-unknown");
    expect(slugOf(await dispose("case_01", "take"))).toBe("case-unknown");
  });
});

describe("the history of cases", () => {
  it("keeps notes and dispositions in order with who and why", async () => {
    const { caseId } = await newCase();
    await dispose(caseId, "take");
    await as(BOB, `/v1/cases/${caseId}/notes`, { method: "POST", body: { text: "Same payee as last week." } });
    expect((await readCase(caseId)).history).toMatchObject([
      { kind: "disposition", by: ANN.email, transition: "take", from: "new", to: "in_review", text: REASON },
      { kind: "note", text: "Same payee as last week." },
    ]);
  });

  it("is one chain even where many decide at once, and one decision of a case wins", async () => {
    const opened = await Promise.all([newCase(), newCase()]);
    const [first] = opened;
    const decided = await Promise.all([
      ...opened.map(({ caseId }) => dispose(caseId, "take")),
      dispose(first?.caseId ?? "", "take", BOB),
    ]);
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    expect((await as(ANN, "/v1/cases/audit")).json).not.toHaveProperty("fault");
  });

  it("shows an entry that was altered", async () => {
    const { caseId } = await newCase();
    await dispose(caseId, "take");
    const last = await env.DB.prepare("SELECT MAX(seq) AS seq FROM case_event").first<{ seq: number }>();
    const replace = env.DB.prepare("UPDATE case_event SET body = replace(body, ?, ?) WHERE seq = ?");
    await replace.bind(REASON, "Nothing to see here.", last?.seq).run();
    expect((await as(ANN, "/v1/cases/audit")).json.fault).toEqual({ seq: last?.seq, kind: "altered" });
    await replace.bind("Nothing to see here.", REASON, last?.seq).run();
    expect((await as(ANN, "/v1/cases/audit")).json).not.toHaveProperty("fault");
  });
});

it("counts for each detector how often people agreed with it", async () => {
  const record = async () => {
    const records = await detectorRecords(env.DB);
    return records.find(({ detector }) => detector === "look-alike") ?? { confirmed: 0, dismissed: 0 };
  };
  const before = await record();
  const { caseId } = await newCase("xіaomi-agreed.top");
  await dispose(caseId, "dismiss");
  expect(await record()).toMatchObject({ confirmed: before.confirmed, dismissed: before.dismissed + 1 });
});

describe("GET /v1/cases", () => {
  it("pages through all cases once, the highest score first", async () => {
    for (let at = 0; at < 30; at += 1) await report({ url: newHost() });
    const subjects: string[] = [];
    const scores: number[] = [];
    for (let after: string | undefined = ""; after !== undefined; ) {
      const page = casesAnswer.parse((await as(ANN, `/v1/cases?after=${encodeURIComponent(after)}`)).json);
      subjects.push(...page.cases.map(({ subject }) => subject));
      scores.push(...page.cases.map(({ score }) => score));
      after = page.next;
    }
    const { total } =
      (await env.DB.prepare("SELECT COUNT(*) AS total FROM reseller_case").first<{ total: number }>()) ?? {};
    expect([subjects.length, new Set(subjects).size]).toEqual([total, total]);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it("narrows by state, and groups names that look the same", async () => {
    const { caseId } = await newCase("xiaomi-outlet.top");
    const twin = await newCase("xia0mioutlet.shop");
    await dispose(caseId, "dismiss");
    const { cases } = casesAnswer.parse((await as(ANN, "/v1/cases?state=dismissed")).json);
    expect(cases.every(({ state }) => state === "dismissed")).toBe(true);
    expect((await readCase(caseId)).similar.map((each) => each.caseId)).toEqual([twin.caseId]);
  });
});
