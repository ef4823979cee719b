import { runDurableObjectAlarm, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import shipped from "../../dist/policy.json";
import { checkoutOf } from "../support/fixtures.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, type Seen, saleStub } from "./support/deployment.ts";
import { decided, newSale } from "./support/shopping.ts";
import { callAs, STAFF } from "./support/staff.ts";

const OWN_PAGE = { Origin: "https://firsthand.test", "Sec-Fetch-Site": "same-origin" };
const DEVICE_RULE = "identity.one-device-per-account";

let saleId: string;
/** Decisions that the device rule denied. */
const denied: string[] = [];

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  saleId = await newSale({ units: 100, limits: { perAccount: 1, perDevice: 9, perHousehold: 9, perPayment: 9 } });
  for (const buyer of [1, 2, 3]) {
    const order = { ...checkoutOf(buyer), channel: "store", device: { id: "one" } };
    const { decisionId, verdict } = await decided(saleId, order);
    if (verdict === "deny") denied.push(decisionId);
  }
  await runDurableObjectAlarm(saleStub(saleId));
});

/** The shipped policy with the device rule doing something else. */
function changed(then: string): string {
  const rules = shipped.rules.map((rule) => (rule.id === DEVICE_RULE ? { ...rule, then } : rule));
  return JSON.stringify({ ...shipped, rules });
}

type Who = keyof typeof STAFF;

async function page(who: Who, path: string): Promise<Seen> {
  return await callAs(who, path);
}

/** Sends a form of the console as a browser does. */
async function send(who: Who, path: string, fields: { readonly [name: string]: string | File }, headers = OWN_PAGE) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const response = await SELF.fetch(`https://firsthand.test${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { "Cf-Access-Jwt-Assertion": await assertion(STAFF[who]), ...headers },
    body: form,
  });
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
}

const preview = (text: string) => send("ana", "/console/rules/preview", { policy: new File([text], "policy.json") });

describe("the rules page", () => {
  it("lists rules by status with what they did, and opens each", async () => {
    const { status, text } = await page("ana", "/console/rules");
    expect(status).toBe(200);
    expect(text).toContain(shipped.hash);
    expect(text).toMatch(
      new RegExp(
        `${DEVICE_RULE}.*?<td class="nowrap">deny</td><td class="number">2</td><td class="wide-only"><svg.*?</svg></td><td class="number wide-only">0</td>`,
      ),
    );
    for (const { id, status: kept } of shipped.rules) if (kept !== "retired") expect(text).toContain(id);
  });

  it("shows precision as soon as decisions are labelled", async () => {
    const [first, second] = denied;
    await call(`/v1/decisions/${first}/outcomes`, { body: { outcome: "chargeback" } });
    await call(`/v1/decisions/${second}/outcomes`, { body: { outcome: "appeal_upheld" } });
    const { text } = await page("ana", "/console/rules");
    expect(text).toMatch(
      new RegExp(`${DEVICE_RULE}.*?<td class="number wide-only">0</td><td class="number wide-only">50%</td>`),
    );
  });

  it("is closed to the role brand and to anybody without one", async () => {
    expect((await page("dee", "/console/rules")).status).toBe(403);
    expect((await page("service", "/console/rules")).status).toBe(403);
  });
});

describe("the page of a rule", () => {
  it("shows its text, its examples, its hits and the decisions that it moved", async () => {
    const { status, text } = await page("ana", `/console/rules/${DEVICE_RULE}`);
    expect(status).toBe(200);
    expect(text).toContain("id: identity.one-device-per-account");
    expect(text).toContain("The only account on its device");
    expect(text).toContain("2 of the latest 3 decisions");
    expect(text).toMatch(/<path class="fill-deny" data-path="deny" d="M0,\d+L/);
    expect(text.match(/badge-deny/g)?.length).toBe(2);
  });

  it("is not found where the live policy has no such rule", async () => {
    expect((await page("ana", "/console/rules/no.such-rule")).status).toBe(404);
  });
});

describe("publishing from the console", () => {
  it("shows the difference and the replay before anything is live", async () => {
    const { status, text } = await preview(changed("review"));
    expect(status).toBe(200);
    expect(text).toContain('<del class="code">deny</del>');
    expect(text).toContain('<ins class="code">review</ins>');
    expect(text).toContain("2 no longer denied");
    expect(text).toContain("Publish: new checkouts use it within 10 seconds");
    expect((await callAs("ana", "/v1/rules")).json.policyHash).toBe(shipped.hash);
  });

  it("shows the checker's list for a policy with problems", async () => {
    const { status, text } = await preview(
      JSON.stringify({ ...shipped, rules: shipped.rules.map((rule) => ({ ...rule, when: "nothing > 1" })) }),
    );
    expect(status).toBe(422);
    expect(text).toContain("signal-unknown");
  });

  it("finds nothing to publish in the live policy", async () => {
    expect((await preview(JSON.stringify(shipped))).text).toContain("There is nothing to publish.");
  });

  it.each([
    ["what is no document", () => preview("{}"), 400],
    [
      "a form of another site",
      () =>
        send(
          "ana",
          "/console/rules/rollback",
          { why: "x" },
          { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
        ),
      403,
    ],
    [
      "a change without a reason",
      () => send("ana", "/console/rules/publish", { policy: changed("review"), why: " " }),
      400,
    ],
    ["the role brand", () => send("dee", "/console/rules/publish", { policy: changed("review"), why: "x" }), 403],
    ["a rollback where nothing was published", () => send("ana", "/console/rules/rollback", { why: "x" }), 409],
  ])("refuses %s", async (_, act, status) => {
    expect((await act()).status).toBe(status);
  });

  it("publishes what was shown, and goes back", async () => {
    const published = await send("ana", "/console/rules/publish", { policy: changed("review"), why: "families share" });
    expect(published).toMatchObject({ status: 303, location: "/console/rules" });
    const { json } = await callAs("ana", "/v1/rules");
    expect(json.policyHash).not.toBe(shipped.hash);
    expect((await page("ana", "/console/rules")).text).toContain("families share");
    const { text } = await page("ana", `/console/rules/${DEVICE_RULE}`);
    expect(text).toMatch(/families share.*then: <del class="code">deny<\/del> <ins class="code">review<\/ins>/);
    expect((await send("ana", "/console/rules/rollback", { why: "back" })).status).toBe(303);
    expect((await callAs("ana", "/v1/rules")).json.policyHash).toBe(shipped.hash);
  });

  it("has a second person agree to what denies more, on a page with the same difference and replay", async () => {
    const document = JSON.parse(changed("deny"));
    const files = document.rules.map((rule: { id: string }) =>
      rule.id === "household.known-reshipper" ? { ...rule, status: "retired" } : rule,
    );
    const stricter = JSON.stringify({
      ...document,
      rules: files,
      policy: { ...document.policy, thresholds: [{ challenge: "never", review: "never", deny: 0 }] },
    });
    expect((await preview(stricter)).text).toContain("Propose: it goes live when somebody else agrees");
    await send("ana", "/console/rules/publish", { policy: stricter, why: "be strict" });
    const proposals = /\/console\/rules\/proposals\/(\d+)/.exec((await page("ben", "/console/rules")).text);
    const path = `/console/rules/proposals/${proposals?.[1]}`;
    expect((await page("ana", path)).text).toContain("somebody else must agree");
    const { text } = await page("ben", path);
    expect(text).toContain("be strict");
    expect(text).toContain("1 newly denied");
    expect((await send("ana", `${path}/approve`, { why: "me too" })).status).toBe(409);
    expect((await send("ben", `${path}/approve`, { why: "agreed" })).status).toBe(303);
    expect((await page("ben", "/console/rules")).text).toContain("published, agreed by ben@staff.example");
    expect((await page("ben", path)).status).toBe(404);
  });
});
