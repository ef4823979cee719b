import { describe, expect, it } from "vitest";
import { KnownNames } from "../../../../src/domain/sale/memory/known-names.ts";
import { NameFilter } from "../../../../src/domain/sale/memory/name-filter.ts";
import { Rows } from "../../../../src/domain/sale/memory/rows.ts";
import type { RowChange } from "../../../../src/domain/sale/memory/stored-rows.ts";

/** Stored rows that tell what they were asked and what was written. */
function storedRows(from: readonly (readonly [string, number])[] = [["ann", 1]]) {
  const stored = new Map(from);
  const asked: string[][] = [];
  const written: RowChange<number>[] = [];
  const behind = {
    read(keys: readonly string[]) {
      asked.push([...keys]);
      return new Map(keys.flatMap((key) => (stored.has(key) ? [[key, stored.get(key) ?? 0] as const] : [])));
    },
    write(changes: readonly RowChange<number>[]) {
      written.push(...changes);
      for (const { key, row } of changes) stored.set(key, row);
    },
  };
  const names = new KnownNames(new NameFilter(), 1, (after) => {
    const all = [...stored.keys()].filter((name) => name > after).sort();
    return { names: all.slice(0, 2), next: all.length > 2 ? all[1] : undefined };
  });
  return { behind, names, asked, written };
}

describe("rows in memory", () => {
  it("read each key once, and one without a row once, too", () => {
    const { behind, asked } = storedRows();
    const rows = new Rows(behind, { keptMax: 8 });
    expect([rows.get("ann"), rows.get("bob"), rows.get("ann"), rows.get("bob")]).toEqual([1, undefined, 1, undefined]);
    expect(rows.getAll(["eve", "bob", "ann"])).toEqual(new Map([["ann", 1]]));
    expect(asked).toEqual([["ann"], ["bob"], ["eve"]]);
  });

  it("give many in the order of their keys, whichever of them are in memory", () => {
    const { behind } = storedRows([
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ]);
    const rows = new Rows(behind, { keptMax: 8 });
    rows.get("b");
    expect([...rows.getAll(["c", "b", "a"])]).toEqual([
      ["c", 3],
      ["b", 2],
      ["a", 1],
    ]);
  });

  it("read nothing for a name that no row has, once all names are known, and until then everything", () => {
    const { behind, names, asked } = storedRows([
      ["ann", 1],
      ["bob", 2],
      ["eve", 3],
    ]);
    const rows = new Rows(behind, { keptMax: 0, names });
    rows.get("nobody");
    expect(names.learn()).toBe(true);
    rows.get("nobody");
    rows.put("new", 4);
    while (names.learn());
    asked.length = 0;
    expect([rows.get("nobody"), rows.get("new"), rows.get("eve")]).toEqual([undefined, 4, 3]);
    rows.fold();
    expect([rows.get("new"), asked]).toEqual([4, [["eve"], ["new"]]]);
  });

  it("write what changed once, as it was last, beside what is stored", () => {
    const { behind, written } = storedRows();
    const rows = new Rows(behind, { keptMax: 8 });
    rows.put("ann", 2);
    rows.put("bob", 5);
    rows.put("ann", 3);
    expect([rows.get("ann"), written]).toEqual([3, []]);
    rows.fold();
    rows.fold();
    rows.put("ann", 4);
    rows.fold();
    expect(written).toEqual([
      { key: "ann", row: 3, before: 1 },
      { key: "bob", row: 5, before: undefined },
      { key: "ann", row: 4, before: 3 },
    ]);
  });

  it("are as stored again after a transaction that did not stay, whatever of it was written before", () => {
    const { behind } = storedRows();
    const rows = new Rows({ ...behind, write: () => undefined }, { keptMax: 8 });
    rows.put("ann", 2);
    rows.fold();
    rows.put("bob", 3);
    rows.discard();
    expect(rows.getAll(["ann", "bob"])).toEqual(new Map([["ann", 1]]));
  });

  it("are written in the order of their keys, some at a time, and one that changes again waits for its next turn", () => {
    const { behind, written } = storedRows();
    const rows = new Rows(behind, { keptMax: 0 });
    for (const [key, row] of [
      ["c", 3],
      ["a", 1],
      ["b", 2],
    ] as const)
      rows.put(key, row);
    rows.age();
    expect([rows.foldOld(1), written.map(({ key }) => key)]).toEqual([1, ["a"]]);
    rows.put("b", 20);
    expect([rows.foldOld(5), written.map(({ key }) => key)]).toEqual([1, ["a", "c"]]);
    expect(["a", "b", "c"].map((key) => rows.get(key))).toEqual([1, 20, 3]);
    rows.age();
    expect([rows.foldOld(5), written.at(-1)]).toEqual([1, { key: "b", row: 20, before: undefined }]);
  });

  it("say once what a transaction has changed, as it is in its end", () => {
    const { behind } = storedRows();
    const rows = new Rows(behind, { keptMax: 8 });
    rows.put("bob", 1);
    rows.put("ann", 2);
    rows.put("bob", 3);
    expect(rows.takeTouched()).toEqual([
      ["bob", 3],
      ["ann", 2],
    ]);
    expect(rows.takeTouched()).toEqual([]);
    rows.put("bob", 4);
    rows.fold();
    expect(rows.takeTouched(), "what is in its table needs no log").toEqual([]);
  });

  it("refuse a second row under one key, and keep the first", () => {
    const { behind } = storedRows();
    const rows = new Rows(behind, { keptMax: 8 });
    expect(() => rows.insert("ann", 2)).toThrow("Assertion failed: there is no row under ann yet");
    rows.insert("bob", 2);
    expect(() => rows.insert("bob", 3)).toThrow("Assertion failed: there is no row under bob yet");
    expect(rows.getAll(["ann", "bob"])).toEqual(
      new Map([
        ["ann", 1],
        ["bob", 2],
      ]),
    );
  });

  it("stay no more than they may: what was used last stays, and what went is read again", () => {
    const all = Array.from({ length: 100 }, (_, n) => [`account ${n}`, n + 1] as const);
    const { behind, asked } = storedRows(all);
    const rows = new Rows(behind, { keptMax: 10 });
    for (const [key] of all) {
      rows.get(key);
      rows.get("account 0");
    }
    expect(asked.flat()).toEqual(all.map(([key]) => key));
    rows.get("account 1");
    expect(asked.at(-1)).toEqual(["account 1"]);
  });
});
