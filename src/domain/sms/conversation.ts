import {
  TEXT_WAITING_MAX,
  TEXT_WAITING_MS,
  TEXT_WRONG_DIGITS_PER_HOUR_MAX,
  TEXTS_KEPT_MAX,
  TEXTS_PER_HOUR_MAX,
} from "../limits.ts";
import type { TextCommand } from "./read-command.ts";
import type { Saying, TextReply } from "./templates.ts";

/** What a registration is asked for with, until its number says yes. */
export type TextRegistration = { readonly saleId: string; readonly postalCode?: string | undefined };

/** A registration that waits for the digits which were sent to its number. */
export type Waiting = TextRegistration & {
  readonly digits: string;
  readonly untilMs: number;
  readonly reply: TextReply;
};

/**
 * What a message leads to beyond its conversation. It is kept with the message, so that a repeat after a crash does the same again,
 * however late: `register` is one registration for however many calls.
 */
export type Errand =
  | { readonly kind: "ask"; readonly asked: TextRegistration }
  | { readonly kind: "register"; readonly asked: TextRegistration }
  | { readonly kind: "status"; readonly saleId: string };

/** A message as it is kept. Without `reply` its errand is not over yet; null is silence. */
export type KeptMessage = {
  readonly fingerprint: string;
  readonly errand?: Errand | undefined;
  readonly reply?: TextReply | null | undefined;
};

/** What a conversation knows when a message comes. */
export type ConversationFacts = {
  readonly kept: KeptMessage | undefined;
  readonly keptCount: number;
  /** Other messages, and those with wrong digits, of the last hour. */
  readonly messagesOfHour: number;
  readonly wrongOfHour: number;
  /** Of times that are not over. */
  readonly waiting: readonly Waiting[];
  /** Sale of the last command that named one. */
  readonly lastSaleId?: string | undefined;
};

/** What is done about a message. */
export type Taken =
  | { readonly kind: "repeat"; readonly reply: TextReply | null }
  | { readonly kind: "reused" }
  /** More are kept than may be: it is not even kept, and what it ends is ended. */
  | { readonly kind: "dropped"; readonly stops?: true }
  | { readonly kind: "say"; readonly saying: Saying | null; readonly isWrong?: true; readonly stops?: true }
  | { readonly kind: "errand"; readonly errand: Errand; readonly isNew: boolean };

/**
 * Decides what a message leads to. A sender can be forged: the number in it is answered, and only who reads the answer knows the digits
 * that record anything. Above its limits a number is told so once, and then hears nothing, since each answer is a message to whoever
 * owns the number.
 */
export function takeMessage(
  facts: ConversationFacts,
  {
    fingerprint,
    command,
    shop,
  }: { readonly fingerprint: string; readonly command: TextCommand; readonly shop: string },
): Taken {
  const { kept, messagesOfHour } = facts;
  if (kept !== undefined) {
    if (kept.fingerprint !== fingerprint) return { kind: "reused" };
    if (kept.reply !== undefined) return { kind: "repeat", reply: kept.reply };
    if (kept.errand !== undefined) return { kind: "errand", errand: kept.errand, isNew: false };
  }
  // Whoever wants it to end is heard, however many messages came in their name; they are answered no more than others.
  const stops = command.kind === "stop" ? ({ stops: true } as const) : {};
  if (facts.keptCount >= TEXTS_KEPT_MAX) return { kind: "dropped", ...stops };
  // Nor does a flood in their name keep the right digits out, which only they have read. Wrong ones count as ever.
  const tried = command.kind === "confirm" ? confirmed(facts, command.digits) : undefined;
  if (tried?.kind === "errand") return tried;
  const counts = { ...stops, ...(tried?.isWrong === undefined ? {} : { isWrong: tried.isWrong }) };
  if (messagesOfHour > TEXTS_PER_HOUR_MAX) return { kind: "say", saying: null, ...counts };
  if (messagesOfHour === TEXTS_PER_HOUR_MAX) return { kind: "say", saying: { template: "limit", vars: {} }, ...counts };
  switch (command.kind) {
    case "register": {
      const { code, postalCode } = command;
      return errand({ kind: "ask", asked: { saleId: code, ...(postalCode === undefined ? {} : { postalCode }) } });
    }
    case "confirm":
      return confirmed(facts, command.digits);
    case "status": {
      const saleId = command.code ?? facts.lastSaleId;
      return saleId === undefined
        ? { kind: "say", saying: { template: "status_ask", vars: {} } }
        : errand({ kind: "status", saleId });
    }
    case "help":
      return { kind: "say", saying: { template: "help", vars: { shop } } };
    case "stop":
      return { kind: "say", saying: { template: "stopped", vars: {} }, stops: true };
    case "unreadable":
      return { kind: "say", saying: { template: "unreadable", vars: {} } };
  }
}

function confirmed(
  { waiting, wrongOfHour }: ConversationFacts,
  digits: string,
): Extract<Taken, { readonly kind: "say" | "errand" }> {
  if (wrongOfHour >= TEXT_WRONG_DIGITS_PER_HOUR_MAX) {
    return { kind: "say", saying: { template: "too_many_tries", vars: {} } };
  }
  const found = waiting.find((each) => each.digits === digits);
  if (found === undefined) return { kind: "say", saying: { template: "wrong_digits", vars: {} }, isWrong: true };
  const { saleId, postalCode } = found;
  return errand({ kind: "register", asked: { saleId, ...(postalCode === undefined ? {} : { postalCode }) } });
}

function errand(made: Errand): Extract<Taken, { readonly kind: "errand" }> {
  return { kind: "errand", errand: made, isNew: true };
}

const MINUTE_MS = 60_000;
const DIGITS_COUNT = 10_000;

/** What is answered to who asks for a registration that may be had: digits, the same ones while they are good. */
export type DigitsStep =
  | { readonly kind: "waits"; readonly reply: TextReply }
  | { readonly kind: "full"; readonly saying: Saying }
  | { readonly kind: "sends"; readonly digits: string; readonly untilMs: number; readonly saying: Saying };

/**
 * Makes the digits that a number has to send back. Nothing that was sent is taken back by a further message, which may be forged: what
 * waits keeps its digits, its postal code and its time.
 * @param random uniform in [0, 1)
 */
export function askForDigits(
  waiting: readonly Waiting[],
  asked: TextRegistration,
  { nowMs, random }: { readonly nowMs: number; readonly random: () => number },
): DigitsStep {
  const same = waiting.find(({ saleId, postalCode }) => saleId === asked.saleId && postalCode === asked.postalCode);
  if (same !== undefined) return { kind: "waits", reply: same.reply };
  if (waiting.length >= TEXT_WAITING_MAX) {
    const soonest = Math.min(...waiting.map(({ untilMs }) => untilMs));
    const minutes = String(Math.max(1, Math.ceil((soonest - nowMs) / MINUTE_MS)));
    return { kind: "full", saying: { template: "waiting_full", vars: { minutes } } };
  }
  const digits = freshDigits(
    waiting.map((each) => each.digits),
    random,
  );
  const vars = {
    code: asked.saleId.toUpperCase(),
    digits,
    minutes: String(TEXT_WAITING_MS / MINUTE_MS),
    postalCode: asked.postalCode ?? "",
  };
  return { kind: "sends", digits, untilMs: nowMs + TEXT_WAITING_MS, saying: { template: "confirm", vars } };
}

/** Digits that nothing else waits for: of ten thousand at most a few are taken, so that the next free ones are near. */
function freshDigits(taken: readonly string[], random: () => number): string {
  for (let drawn = Math.floor(random() * DIGITS_COUNT); ; drawn = (drawn + 1) % DIGITS_COUNT) {
    const digits = String(drawn).padStart(4, "0");
    if (!taken.includes(digits)) return digits;
  }
}
