import { describe, expect, it } from "vitest";
import { type Grade, judgeEvidence, type Match } from "../../../../src/domain/identity/cluster/evidence.ts";
import type { LinkMember } from "../../../../src/domain/identity/cluster/link-member.ts";
import { type Trait, traitsOf } from "../../../../src/domain/identity/cluster/trait.ts";

const KEYS = {
  account: "ann",
  device: "d",
  payment: "p",
  email: "e",
  phone: "t",
  household: "h",
  building: "b",
  near: ["n1", "n2"],
};
const CONTEXT = { emailVerified: false, phoneVerified: true, holderKey: "k" };
const TRAITS = traitsOf(KEYS, CONTEXT);

/** The asking account meets one that brought exactly the same under these links, and held with it. */
function meets(links: readonly string[], change: Partial<LinkMember> = {}, root = "bob"): Match[] {
  return TRAITS.filter(({ link }) => links.includes(link)).map((trait) => ({
    trait,
    root,
    member: { account: "bob", weight: trait.weight, claimed: true, ...change },
  }));
}

const weightOf = (grade: Grade, matches: readonly Match[], createdHour?: number) =>
  judgeEvidence(grade, createdHour, matches)[0]?.weight;

describe("the traits of a checkout", () => {
  it("are one for each key, near spellings left out", () => {
    expect(TRAITS.map(({ link }) => link)).toEqual([
      "browser:k",
      "device:d",
      "payment:p",
      "email:e",
      "phone:t",
      "household:h",
      "building:b",
    ]);
    expect(traitsOf({ account: "ann" }, { emailVerified: true, phoneVerified: true })).toEqual([]);
  });

  it("count a mailbox and a telephone as had only where they were confirmed", () => {
    const find = (link: string, traits: readonly Trait[]) => traits.find((trait) => trait.link === link);
    expect(find("phone:t", TRAITS)).toMatchObject({ weight: 1 });
    expect(find("email:e", TRAITS)).toMatchObject({ weight: 0.5 });
  });
});

describe("two accounts belong together", () => {
  it.each([["browser:k"], ["device:d"], ["payment:p"], ["phone:t"]])("by %s, which nobody else has", (link) => {
    expect(weightOf("held", meets([link]))).toBe(1);
    expect(weightOf("attempted", meets([link]))).toBe(1);
  });

  it.each([[["household:h"]], [["building:b"]], [["household:h", "building:b"]], [["email:e"]]])(
    "never by %s alone: families and neighbours stay apart",
    (links) => {
      expect(judgeEvidence("attempted", undefined, meets(links))).toEqual([]);
      expect(judgeEvidence("held", undefined, meets(links))).toEqual([]);
    },
  );

  it("by an address and a mailbox, which strangers may know, for a second look only", () => {
    const shared = meets(["household:h", "email:e"]);
    expect(weightOf("attempted", shared)).toBeCloseTo(1.1);
    expect(judgeEvidence("held", undefined, shared)).toEqual([]);
  });

  it("by an address and the days in which they were made, for a second look only", () => {
    const shared = meets(["building:b"], { createdHour: 490_000 });
    expect(judgeEvidence("attempted", 490_072, shared)).toEqual([
      { root: "bob", account: "bob", kinds: ["building", "created"], weight: 1 },
    ]);
    expect(judgeEvidence("attempted", 490_073, shared)).toEqual([]);
    expect(judgeEvidence("attempted", undefined, shared)).toEqual([]);
    expect(judgeEvidence("held", 490_072, shared)).toEqual([]);
  });

  it("as firmly as the less certain of the two says", () => {
    expect(judgeEvidence("attempted", undefined, meets(["phone:t"], { weight: 0.5 }))).toEqual([]);
    const withAddress = meets(["phone:t", "household:h"], { weight: 0.5 });
    expect(weightOf("attempted", withAddress)).toBe(1);
    expect(judgeEvidence("held", undefined, withAddress)).toEqual([]);
  });

  it("in the grade of claims only by what was held or bought with", () => {
    expect(judgeEvidence("held", undefined, meets(["device:d"], { claimed: false }))).toEqual([]);
    expect(weightOf("attempted", meets(["device:d"], { claimed: false }))).toBe(1);
  });

  it("for every reason that counts, the strongest account of each cluster first", () => {
    const weak = meets(["payment:p"], { account: "eve" });
    const strong = meets(["payment:p", "device:d", "household:h"], { account: "bob" });
    const elsewhere = meets(["device:d"], { account: "zoe" }, "zoe");
    expect(judgeEvidence("held", undefined, [...weak, ...elsewhere, ...strong])).toEqual([
      { root: "bob", account: "bob", kinds: ["device", "payment", "household"], weight: 2.6 },
      { root: "zoe", account: "zoe", kinds: ["device"], weight: 1 },
    ]);
  });
});

describe("a key that joins many loses weight", () => {
  const crowd = (links: readonly string[], accounts: number, oneCluster: boolean) =>
    Array.from({ length: accounts }, (_, n) =>
      meets(links, { account: `a${n}`, createdHour: 490_000 }, oneCluster ? "a0" : `a${n}`),
    ).flat();

  it("where separate clusters name an address: a hostel, an office, a forwarder", () => {
    expect(judgeEvidence("attempted", 490_000, crowd(["household:h"], 6, false))).toHaveLength(6);
    expect(judgeEvidence("attempted", 490_000, crowd(["household:h"], 8, false))).toEqual([]);
  });

  it("but not where they are one cluster already", () => {
    expect(weightOf("attempted", crowd(["household:h"], 12, true), 490_000)).toBeCloseTo(1.1);
  });

  it("where many accounts use one device: the computer of a library", () => {
    expect(judgeEvidence("attempted", undefined, crowd(["device:d"], 6, true))).toHaveLength(1);
    expect(judgeEvidence("attempted", undefined, crowd(["device:d"], 7, true))).toEqual([]);
  });
});
