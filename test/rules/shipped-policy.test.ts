import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { assert, describe, expect, it } from "vitest";
import { readPolicyFolder } from "../../src/cli/rules/policy-folder.ts";
import { hashPolicy } from "../../src/cli/rules/policy-hash.ts";
import { schemaText } from "../../src/cli/rules/schema.ts";
import { checkPolicy } from "../../src/domain/rules/check-policy.ts";
import { loadPolicy, policyAt } from "../../src/domain/rules/load-policy.ts";
import { SIGNALS } from "../../src/domain/signals/catalogue.ts";
import type { Signals } from "../../src/domain/signals/signal.ts";

const NOW_MS = Date.now();
const FILES = readPolicyFolder("rules");
const { document, problems } = checkPolicy(FILES, NOW_MS);

function shippedPolicy() {
  assert(document);
  const loaded = loadPolicy(hashPolicy(document), (_kind, value) => value);
  assert(loaded.ok);
  return policyAt(loaded.value, NOW_MS);
}

/** Ids of the rules that settle or weigh on a checkout. */
function matching(signals: Signals): string[] {
  return shippedPolicy()
    .evaluate(signals)
    .filter(({ status, result }) => status === "live" && result === "match")
    .map(({ id }) => id);
}

/** Somebody on the shop's page with a phone of their own, an account of three years, and every signal observed. */
const HONEST: Signals = {
  channel: "web",
  "payment.method": "upi",
  "payment.key": "pay_1",
  "payment.other_accounts_in_sale": 0,
  "payment.accounts_against": 0,
  "payment.other_accounts_attempted": 0,
  "payment.units_in_sale": 0,
  "order.quantity": 1,
  "order.fulfilment": "delivery",
  "account.key": "acc_1",
  "account.other_keys": 5,
  "account.age_hours": 26_000,
  "account.email_verified": true,
  "account.phone_verified": true,
  "account.attempts_in_sale": 0,
  "account.attempts_last_minute": 0,
  "account.units_in_sale": 0,
  "account.unpaid_holds": 0,
  "own.unpaid_holds": 0,
  "network.as": "AS55836",
  "network.hosting": false,
  "network.bot_score": 92,
  "tls.version": "TLSv1.3",
  "tls.cipher": "AEAD-AES128-GCM-SHA256",
  "tls.fingerprint": "t13d1516h2_8daaf6152771_b186095e22b6",
  "http.protocol": "HTTP/2",
  "browser.platform": "linux",
  "browser.engine": "chromium",
  "coherence.contradictions": 0,
  "attestation.passed": true,
  "attestation.by": "app_attest",
  "attestation.device_keys": 1,
  "email.key": "mail_1",
  "email.readable": true,
  "email.disposable": false,
  "email.aliased": false,
  "email.other_accounts_in_sale": 0,
  "email.accounts_against": 0,
  "email.other_accounts_attempted": 0,
  "phone.key": "phone_1",
  "phone.readable": true,
  "phone.type": "MOBILE",
  "phone.country": "IN",
  "phone.other_accounts_in_sale": 0,
  "phone.accounts_against": 0,
  "phone.other_accounts_attempted": 0,
  "phone.digit_run": 3,
  "past.cluster_size": 1,
  "past.sales": 1,
  "past.units_bought": 1,
  "past.units_share": 0.0001,
  "address.key": "home_1",
  "address.care_of": false,
  "address.customer_code": false,
  "address.country": "IN",
  "address.region": "mh",
  "address.disguises": 0,
  "address.code_fits": true,
  "household.other_accounts_in_sale": 0,
  "household.accounts_against": 0,
  "household.other_accounts_attempted": 0,
  "household.units_in_sale": 0,
  "building.other_accounts_in_sale": 3,
  "building.other_accounts_attempted": 9,
  "near.other_accounts_in_sale": 0,
  "near.other_accounts_attempted": 0,
  "device.key": "dev_1",
  "device.other_accounts_in_sale": 0,
  "device.accounts_against": 0,
  "device.other_accounts_attempted": 0,
  "device.units_in_sale": 0,
  "visit.state": "ok",
  "visit.elapsed_ms": 24_000,
  "visit.retries": 0,
  "visit.address_changed": false,
  "client.state": "ok",
  "client.key_proved": true,
  "client.duration_implausible": false,
  "sale.mode": "flash",
  "sale.client_signals": "required",
  "sale.open_ms": 40_000,
  "timing.repeats": 0,
  "timing.near_repeats": 0,
  "population.cadence_accounts": 3,
  "population.cadence_share": 0.006,
  "population.cadence_interval_spread": 0.98,
  "automation.webdriver": false,
  "automation.headless": false,
  "key.count": 58,
  "key.hold_ms_median": 92,
  "key.shiftless_ratio": 0,
  "key.untrusted_count": 0,
  "pointer.clicks": 7,
  "pointer.press_ms_median": 96,
  "form.unexplained_inputs": 0,
};

/** A checkout without a browser and without anything that is optional. */
const BARE: Signals = {
  channel: "phone",
  "payment.method": "card",
  "order.quantity": 1,
  "order.fulfilment": "delivery",
  "account.key": "acc_2",
  "account.other_keys": 1,
  "account.attempts_in_sale": 0,
  "account.attempts_last_minute": 0,
  "account.units_in_sale": 0,
  "account.unpaid_holds": 0,
  "own.unpaid_holds": 0,
  "visit.state": "missing",
  "client.state": "absent",
  "sale.mode": "flash",
  "sale.client_signals": "required",
  "sale.open_ms": 40_000,
};

describe("the shipped policy", () => {
  it("has no problem", () => {
    expect(problems).toEqual([]);
  });

  it("is described by the schema that editors use", () => {
    expect(readFileSync("rules/schema.json", "utf8")).toBe(schemaText());
  });

  it("points each file at that schema", () => {
    for (const { path, text } of FILES) {
      const schema = relative(dirname(join("rules", path)), "rules/schema.json");
      expect(text.split("\n")[0], path).toBe(`# yaml-language-server: $schema=${schema}`);
    }
  });

  it("has the same hash whatever the order of its files, and another after any change", () => {
    const reversed = checkPolicy([...FILES].reverse(), NOW_MS).document;
    assert(document && reversed);
    expect(hashPolicy(reversed).hash).toBe(hashPolicy(document).hash);
    const milder = { ...document, policy: { ...document.policy, title: "Another policy" } };
    expect(hashPolicy(milder).hash).not.toBe(hashPolicy(document).hash);
  });

  it("evaluates every rule on every checkout without an error", () => {
    for (const signals of [HONEST, BARE, {}]) {
      const results = shippedPolicy().evaluate(signals);
      expect(results.length).toBe(document?.rules.length);
      expect(results.filter(({ result }) => result === "error")).toEqual([]);
    }
  });
});

describe("people whom the shipped rules leave alone", () => {
  it.each<[string, Signals]>([
    ["somebody on the shop's page", {}],
    ["a second member of a household", { "household.other_accounts_in_sale": 1, "household.units_in_sale": 1 }],
    [
      "a screen reader that moves no mouse",
      { "pointer.moves": 0, "pointer.clicks": 0, "pointer.clicks_without_move": 0 },
    ],
    ["a password manager that fills the form", { "key.count": 0, "form.autofill_count": 7, "form.elapsed_ms": 900 }],
    ["a phone that changes its network on the way", { "visit.address_changed": true }],
    [
      "a second try after sold out, at once",
      { "visit.retries": 1, "visit.elapsed_ms": 3_300, "account.attempts_in_sale": 1 },
    ],
    ["somebody whose page took long to load", { "visit.elapsed_ms": 600_000 }],
    ["somebody in a busy building", { "building.other_accounts_in_sale": 15, "near.other_accounts_in_sale": 6 }],
    ["somebody whose bank refused once", { "account.unpaid_holds": 1 }],
  ])("%s", (_, changed) => {
    expect(matching({ ...HONEST, ...changed })).toEqual([]);
  });

  it("somebody without a visit in a shop without the SDK", () => {
    const without = { "visit.state": "missing", "client.state": "absent", "population.visited_accounts": 0 };
    const kept = Object.entries(HONEST).filter(([name]) => !name.startsWith("client.") && !name.startsWith("visit."));
    expect(matching({ ...Object.fromEntries(kept), "sale.client_signals": "optional", ...without })).toEqual([]);
  });

  it("somebody on the telephone of whom nothing but an account and its address is known", () => {
    expect(matching(BARE)).toEqual([]);
  });
});

describe("what the shipped rules meet", () => {
  it.each<[string, Signals, string[]]>([
    ["a second account on one device", { "device.accounts_against": 1 }, ["identity.one-device-per-account"]],
    [
      "an account made at checkout",
      { "account.age_hours": 0.005 },
      ["account.created-at-checkout", "account.day-old", "account.made-after-opening", "account.minutes-old"],
    ],
    ["an alias of a verified mailbox that bought", { "email.accounts_against": 1 }, ["identity.mailbox-shared"]],
    [
      "an alias that nobody verified of a mailbox that bought",
      { "email.accounts_against": 1, "account.email_verified": false },
      ["identity.mailbox-unproved"],
    ],
    ["a script that skips the page", { "visit.elapsed_ms": 120 }, ["timing.faster-than-a-person"]],
    ["a session played back", { "timing.repeats": 4 }, ["timing.same-rhythm"]],
    ["a session played back with a trembling", { "timing.near_repeats": 4 }, ["timing.nearly-same-rhythm"]],
    ["a program that fires at the opening", { "sale.open_ms": 20 }, ["timing.before-opening-visible"]],
    [
      "one program that types for a fifth of the sale",
      { "population.cadence_accounts": 90, "population.cadence_share": 0.2 },
      ["population.shared-cadence"],
    ],
    [
      "accounts that a scheduler sends",
      { "population.cadence_accounts": 12, "population.cadence_interval_spread": 0.1 },
      ["population.clockwork-cadence"],
    ],
    [
      "orders that a program sends without a visit",
      { "visit.state": "missing", "population.direct_accounts": 12, "population.direct_interval_spread": 0.1 },
      ["population.clockwork-without-visit"],
    ],
    [
      "an order without a visit where others have visits",
      { "visit.state": "missing", "population.visited_accounts": 5 },
      ["timing.no-visit-among-visits"],
    ],
    [
      "an order without a visit in the first moment",
      { "visit.state": "expired", "sale.open_ms": 700 },
      ["timing.no-visit-at-opening"],
    ],
    ["holds that are never paid", { "account.unpaid_holds": 4 }, ["holds.cycling"]],
  ])("%s", (_, changed, ids) => {
    expect(matching({ ...HONEST, ...changed })).toEqual(ids);
  });
});

describe("what a browser or its shop says of the browser", () => {
  const ours = [...SIGNALS.keys()].filter((name) => /^(network|tls|http|browser|coherence|attestation)\./.test(name));

  it.each(ours)("%s may not lead to a denial, a review or an exemption", (name) => {
    expect(SIGNALS.get(name)?.mayLeadTo?.consequences).toEqual(["weight", "challenge"]);
  });

  it("is all there", () => {
    expect(ours).toHaveLength(15);
  });
});
