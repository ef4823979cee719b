import { describe, expect, it } from "vitest";
import { type ChainEntry, nextEntry } from "../../../../src/domain/hash-chain.ts";
import { changePublication } from "../../../../src/domain/publication/publication.ts";
import {
  type SettingsCommand,
  type SettingsEffect,
  type SettingsEvent,
  settingsNeeds,
  settingsState,
} from "../../../../src/resellers/domain/settings-history/settings-publication.ts";

const ANN = { sub: "staff-1", email: "ann@staff.example" };
const BOB = { sub: "staff-2", email: "bob@staff.example" };
const TERMS = { needsOf: settingsNeeds, nowMs: 1_000 };
const EFFECT: SettingsEffect = { cases: 100, newlyFlagged: 4, noLongerFlagged: 6, confirmedNotFlagged: 0 };
const MANY: SettingsEffect = { ...EFFECT, newlyFlagged: 5 };

const publish = (hash: string, effect = EFFECT, against = "shipped"): SettingsCommand => ({
  kind: "publish",
  by: ANN,
  why: "fewer false alarms",
  hash,
  against,
  effect,
});

/** The history that commands make, and what the last of them met. */
function outcomeOf(...commands: readonly SettingsCommand[]) {
  const history: ChainEntry<SettingsEvent>[] = [];
  let refusal: string | undefined;
  for (const command of commands) {
    const changed = changePublication(settingsState(history, "shipped"), command, TERMS);
    refusal = changed.ok ? undefined : changed.error.kind;
    if (changed.ok) history.push(nextEntry(history.at(-1), changed.value));
  }
  return { ...settingsState(history, "shipped"), last: history.at(-1)?.body, refusal };
}

describe("a publication of settings", () => {
  it("publishes what moves no more than a tenth of the queue", () => {
    expect(outcomeOf(publish("one"))).toMatchObject({ liveHash: "one", proposals: [], last: { previous: "shipped" } });
  });

  it("lets others wait for a second person, who is somebody else", () => {
    const approve = (by: typeof ANN): SettingsCommand => ({ kind: "approve", by, why: "looked at it", proposal: 1 });
    expect(outcomeOf(publish("one", MANY))).toMatchObject({
      liveHash: "shipped",
      proposals: [{ id: 1, needs: ["moves-many"] }],
    });
    expect(outcomeOf(publish("one", MANY), approve(ANN)).refusal).toBe("second-person-needed");
    expect(outcomeOf(publish("one", MANY), approve(BOB))).toMatchObject({
      liveHash: "one",
      proposals: [],
      last: { by: ANN, why: "fewer false alarms", approval: { proposal: 1, by: BOB, why: "looked at it" } },
    });
  });

  it("ends every proposal when something goes live, or when it is withdrawn", () => {
    expect(outcomeOf(publish("one", MANY), publish("two")).proposals).toEqual([]);
    const withdraw = { kind: "withdraw", by: ANN, why: "a mistake", proposal: 1 } as const;
    expect(outcomeOf(publish("one", MANY), withdraw)).toMatchObject({ liveHash: "shipped", proposals: [] });
    expect(outcomeOf(publish("one", MANY), withdraw, withdraw).refusal).toBe("proposal-unknown");
  });

  it("goes back by publishing what was live before, the shipped ones included", () => {
    expect(outcomeOf(publish("one"), publish("shipped", EFFECT, "one"))).toMatchObject({ liveHash: "shipped" });
  });

  it.each<[string, SettingsCommand]>([
    ["already-live", publish("shipped")],
    ["changed-meanwhile", publish("one", EFFECT, "other")],
    ["proposal-unknown", { kind: "approve", by: BOB, why: "looked at it", proposal: 7 }],
  ])("refuses with %s", (refusal, command) => {
    expect(outcomeOf(command).refusal).toBe(refusal);
  });
});

it.each<[Partial<SettingsEffect>, readonly string[]]>([
  [{}, []],
  [{ newlyFlagged: 5 }, ["moves-many"]],
  [{ confirmedNotFlagged: 1 }, ["misses-confirmed"]],
  [{ newlyFlagged: 50, confirmedNotFlagged: 1 }, ["moves-many", "misses-confirmed"]],
  [{ cases: 0, newlyFlagged: 0, noLongerFlagged: 0 }, ["no-cases"]],
])("settingsNeeds of %o are %o", (change, needs) => {
  expect(settingsNeeds({ ...EFFECT, ...change })).toEqual(needs);
});
