import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { CHAIN_START } from "../../src/domain/hash-chain.ts";
import { err, ok } from "../../src/domain/result.ts";
import { appendDecided, auditChain, chainEnd, chainEntries, chainIn } from "../../src/platform/chain.ts";

type Said = { readonly by: string; readonly words: string };

const CHAIN = chainIn<Said>("said", { by: "$.by" });
const db = env.DB;

beforeEach(async () => {
  await db.batch([
    db.prepare("DROP TABLE IF EXISTS said"),
    db.prepare("DROP TABLE IF EXISTS counted"),
    db.prepare("CREATE TABLE said (seq INTEGER PRIMARY KEY, previous TEXT, body TEXT, hash TEXT, by TEXT)"),
    db.prepare("CREATE TABLE counted (seq INTEGER PRIMARY KEY)"),
  ]);
});

const count = (seq: number) => db.prepare("INSERT INTO counted (seq) VALUES (?)").bind(seq);
const counted = async () => (await db.prepare("SELECT seq FROM counted ORDER BY seq").all<{ seq: number }>()).results;

function say(words: string, by = "ann") {
  return appendDecided(db, CHAIN, {
    reads: [],
    decide: () => ok({ bodies: [{ by, words }], also: ([{ seq }]) => [count(seq)] }),
  });
}

describe("appendDecided", () => {
  it("gives everybody who appends at once a place of their own, with their statements", async () => {
    const all = await Promise.all(["one", "two", "three", "four"].map((words) => say(words)));
    expect(all.every(({ ok: written }) => written)).toBe(true);
    expect(await auditChain(db, CHAIN)).toMatchObject({ entries: 4, fault: undefined });
    expect((await counted()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it("decides anew on what came meanwhile", async () => {
    const decide = async (words: string) =>
      await appendDecided(db, CHAIN, {
        reads: [db.prepare("SELECT seq FROM said")],
        decide: ([read]) =>
          read?.results.length === 0
            ? ok({ bodies: [{ by: "ann", words }], also: () => [] })
            : err({ kind: "said" } as const),
      });
    const both = await Promise.all([decide("one"), decide("two")]);
    expect(both.map((each) => (each.ok ? "written" : each.error.kind)).sort()).toEqual(["said", "written"]);
  });

  it("writes several entries in order or none", async () => {
    await appendDecided(db, CHAIN, {
      reads: [],
      decide: () =>
        ok({
          bodies: [
            { by: "ann", words: "one" },
            { by: "bob", words: "two" },
          ],
          also: () => [],
        }),
    });
    expect((await chainEntries(db, CHAIN)).map(({ seq, body }) => [seq, body.words])).toEqual([
      [1, "one"],
      [2, "two"],
    ]);
    expect((await chainEntries(db, CHAIN, { column: "by", value: "bob" })).map(({ seq }) => seq)).toEqual([2]);
  });

  it("throws what is wrong with a statement, and leaves no entry behind", async () => {
    await count(1).run();
    await expect(say("one")).rejects.toThrow("counted.seq");
    expect(await chainEnd(db, CHAIN)).toEqual({ entries: 0, lastHash: CHAIN_START });
  });
});

describe("auditChain", () => {
  it("names the first entry that was altered", async () => {
    await say("one");
    await say("two");
    await db.prepare("UPDATE said SET body = json_set(body, '$.words', 'other') WHERE seq = 1").run();
    expect((await auditChain(db, CHAIN)).fault).toEqual({ seq: 1, kind: "altered" });
  });
});
