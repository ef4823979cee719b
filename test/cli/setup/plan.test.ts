import { describe, expect, it } from "vitest";
import type { Answers } from "../../../src/cli/setup/answers.ts";
import { type Listed, planSetup, questionsOf, type Wanted } from "../../../src/cli/setup/plan.ts";

const ID = "3f2a9c58-0a51-4a55-9c1d-6f1b1f0b7a11";
const WANTED: Wanted = {
  worker: "firsthand",
  database: { name: "firsthand", id: undefined },
  bucket: { name: "records", jurisdiction: undefined },
  queues: ["webhooks", "webhooks-dead"],
  secrets: ["SIGNING_KEYS", "PEPPERS"],
  jurisdiction: undefined,
  unfinished: ["address", "shop", "access"],
  staffRoles: { "service:ci.access": "service" },
};
const EMPTY: Listed = { databases: [], buckets: [], queues: [], secrets: [] };
const DATABASE = { name: "firsthand", id: ID };
const FULL: Listed = {
  databases: [DATABASE],
  buckets: ["records"],
  queues: ["webhooks", "webhooks-dead"],
  secrets: ["SIGNING_KEYS", "PEPPERS"],
};
const DONE: Wanted = { ...WANTED, database: { name: "firsthand", id: ID }, unfinished: [] };
const ANSWERS: Answers = {
  address: "https://fair.shop.com",
  shop: { id: "my-shop", name: "My shop", hostname: "shop.com" },
  access: { teamDomain: "https://shop.cloudflareaccess.com", audience: "tag", admin: "ana@shop.com" },
};

function plan(wanted: Wanted, listed: Listed, answers: Answers = {}, keyHash?: string) {
  const made = planSetup({ wanted, listed }, answers, keyHash);
  if (!made.ok) throw new Error(made.error.join());
  return made.value;
}

function changed(wanted: Wanted, answers: Answers, listed = EMPTY) {
  const step = plan(wanted, listed, answers, "hash").steps.find(({ kind }) => kind === "settings");
  return step?.kind === "settings" ? Object.fromEntries(step.changes.map(({ key, value }) => [key, value])) : {};
}

describe("the plan of a setup", () => {
  it("makes everything in an empty account, the database before its id and its tables", () => {
    expect(plan(WANTED, EMPTY).steps).toEqual([
      { kind: "database", name: "firsthand", jurisdiction: undefined },
      { kind: "bucket", name: "records", jurisdiction: undefined },
      { kind: "queue", name: "webhooks", jurisdiction: undefined },
      { kind: "queue", name: "webhooks-dead", jurisdiction: undefined },
      { kind: "database-id", database: "firsthand" },
      { kind: "migrations", database: "firsthand" },
      { kind: "secrets", worker: "firsthand", names: ["SIGNING_KEYS", "PEPPERS"] },
    ]);
  });

  it("makes nothing where all of it is there, and looks for new tables alone", () => {
    const { steps, kept } = plan(DONE, FULL);
    expect(steps).toEqual([{ kind: "migrations", database: "firsthand" }]);
    expect(kept).toHaveLength(6);
  });

  it("goes on where an earlier run ended", () => {
    const listed = { ...FULL, queues: ["webhooks"], secrets: ["PEPPERS"] };
    expect(plan(DONE, listed).steps).toMatchObject([
      { kind: "queue", name: "webhooks-dead" },
      { kind: "migrations" },
      { kind: "secrets", names: ["SIGNING_KEYS"] },
    ]);
  });

  it("takes a database that exists by its name, and writes its id", () => {
    const kinds = plan(WANTED, { ...EMPTY, databases: [DATABASE] }).steps.map(({ kind }) => kind);
    expect(kinds).toContain("database-id");
    expect(kinds).not.toContain("database");
  });

  it("writes what was answered, and leaves the roles that are there", () => {
    expect(changed(WANTED, ANSWERS)).toEqual({
      ISSUER: "https://fair.shop.com",
      routes: [{ pattern: "fair.shop.com", custom_domain: true }],
      SHOPS: '{"my-shop":{"name":"My shop","keyHashes":["hash"],"hostname":"shop.com"}}',
      STAFF_ROLES: '{"service:ci.access":"service","email:ana@shop.com":"admin"}',
      ACCESS_TEAM_DOMAIN: "https://shop.cloudflareaccess.com",
      ACCESS_AUDIENCE: "tag",
    });
  });

  it("keeps what the settings say already, whatever is answered", () => {
    expect(changed(DONE, ANSWERS, FULL)).toEqual({});
  });

  it("needs no domain of one's own under workers.dev", () => {
    const { routes, workers_dev } = changed(WANTED, { address: "https://firsthand.me.workers.dev" });
    expect([routes, workers_dev]).toEqual([undefined, true]);
  });

  it("keeps everything in the jurisdiction that was answered", () => {
    const { steps } = plan(WANTED, EMPTY, { jurisdiction: "eu" });
    const made = steps.filter(({ kind }) => ["database", "bucket", "queue"].includes(kind));
    expect(made).toHaveLength(4);
    for (const step of made) expect(step).toMatchObject({ jurisdiction: "eu" });
    expect(changed(WANTED, { jurisdiction: "eu" })).toEqual({ JURISDICTION: "eu", jurisdiction: "eu" });
  });

  it.each([
    ["an id of another account", { ...DONE, database: { name: "firsthand", id: "other" } }, FULL, {}, "no database of"],
    [
      "an id of another database",
      { ...DONE, database: { name: "else", id: ID } },
      FULL,
      {},
      "is the database firsthand",
    ],
    ["a jurisdiction where the database is in none", DONE, FULL, { jurisdiction: "eu" }, "is in no jurisdiction"],
    [
      "another jurisdiction than is set",
      { ...WANTED, jurisdiction: "us" },
      EMPTY,
      { jurisdiction: "eu" },
      "is us already",
    ],
    [
      "no jurisdiction where the database is in one",
      DONE,
      { ...FULL, databases: [{ ...DATABASE, jurisdiction: "eu" }] },
      {},
      "is in eu, and stays there",
    ],
  ] satisfies [string, Wanted, Listed, Answers, string][])("refuses %s", (_, wanted, listed, answers, says) => {
    expect(planSetup({ wanted, listed }, answers, undefined)).toMatchObject({
      ok: false,
      error: [expect.stringContaining(says)],
    });
  });
});

describe("the questions of a setup", () => {
  it("are those that the settings leave open, and of a jurisdiction only while nothing has one", () => {
    expect(questionsOf(WANTED, EMPTY)).toEqual(["jurisdiction", "address", "shop", "access"]);
    expect(questionsOf(WANTED, FULL)).toEqual(["address", "shop", "access"]);
    expect(questionsOf(DONE, FULL)).toEqual([]);
  });
});
