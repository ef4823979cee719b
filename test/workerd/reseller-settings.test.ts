import { env } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findChainFault } from "../../src/domain/hash-chain.ts";
import { settingsHistory } from "../../src/resellers/store/reseller-settings.ts";
import {
  changedSettingsAnswer,
  settingsAnswer,
  settingsPreviewAnswer,
} from "../../src/resellers/wire/reseller-settings.ts";
import { serveCertificates } from "./support/access-team.ts";
import { ANN, as, BOB, dispose, findCase, newCase, post, readCase, report, TRUST } from "./support/case-calls.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";

const SETTINGS = "/v1/resellers/settings";
const WHY = "The last week brought too many repair shops.";

let shipped = "";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  shipped = (await read()).text;
});

/** Each test begins with an empty queue and the settings of the bundle. */
beforeEach(async () => {
  const tables = ["reseller_case", "case_report", "case_contact", "reseller_settings_event", "reseller_settings"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});

const read = async () => settingsAnswer.parse((await as(ANN, SETTINGS)).json);
const check = async (text: string) =>
  settingsPreviewAnswer.parse((await post(ANN, `${SETTINGS}/checks`, { text })).json);
const publish = (text: string, person: object = ANN) => post(person, `${SETTINGS}/publish`, { text, why: WHY });
const published = async (...sent: Parameters<typeof publish>) =>
  changedSettingsAnswer.parse((await publish(...sent)).json);
const decide = (how: "approve" | "withdraw", proposal: number | undefined, person: object) =>
  post(person, `${SETTINGS}/${how}`, { proposal, why: WHY });
const withFlagFrom = (score: number) => shipped.replace(/flagFrom: [\d.]+/, `flagFrom: ${score}`);

/** Ten cases that are surely flagged, and one whose score stands near the threshold. */
async function fillQueue(): Promise<void> {
  for (let at = 0; at < 10; at += 1) await newCase(`xiaomi-official-store-${at}.top`);
  await report({ url: "mi-phones.shop" });
}

describe("GET /v1/resellers/settings", () => {
  it("gives the file that came with the service, comments included, while none is published", async () => {
    const { text, proposals, history } = await read();
    expect([text.startsWith("# "), proposals, history]).toEqual([true, [], []]);
  });

  it("is for who reads cases", async () => {
    expect((await as(TRUST, SETTINGS)).status).toBe(200);
    expect(slugOf(await call(SETTINGS, { method: "GET", shop: undefined, key: "" }))).toBe("forbidden");
    expect(slugOf(await publish(shipped, TRUST))).toBe("forbidden");
  });
});

describe("POST /v1/resellers/settings/checks", () => {
  it("names every problem at once, each with line and column", async () => {
    const text = shipped.replace("slope: 1", "slope: -1").replace("retail: 2.4", "retial: 2.4");
    const seen = await post(ANN, `${SETTINGS}/checks`, { text });
    expect([seen.status, slugOf(seen)]).toEqual([422, "settings-invalid"]);
    expect(seen.json.problems).toMatchObject([
      { path: "calibration.slope", line: expect.any(Number), column: expect.any(Number) },
      { path: "weights.shop-words.retail" },
      { path: "weights.shop-words.retial" },
    ]);
  });

  it.each([
    ["no YAML", "a: [", 1],
    ["anchors that unfold", "a: &a [1]\nb: *a", 1],
    ["nothing", "", 1],
  ])("refuses %s", async (_, text, atLeast) => {
    const seen = await post(ANN, `${SETTINGS}/checks`, { text });
    expect(slugOf(seen)).toBe("settings-invalid");
    expect(Array.isArray(seen.json.problems) && seen.json.problems.length).toBeGreaterThanOrEqual(atLeast);
  });

  it("names the cases that would change side, and the values that change, and writes nothing", async () => {
    await fillQueue();
    const near = await findCase("mi-phones.shop");
    const preview = await check(withFlagFrom(near?.flag ? 0.97 : 0.05));
    expect(preview.effect).toMatchObject({ cases: 11, confirmedNotFlagged: 0 });
    expect(preview.moved).toMatchObject([{ subject: "mi-phones.shop", flagAfter: !near?.flag }]);
    expect(preview.changes.map(({ path }) => path)).toEqual(["thresholds.flagFrom"]);
    expect(preview.needs).toEqual([]);
    expect((await findCase("mi-phones.shop"))?.flag).toBe(near?.flag);
    expect((await read()).history).toEqual([]);
  });

  it("counts impostors that two people confirmed and that would be missed", async () => {
    const { caseId } = await newCase();
    await dispose(caseId, "take");
    await dispose(caseId, "confirm");
    await dispose(caseId, "confirm", BOB);
    await fillQueue();
    const { effect, needs } = await check(withFlagFrom(0.9999));
    expect([effect.confirmedNotFlagged, needs]).toEqual([1, expect.arrayContaining(["misses-confirmed"])]);
  });
});

describe("POST /v1/resellers/settings/publish", () => {
  it("is in use with the next call, and judges the queue anew", async () => {
    await fillQueue();
    const before = await findCase("mi-phones.shop");
    const text = withFlagFrom(before?.flag ? 0.97 : 0.05);
    expect(await published(text)).toMatchObject({ status: "live", effect: { cases: 11 } });
    expect((await findCase("mi-phones.shop"))?.flag).toBe(!before?.flag);
    await report({ url: "mi-phones-two.shop" });
    expect((await findCase("mi-phones-two.shop"))?.flag).toBe(!before?.flag);
    const { text: live, history } = await read();
    expect([live === text, history.map(({ kind, by, why }) => [kind, by, why])]).toEqual([
      true,
      [["published", ANN.email, WHY]],
    ]);
    expect(findChainFault(await settingsHistory(env.DB))).toBe(undefined);
  });

  it("gives an older case the evidence of contacts that came later", async () => {
    await fillQueue();
    const contacts = [{ kind: "payee", value: "fast@upi" }];
    await report({ url: "first-phones.example", contacts });
    await report({ url: "second-phones.example", contacts });
    await published(shipped.replace("slope: 1", "slope: 1.01"));
    const { evidence } = await readCase((await findCase("first-phones.example"))?.caseId ?? "");
    expect(evidence.map(({ detector, sign }) => `${detector}/${sign}`)).toEqual(["shared-contact/payee"]);
  });

  it("keeps what decided cases were decided by", async () => {
    const { caseId, score } = await newCase();
    await dispose(caseId, "dismiss");
    await fillQueue();
    await published(shipped.replace("slope: 1", "slope: 1.01"));
    expect((await readCase(caseId)).score).toBe(score);
  });

  it("waits for somebody else where it moves many, and goes live by their consent", async () => {
    await fillQueue();
    const { status, proposal, needs } = await published(withFlagFrom(0.9999));
    expect([status, needs]).toEqual(["waiting", ["moves-many"]]);
    expect((await read()).text).toBe(shipped);
    expect(slugOf(await decide("approve", proposal, ANN))).toBe("second-person-needed");
    expect((await decide("approve", proposal, BOB)).json).toMatchObject({ status: "live" });
    const { text, proposals, history } = await read();
    expect([text, proposals, history.at(-1)?.approvedBy]).toEqual([withFlagFrom(0.9999), [], BOB.email]);
    expect((await findCase("xiaomi-official-store-1.top"))?.flag).toBe(false);
  });

  it("waits where no case shows what it does, and can be withdrawn", async () => {
    const { proposal, needs } = await published(withFlagFrom(0.6));
    expect(needs).toEqual(["no-cases"]);
    expect((await decide("withdraw", proposal, ANN)).json).toEqual({ status: "withdrawn", proposal });
    expect(slugOf(await decide("approve", proposal, BOB))).toBe("proposal-unknown");
  });

  it("goes back by publishing what was live before", async () => {
    await fillQueue();
    await published(withFlagFrom(0.45));
    expect(slugOf(await publish(withFlagFrom(0.45)))).toBe("already-live");
    expect((await published(shipped)).status).toBe("live");
    expect((await read()).text).toBe(shipped);
  });

  it("publishes one of two at the same moment", async () => {
    await fillQueue();
    const both = await Promise.all([publish(withFlagFrom(0.45)), publish(withFlagFrom(0.46))]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(findChainFault(await settingsHistory(env.DB))).toBe(undefined);
  });

  it("goes on with the shipped settings where this build cannot read the live ones", async () => {
    await fillQueue();
    const { hash } = await published(withFlagFrom(0.9));
    await env.DB.prepare("UPDATE reseller_settings SET text = 'weights: {}' WHERE hash = ?").bind(hash).run();
    // An isolate that has compiled them keeps them; another one, that has not, reads them anew.
    await env.DB.prepare("UPDATE reseller_settings_event SET seq = 2 WHERE seq = 1").run();
    expect((await read()).text).toBe(shipped);
    expect((await published(withFlagFrom(0.45))).status).toBe("live");
    expect((await read()).text).toBe(withFlagFrom(0.45));
  });
});
