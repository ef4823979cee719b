import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  TEXT_WAITING_MAX,
  TEXT_WAITING_MS,
  TEXT_WRONG_DIGITS_PER_HOUR_MAX,
  TEXTS_KEPT_MAX,
  TEXTS_PER_HOUR_MAX,
} from "../../../src/domain/limits.ts";
import {
  askForDigits,
  type ConversationFacts,
  takeMessage,
  type Waiting,
} from "../../../src/domain/sms/conversation.ts";
import { readCommand } from "../../../src/domain/sms/read-command.ts";
import { sayingReply } from "../../../src/domain/sms/templates.ts";

const QUIET: ConversationFacts = { kept: undefined, keptCount: 0, messagesOfHour: 0, wrongOfHour: 0, waiting: [] };
const REPLY = sayingReply({ template: "stopped", vars: {} }, "en", {});
const waitingFor = (saleId: string, digits: string, change: Partial<Waiting> = {}): Waiting => ({
  saleId,
  digits,
  untilMs: 1000,
  reply: REPLY,
  ...change,
});
const take = (text: string, facts: Partial<ConversationFacts> = {}, fingerprint = "f1") =>
  takeMessage({ ...QUIET, ...facts }, { fingerprint, command: readCommand(text), shop: "A shop" });
const saidBy = (taken: ReturnType<typeof take>) =>
  taken.kind === "say" ? (taken.saying?.template ?? null) : taken.kind;

describe("takeMessage", () => {
  it("records nothing but what the right digits confirm", () => {
    const waiting = [waitingFor("mi3", "1111"), waitingFor("mi3", "2222", { postalCode: "400001" })];
    expect(take("YES 2222", { waiting })).toEqual({
      kind: "errand",
      errand: { kind: "register", asked: { saleId: "mi3", postalCode: "400001" } },
      isNew: true,
    });
    expect(take("YES 3333", { waiting })).toMatchObject({ saying: { template: "wrong_digits" }, isWrong: true });
    expect(take("YES 1111")).toMatchObject({ saying: { template: "wrong_digits" }, isWrong: true });
    expect(take("REG mi3", { waiting })).toMatchObject({ errand: { kind: "ask" } });
  });

  it("takes the right digits no more after too many wrong ones", () => {
    const waiting = [waitingFor("mi3", "1111")];
    const said = (wrongOfHour: number) => saidBy(take("YES 1111", { waiting, wrongOfHour }));
    expect([said(TEXT_WRONG_DIGITS_PER_HOUR_MAX - 1), said(TEXT_WRONG_DIGITS_PER_HOUR_MAX)]).toEqual([
      "errand",
      "too_many_tries",
    ]);
  });

  it("tells a number of its limit once and is silent from then on, but hears STOP", () => {
    const said = [-1, 0, 1].map((more) => saidBy(take("HELP", { messagesOfHour: TEXTS_PER_HOUR_MAX + more })));
    expect(said).toEqual(["help", "limit", null]);
    const messagesOfHour = TEXTS_PER_HOUR_MAX + 1;
    expect(take("STOP", { messagesOfHour })).toEqual({ kind: "say", saying: null, stops: true });
    expect(saidBy(take("HELP", { keptCount: TEXTS_KEPT_MAX }))).toBe("dropped");
    expect(take("STOP", { keptCount: TEXTS_KEPT_MAX })).toEqual({ kind: "dropped", stops: true });
  });

  it("takes the right digits above its limit, and no others", () => {
    const facts = { waiting: [waitingFor("mi3", "1111")], messagesOfHour: TEXTS_PER_HOUR_MAX + 1 };
    expect(saidBy(take("YES 1111", facts))).toBe("errand");
    expect(take("YES 2222", facts)).toEqual({ kind: "say", saying: null, isWrong: true });
    expect(saidBy(take("YES 1111", { ...facts, wrongOfHour: TEXT_WRONG_DIGITS_PER_HOUR_MAX }))).toBeNull();
  });

  it("repeats an answer whatever its limits, and an errand that a crash cut short whatever the time", () => {
    const full = { messagesOfHour: TEXTS_PER_HOUR_MAX + 1, keptCount: TEXTS_KEPT_MAX };
    const errand = { kind: "register", asked: { saleId: "mi3" } } as const;
    expect(take("YES 1111", { ...full, kept: { fingerprint: "f1", reply: REPLY } })).toEqual({
      kind: "repeat",
      reply: REPLY,
    });
    expect(take("YES 1111", { ...full, kept: { fingerprint: "f1", reply: null } })).toEqual({
      kind: "repeat",
      reply: null,
    });
    expect(take("YES 1111", { ...full, kept: { fingerprint: "f1", errand } })).toEqual({
      kind: "errand",
      errand,
      isNew: false,
    });
    expect(take("YES 1111", { kept: { fingerprint: "another", reply: REPLY } })).toEqual({ kind: "reused" });
  });

  it("takes the sale of the last command for STATUS, and asks where there is none", () => {
    expect(take("STATUS", { lastSaleId: "mi3" })).toMatchObject({ errand: { kind: "status", saleId: "mi3" } });
    expect(saidBy(take("STATUS"))).toBe("status_ask");
  });
});

describe("askForDigits", () => {
  const ask = (waiting: readonly Waiting[], postalCode?: string, random = 0.1) =>
    askForDigits(
      waiting,
      { saleId: "mi3", ...(postalCode === undefined ? {} : { postalCode }) },
      { nowMs: 0, random: () => random },
    );

  it("draws four digits, which nothing else of the number waits for", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        const first = ask([], undefined, random);
        expect(first).toMatchObject({
          kind: "sends",
          untilMs: TEXT_WAITING_MS,
          digits: expect.stringMatching(/^\d{4}$/),
        });
        if (first.kind !== "sends") return;
        const second = ask([waitingFor("mi4", first.digits)], undefined, random);
        expect(second.kind === "sends" && second.digits !== first.digits).toBe(true);
      }),
    );
  });

  it("changes nothing that was sent: who asks again gets the same digits, and another postal code its own", () => {
    const reply = sayingReply({ template: "limit", vars: {} }, "en", {});
    const waiting = [waitingFor("mi3", "1111", { reply })];
    expect(ask(waiting)).toEqual({ kind: "waits", reply });
    expect(ask(waiting, "400001")).toMatchObject({ kind: "sends", digits: "1000" });
  });

  it("lets only so many wait, and says for how long", () => {
    const waiting = Array.from({ length: TEXT_WAITING_MAX }, (_, at) =>
      waitingFor(`s${at}`, `000${at}`, { untilMs: 90_000 }),
    );
    expect(ask(waiting)).toEqual({ kind: "full", saying: { template: "waiting_full", vars: { minutes: "2" } } });
  });
});
