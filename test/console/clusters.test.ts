import { describe, expect, it } from "vitest";
import { layoutGraph } from "../../src/console/charts/graph-layout.ts";
import { renderCluster } from "../../src/console/pages/cluster.tsx";
import { type ClusterView, clusterGraph, kindsWords } from "../../src/console/view-models/cluster.ts";
import { frameIn } from "./frame.ts";

const SCRIPT = '"><script>alert(1)</script>';
const FRAME = {
  ...frameIn("sales"),
  sale: { saleId: "sale", title: "Sale" },
};
const account = (name: string, isAway = false) => ({ account: name, isAway, decisions: 1, units: 1 });
const edge = (one: string, other: string) => ({
  account: one,
  other,
  kinds: ["device", "household"],
  weight: 1.6,
  atMs: 0,
  by: "held" as const,
  saleId: "sale",
});
const VIEW: ClusterView = {
  saleId: "sale",
  title: "Sale",
  account: "b",
  size: 3,
  accounts: [account("a"), account("b"), account("c"), account("d", true)],
  edges: [edge("a", "b"), edge("b", "c"), { ...edge("c", "d"), by: "earlier", saleId: "before" }],
  shared: [
    { kind: "household", pseudonym: "h", accounts: 40, members: ["a", "c"], isHub: true },
    { kind: "device", pseudonym: "x", accounts: 2, members: ["a", "b"], isHub: false },
  ],
  cuts: [],
  mayCut: false,
};

const page = async (change: Partial<ClusterView> = {}) => String(await renderCluster({ ...VIEW, ...change }, FRAME));

describe("a graph", () => {
  const frame = { width: 600, height: 400, inset: 30 };
  const star = Array.from({ length: 30 }, (_, at) => [0, at + 1] as const);
  const far = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);

  it("lies the same way each time, and within its frame", () => {
    const places = layoutGraph(31, star, frame);
    expect(layoutGraph(31, star, frame)).toEqual(places);
    for (const { x, y } of places) {
      expect(x).toBeGreaterThanOrEqual(29.9);
      expect(x).toBeLessThanOrEqual(570.1);
      expect(y).toBeGreaterThanOrEqual(29.9);
      expect(y).toBeLessThanOrEqual(370.1);
    }
  });

  it("puts no node upon another one", () => {
    const places = layoutGraph(31, star, frame);
    const pairs = places.flatMap((one, at) => places.slice(at + 1).map((other) => far(one, other)));
    expect(Math.min(...pairs)).toBeGreaterThan(26);
  });

  it("puts what is joined nearer than what is not", () => {
    const places = layoutGraph(
      6,
      [0, 1, 2, 3, 4].map((at) => [at, at + 1] as const),
      frame,
    );
    const between = (one: number, other: number) => far(places[one] ?? { x: 0, y: 0 }, places[other] ?? { x: 0, y: 0 });
    const joined = [0, 1, 2, 3, 4].map((at) => between(at, at + 1));
    expect(Math.max(...joined)).toBeLessThan(Math.min(between(0, 2), between(0, 5), between(1, 4), between(3, 5)));
  });

  it.each([0, 1])("of %i nodes is no mistake", (count) => {
    expect(layoutGraph(count, [], frame)).toEqual(Array.from({ length: count }, () => ({ x: 300, y: 200 })));
  });
});

describe("the picture of a cluster", () => {
  it("joins accounts by their edges, and the members of a hub to it", () => {
    const { hubs, lines, edges } = clusterGraph(VIEW);
    expect(hubs.map(({ pseudonym }) => pseudonym)).toEqual(["h"]);
    expect(lines).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [0, 4],
      [2, 4],
    ]);
    expect(edges.map((each) => each?.by)).toEqual(["held", "held", "earlier", undefined, undefined]);
  });

  it("leaves out an edge whose account the page does not list", () => {
    expect(clusterGraph({ ...VIEW, accounts: VIEW.accounts.slice(0, 2), shared: [] }).lines).toEqual([[0, 1]]);
  });
});

describe("the page of a cluster", () => {
  it("says in a table why each account stands with another, and marks hubs", async () => {
    const text = await page();
    expect(text).toContain("3 accounts that belong together");
    expect(text).toMatch(/1 and 2<\/th><td>device and address<\/td><td class="number">1\.6<\/td>/);
    expect(text).toContain("hub: says little");
    expect(text).toContain("Known from earlier sales, not seen in this one");
  });

  it("offers to cut only to who may", async () => {
    expect(await page()).not.toContain("/cuts");
    expect(await page({ mayCut: true })).toContain('action="/console/sales/sale/cuts"');
  });

  it("says so of an account that is alone", async () => {
    expect(await page({ accounts: [account("b")], size: 1, edges: [], shared: [] })).toContain("An account alone");
  });

  it("writes hostile text as text, without inline script and style", async () => {
    const hostile = { ...account(SCRIPT), lastDecisionId: SCRIPT };
    const text = await page({
      title: SCRIPT,
      account: SCRIPT,
      accounts: [hostile, account("b")],
      edges: [{ ...edge(SCRIPT, "b"), kinds: [SCRIPT] }],
      shared: [{ kind: SCRIPT, pseudonym: SCRIPT, accounts: 9, members: [SCRIPT], isHub: true }],
      cuts: [{ cutId: SCRIPT, account: SCRIPT, other: SCRIPT, kinds: [SCRIPT], atMs: 0, by: SCRIPT, why: SCRIPT }],
      mayCut: true,
    });
    expect(text).not.toContain("<script>alert");
    expect(text).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/);
  });
});

describe("what accounts share", () => {
  it.each([
    [["device"], "device"],
    [["device", "household", "created"], "device, address and day of registration"],
    [["something-new"], "something-new"],
  ])("%j reads %s", (kinds, words) => {
    expect(kindsWords(kinds)).toBe(words);
  });
});
