import { env, runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { GroupCommit } from "../../src/objects/group-commit.ts";
import "./support/deployment.ts";

it("rolls a batch back with which one command breaks, says so, and writes the others one by one", () =>
  runInDurableObject(env.SALE.getByName("group-commit"), async (_, { storage }) => {
    storage.sql.exec("CREATE TABLE written (name TEXT PRIMARY KEY)");
    const told: string[] = [];
    const commits = new GroupCommit(storage, {
      first: () => told.push("first"),
      last: () => told.push("last"),
      undone: () => told.push("undone"),
      after: () => told.push("after"),
    });
    const write = (name: string) => () => {
      told.push(name);
      storage.sql.exec("INSERT INTO written (name) VALUES (?)", name);
      return name;
    };
    const broken = new Error("broken");
    const breakAfter = (name: string) => () => {
      write(name)();
      throw broken;
    };
    // The first comes alone and runs at once; the others are a batch.
    const outcomes = await Promise.allSettled(
      [write("alone"), write("one"), breakAfter("two"), write("three")].map((command) => commits.submit(command)),
    );
    expect(outcomes).toEqual([
      { status: "fulfilled", value: "alone" },
      { status: "fulfilled", value: "one" },
      { status: "rejected", reason: broken },
      { status: "fulfilled", value: "three" },
    ]);
    expect(storage.sql.exec("SELECT name FROM written ORDER BY name").toArray()).toEqual([
      { name: "alone" },
      { name: "one" },
      { name: "three" },
    ]);
    expect(told.join(" ")).toBe(
      "first alone last after first one two undone first one last after first two undone first three last after",
    );
  }));
