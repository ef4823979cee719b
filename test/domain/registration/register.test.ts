import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryRegistrationStore } from "../../../src/domain/registration/memory-store.ts";
import { register, statusOf, withdraw } from "../../../src/domain/registration/register.ts";
import type { Registration } from "../../../src/domain/registration/registration.ts";
import { registrationPhase, shardOf } from "../../../src/domain/terms/registration.ts";
import { describeRegistrationStore, REGISTRATION } from "./store.contract.ts";

const TERMS = { opensAtMs: 1000, closesAtMs: 2000, shards: 4 };
const { recordedAtMs: _, ...CANDIDATE } = REGISTRATION;
const NOT_OPEN = { kind: "registration-not-open", opensAtMs: 1000, closesAtMs: 2000 };
const candidate = (number: number) => ({ ...CANDIDATE, registrationId: `reg-${number}`, call: `call-${number}` });

describeRegistrationStore((test) => test(memoryRegistrationStore()));

describe("register", () => {
  it.each([
    [999, { ok: false, error: { ...NOT_OPEN, serverTimeMs: 999 } }],
    [1000, { ok: true, value: { ...CANDIDATE, recordedAtMs: 1000 } }],
    [1999, { ok: true, value: { ...CANDIDATE, recordedAtMs: 1999 } }],
    [2000, { ok: false, error: { ...NOT_OPEN, serverTimeMs: 2000 } }],
  ])("at %i", (nowMs, outcome) => {
    const store = memoryRegistrationStore();
    expect(register({ store, nowMs }, { terms: TERMS, candidate: CANDIDATE })).toEqual(outcome);
  });

  it("is for nobody new whom no invite lets in, and tells who is registered the same again", () => {
    const store = memoryRegistrationStore();
    const barred = { kind: "invite-required" } as const;
    const call = { terms: TERMS, candidate: CANDIDATE, barred };
    expect(register({ store, nowMs: 1000 }, call)).toEqual({ ok: false, error: barred });
    expect(register({ store, nowMs: 2000 }, call)).toMatchObject({ error: { kind: "registration-not-open" } });
    const first = register({ store, nowMs: 1000 }, { terms: TERMS, candidate: CANDIDATE });
    expect(register({ store, nowMs: 1500 }, call)).toEqual(first);
  });

  it("gives an account one registration, whatever it calls in which order, and never a withdrawn one back", () => {
    const step = fc.record({
      nowMs: fc.integer({ min: 900, max: 2100 }),
      number: fc.nat({ max: 3 }),
      withdraws: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const store = memoryRegistrationStore();
        const seen = new Map<string, Registration>();
        let counting: Registration | undefined;
        for (const { nowMs, number, withdraws } of steps) {
          const context = { store, nowMs };
          const isOpen = registrationPhase(TERMS, nowMs) === "open";
          if (withdraws) {
            const registrationId = counting?.registrationId ?? "none";
            const taken = withdraw(context, { terms: TERMS, registrationId, text: "withdrawn" });
            expect(taken.ok).toBe(isOpen && counting !== undefined);
            if (taken.ok) counting = undefined;
            continue;
          }
          const registered = register(context, { terms: TERMS, candidate: candidate(number) });
          if (counting !== undefined) expect(registered).toEqual({ ok: true, value: counting });
          else if (registered.ok && registered.value.withdrawn === undefined) {
            expect(isOpen).toBe(true);
            expect(seen.has(registered.value.registrationId)).toBe(false);
            counting = registered.value;
            seen.set(counting.registrationId, counting);
          } else expect(registered.ok || !isOpen).toBe(true);
        }
      }),
    );
  });
});

describe("after the seconds of a fair window", () => {
  const late = { untilMs: 3000, receipt: { ...CANDIDATE.receipt, signature: "bGF0ZQ" } };
  it.each([
    [1999, { ok: true, value: { ...CANDIDATE, recordedAtMs: 1999 } }],
    [2000, { ok: true, value: { ...CANDIDATE, receipt: late.receipt, late: true, recordedAtMs: 2000 } }],
    [2999, { ok: true, value: { ...CANDIDATE, receipt: late.receipt, late: true, recordedAtMs: 2999 } }],
    [3000, { ok: false, error: { ...NOT_OPEN, serverTimeMs: 3000 } }],
    [999, { ok: false, error: { ...NOT_OPEN, serverTimeMs: 999 } }],
  ])("at %i", (nowMs, outcome) => {
    const store = memoryRegistrationStore();
    expect(register({ store, nowMs }, { terms: TERMS, candidate: CANDIDATE, late })).toEqual(outcome);
  });

  it("somebody who came in them stays in them", () => {
    const store = memoryRegistrationStore();
    const first = register({ store, nowMs: 1500 }, { terms: TERMS, candidate: candidate(1), late });
    expect(register({ store, nowMs: 2500 }, { terms: TERMS, candidate: candidate(2), late })).toEqual(first);
  });
});

describe("withdraw", () => {
  it("answers a repeat with the first withdrawal, after the window as well", () => {
    const store = memoryRegistrationStore();
    register({ store, nowMs: 1000 }, { terms: TERMS, candidate: CANDIDATE });
    const { registrationId } = CANDIDATE;
    const first = withdraw({ store, nowMs: 1500 }, { terms: TERMS, registrationId, text: "first" });
    expect(withdraw({ store, nowMs: 2500 }, { terms: TERMS, registrationId, text: "second" })).toEqual(first);
  });

  it("refuses once registration has closed, and what nobody registered", () => {
    const store = memoryRegistrationStore();
    register({ store, nowMs: 1000 }, { terms: TERMS, candidate: CANDIDATE });
    const { registrationId } = CANDIDATE;
    const refused = withdraw({ store, nowMs: 2000 }, { terms: TERMS, registrationId, text: "" });
    expect(refused).toEqual({ ok: false, error: { ...NOT_OPEN, serverTimeMs: 2000 } });
    const unknown = withdraw({ store, nowMs: 1500 }, { terms: TERMS, registrationId: "other", text: "" });
    expect(unknown).toEqual({ ok: false, error: { kind: "registration-unknown" } });
  });
});

it("says no more than that a registration is there while registration is open", () => {
  expect(statusOf(REGISTRATION, TERMS, 1999)).toBe("recorded");
  expect(statusOf(REGISTRATION, TERMS, 2000)).toBe("entered");
  expect(statusOf({ ...REGISTRATION, withdrawn: { atMs: 1, text: "" } }, TERMS, 2000)).toBe("withdrawn");
});

it("spreads accounts over shards evenly, and an account always to the same", () => {
  const counts = [0, 0, 0, 0];
  for (let number = 0; number < 4000; number += 1) {
    const shard = shardOf(`e1.account-${number}`, TERMS);
    expect(shardOf(`e1.account-${number}`, TERMS)).toBe(shard);
    counts[shard] = (counts[shard] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
