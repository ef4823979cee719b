import { beforeAll, describe, expect, it } from "vitest";
import { configOf, parseConfig } from "../src/config.ts";
import { developmentBeacon } from "../src/dev/worker/beacon/beacon-chain.ts";
import { QUICKNET, QUICKNET_RELAYS } from "../src/domain/draw/beacon.ts";
import { assert } from "../src/domain/result.ts";
import { validSettings } from "./support/settings.ts";

let settings: Awaited<ReturnType<typeof validSettings>>["settings"];
beforeAll(async () => {
  ({ settings } = await validSettings());
});

const problemsOf = (change: object): readonly string[] => {
  const parsed = parseConfig({ ...settings, ...change });
  return parsed.ok ? [] : parsed.error;
};

describe("parseConfig", () => {
  it("reads the settings of a deployment", () => {
    const parsed = parseConfig(settings);
    assert(parsed.ok, "the settings are valid");
    const { shops, staff, visitTtlSeconds, attemptsInFlightMax, issuer, tokenSecrets, peppers } = parsed.value;
    expect([...shops.keys()]).toEqual(["shop-a", "shop-b"]);
    expect(shops.get("shop-b")).toMatchObject({ origins: [], accountKeys: [] });
    expect(staff.access).toEqual({ teamDomain: "https://team.example", audience: "the-audience" });
    expect(staff.roles.get("group:admins")).toBe("admin");
    expect([staff.services, staff.roles.get("service:ci.access")]).toEqual([new Set(["ci.access"]), undefined]);
    expect([visitTtlSeconds, attemptsInFlightMax, issuer]).toEqual([21600, 256, "https://api.example"]);
    expect([tokenSecrets[0]?.key.byteLength, peppers[0]?.key.byteLength]).toEqual([32, 32]);
  });

  it("takes a slash off the end of addresses, so that they compare", () => {
    const parsed = parseConfig({
      ...settings,
      ISSUER: "https://api.example/",
      ACCESS_TEAM_DOMAIN: "https://t.example/",
    });
    assert(parsed.ok, "the settings are valid");
    expect([parsed.value.issuer, parsed.value.staff.access?.teamDomain]).toEqual([
      "https://api.example",
      "https://t.example",
    ]);
  });

  it.each(["https://api.example/it's", 'https://api.example/"', "https://api.example/a b", "https://api.example/\\"])(
    "refuses %s as an address: samples of calls quote it",
    (ISSUER) => {
      expect(problemsOf({ ISSUER })).toEqual(["ISSUER: may hold no blank, quotation mark or backslash"]);
    },
  );

  it("keeps objects in a jurisdiction only where one is set that there is", () => {
    const jurisdictionOf = (JURISDICTION: string) => {
      const parsed = parseConfig({ ...settings, JURISDICTION });
      return parsed.ok && parsed.value.jurisdiction;
    };
    expect([jurisdictionOf("eu"), jurisdictionOf("")]).toEqual(["eu", undefined]);
    expect(problemsOf({ JURISDICTION: "mars" })).toEqual(["JURISDICTION: must be empty or one of eu, us, fedramp"]);
  });

  it.each([{ ACCESS_TEAM_DOMAIN: "" }, { ACCESS_AUDIENCE: "" }])("has no Access with %j", (change) => {
    const parsed = parseConfig({ ...settings, ...change });
    expect(parsed.ok && parsed.value.staff.access).toBe(undefined);
  });

  it("has Turnstile only with both a site key and a secret, at Cloudflare's address unless another is set", () => {
    const turnstileOf = (change: object) => {
      const parsed = parseConfig({ ...settings, ...change });
      return parsed.ok && parsed.value.turnstile;
    };
    expect([
      turnstileOf({}),
      turnstileOf({ TURNSTILE_SITE_KEY: "site" }),
      turnstileOf({ TURNSTILE_SECRET: "s" }),
    ]).toEqual([undefined, undefined, undefined]);
    expect(turnstileOf({ TURNSTILE_SITE_KEY: "site", TURNSTILE_SECRET: "s" })).toEqual({
      siteKey: "site",
      secret: "s",
      verifyUrl: "https://challenges.cloudflare.com/turnstile/v0/siteverify",
    });
  });

  it("tells all problems at once", () => {
    expect(problemsOf({ PEPPERS: "[]", ISSUER: "x", VISIT_TTL_SECONDS: "0", SHOPS: "{" }).map(settingOf)).toEqual([
      "ISSUER",
      "SHOPS",
      "VISIT_TTL_SECONDS",
      "PEPPERS",
    ]);
  });

  it("names every setting that is missing", () => {
    const parsed = parseConfig({});
    const missing = parsed.ok ? [] : parsed.error.filter((problem) => problem.endsWith("is missing")).map(settingOf);
    for (const name of ["SHOPS", "STAFF_ROLES", "VISIT_TTL_SECONDS", "SIGNING_KEYS", "TOKEN_SECRETS", "PEPPERS"]) {
      expect(missing).toContain(name);
    }
  });

  it.each([
    ["SHOPS: must be JSON", { SHOPS: "{" }],
    ["SHOPS.entry 1.keyHashes.0: must be a SHA-256 in lower-case hexadecimal", shops({ keyHashes: ["fh_sk_canary"] })],
    ["SHOPS.entry 1: has a member that is not known here", shops({ canary: 1 })],
    ["VISIT_TTL_SECONDS: must be a whole number above 0", { VISIT_TTL_SECONDS: "-1" }],
    ["ATTEMPTS_IN_FLIGHT_MAX: must be a whole number above 0", { ATTEMPTS_IN_FLIGHT_MAX: "1e9" }],
    ["SIGNING_KEYS: must hold exactly one active key", { SIGNING_KEYS: "[]" }],
    [
      "STAFF_ROLES.entry 2: must begin with email:, group: or service:",
      { STAFF_ROLES: '{"group:a":"trust","canary":"trust"}' },
    ],
    [
      "STAFF_ROLES: must give the role service to service: names, and to no other",
      { STAFF_ROLES: '{"group:x":"service"}' },
    ],
    ["TOKEN_SECRETS.0.k: must be 32 bytes or more", { TOKEN_SECRETS: '[{"kid":"canary","k":"canary"}]' }],
  ])("says %s", (problem, change) => {
    expect(problemsOf(change)).toEqual([problem]);
  });

  it("never repeats a value, nor the name of a shop or of somebody of the staff", () => {
    const canary = "canary@example.com";
    const changes = Object.keys(settings).flatMap((name) => [
      { [name]: canary },
      { [name]: JSON.stringify(canary) },
      { [name]: JSON.stringify({ [canary]: canary }) },
      { [name]: JSON.stringify({ [canary]: { [canary]: canary } }) },
      { [name]: JSON.stringify([{ kid: canary, k: canary, epoch: canary, status: canary, [canary]: canary }]) },
    ]);
    const told = changes.flatMap(problemsOf);
    expect(told.length).toBeGreaterThan(20);
    expect(told.join("\n")).not.toContain("canary");
  });
});

function shops(change: object) {
  const shop = { name: "x", hostname: "x", keyHashes: ["0".repeat(64)], ...change };
  return { SHOPS: JSON.stringify({ "shop-a": shop }) };
}

function settingOf(problem: string): string | undefined {
  return /^[A-Z_]+/.exec(problem)?.[0];
}

describe("the beacon", () => {
  const { chain } = developmentBeacon("11".repeat(32));
  const beacons = (change: object) => {
    const parsed = parseConfig({ ...settings, ...change });
    assert(parsed.ok, "the settings are valid");
    return parsed.value.beacons;
  };

  it.each([{}, { BEACON: "" }])("is drand's quicknet with its relays unless another is named", (change) => {
    expect(beacons(change)).toMatchObject([{ chain: QUICKNET.chain, addresses: QUICKNET_RELAYS }]);
  });

  it("of a development composition draws nothing anywhere else", () => {
    const BEACON = JSON.stringify([chain]);
    expect(beacons({ BEACON, ENVIRONMENT: "development" })).toMatchObject([chain]);
    expect(problemsOf({ BEACON, ENVIRONMENT: "production" })).toEqual([
      "BEACON: names a chain of a development composition, whose holder can choose what is drawn",
    ]);
  });

  it.each<[string, string, string]>([
    ["that is no JSON", "{", "BEACON: must be JSON"],
    ["without a chain", "[]", "BEACON"],
    ["with a key that is none", JSON.stringify([{ ...chain, publicKey: "00" }]), "BEACON.0.publicKey"],
  ])("%s is a problem", (_, BEACON, problem) => {
    expect(problemsOf({ BEACON })[0]).toContain(problem);
  });
});

describe("configOf", () => {
  it("reads an environment once", () => {
    expect(configOf(settings)).toBe(configOf(settings));
    expect(configOf({ ...settings })).not.toBe(configOf(settings));
  });
});

describe("SMS_ADAPTERS", () => {
  const ADAPTER = { shop: "shop-a", kind: "twilio", secret: "0123456789abcdef", numbers: ["56161"] };
  const problemsWith = (change: object) =>
    problemsOf({ SMS_ADAPTERS: JSON.stringify({ india: { ...ADAPTER, ...change } }) });

  it("are none by default, and speak English in UTC unless they say otherwise", () => {
    const adaptersOf = (change: object) => {
      const parsed = parseConfig({ ...settings, ...change });
      assert(parsed.ok, "the settings are valid");
      return [...parsed.value.smsAdapters.values()];
    };
    expect(adaptersOf({})).toEqual([]);
    expect(adaptersOf({ SMS_ADAPTERS: JSON.stringify({ india: ADAPTER }) })).toEqual([
      { ...ADAPTER, id: "india", language: "en", timeZone: "UTC", templates: {} },
    ]);
  });

  it("name every problem at once, and no value", () => {
    const templates = { en: { confirm: "Send {pin}", greeting: "Hello" }, hi: { help: "one\ntwo" } };
    const problems = problemsWith({ secret: "short", numbers: [], country: "XX", timeZone: "+05:30", templates });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "SMS_ADAPTERS.entry 1.secret",
      "SMS_ADAPTERS.entry 1.numbers",
      "SMS_ADAPTERS.entry 1.country",
      "SMS_ADAPTERS.entry 1.timeZone",
      "SMS_ADAPTERS.entry 1.templates.en.confirm",
      "SMS_ADAPTERS.entry 1.templates.en.confirm",
      "SMS_ADAPTERS.entry 1.templates.en.greeting",
      "SMS_ADAPTERS.entry 1.templates.hi.help",
    ]);
    expect(problems.join()).not.toMatch(/india|short/);
  });

  it("are of a shop that there is, and have a secret of their kind", () => {
    expect(problemsWith({ shop: "nobody" })).toEqual(["SMS_ADAPTERS.entry 1.shop: must be one of SHOPS"]);
    expect(problemsWith({ kind: "standard-webhooks" })).toEqual([
      "SMS_ADAPTERS.entry 1.secret: must be whsec_ and 24 bytes or more in base64",
    ]);
  });
});
