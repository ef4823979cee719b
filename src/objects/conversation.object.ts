import { DurableObject } from "cloudflare:workers";
import { configOf } from "../config.ts";
import { parseConversationName } from "../domain/ids.ts";
import { TEXT_KEPT_MS } from "../domain/limits.ts";
import {
  askForDigits,
  type Errand,
  type Taken,
  type TextRegistration,
  takeMessage,
} from "../domain/sms/conversation.ts";
import type { TextCommand } from "../domain/sms/read-command.ts";
import {
  type OwnTemplates,
  type Saying,
  sayingReply,
  type TextLanguage,
  type TextReply,
} from "../domain/sms/templates.ts";
import { describeError, log } from "../platform/log.ts";
import { random } from "../platform/random.ts";
import { CONVERSATION_MIGRATIONS, type ConversationRows, conversationRows } from "./conversation.sql.ts";
import { hasSchema, migrate } from "./migrate.ts";

const RETRY_MS = 3_600_000;

/** A message of this number. */
export type ReceivedText = {
  /** The provider's. */
  readonly messageId: string;
  /** Of everything in it: another message under its id is none of its repeats. */
  readonly fingerprint: string;
  readonly command: TextCommand;
  readonly language: TextLanguage;
  /** Name of the shop that answers. */
  readonly shop: string;
};

/** Either its answer, or what has to be found out or done first. */
export type ReceivedAnswer =
  | { readonly kind: "answered"; readonly reply: TextReply | null }
  | { readonly kind: "reused" }
  | { readonly kind: "errand"; readonly errand: Errand };

/** What came of an errand. */
export type ErrandOutcome = { readonly saying: Saying } | { readonly asked: TextRegistration };

/**
 * What one number wrote to one adapter: each message once, with its one answer, and the registrations that wait for its digits. A lock
 * and two tables around `domain/sms/conversation`. A message is kept before its errand is run and answered after it, so that a crash
 * in between is made good by the repeat.
 */
export class ConversationObject extends DurableObject<object> {
  readonly #rows: ConversationRows;
  #exists: boolean;
  #hasAlarm = false;
  /** The object's clock. Tests of times put their own in its place. */
  clock: () => number = () => Date.now();

  constructor(state: DurableObjectState, env: object) {
    super(state, env);
    this.#exists = hasSchema(state.storage);
    if (this.#exists) migrate(state.storage, CONVERSATION_MIGRATIONS);
    this.#rows = conversationRows(state.storage.sql);
  }

  async take(message: ReceivedText): Promise<ReceivedAnswer> {
    await this.#awaken();
    const nowMs = this.clock();
    return this.ctx.storage.transactionSync(() => {
      const taken = takeMessage(this.#rows.factsAt(nowMs, message.messageId), message);
      return this.#answer(message, taken, nowMs);
    });
  }

  /** Keeps the answer of a message whose errand is over, unless it has one. */
  async settle(message: ReceivedText, outcome: ErrandOutcome): Promise<TextReply | null> {
    await this.#awaken();
    const nowMs = this.clock();
    return this.ctx.storage.transactionSync(() => {
      const { kept } = this.#rows.factsAt(nowMs, message.messageId);
      if (kept?.reply !== undefined) return kept.reply;
      const reply = "asked" in outcome ? this.#ask(message, outcome.asked, nowMs) : this.#say(message, outcome.saying);
      const asked = kept?.errand?.kind === "register" ? kept.errand.asked : undefined;
      if (asked !== undefined) this.#rows.endWaiting(asked);
      this.#rows.write({ ...message, atMs: nowMs, errand: kept?.errand, reply });
      return reply;
    });
  }

  /** Forgets everything, the messages too. @returns rows deleted */
  async forget(): Promise<number> {
    if (!this.#exists) return 0;
    const rows = this.#rows.count();
    await this.#deleteAll();
    return rows;
  }

  /** Deletes what is over. Never throws: an alarm that fails often never fires again. */
  override async alarm(): Promise<void> {
    this.#hasAlarm = false;
    try {
      if (!this.#exists) return;
      const nowMs = this.clock();
      const oldestMs = this.ctx.storage.transactionSync(() => this.#rows.deleteOver(nowMs));
      if (oldestMs === undefined) return await this.#deleteAll();
      await this.ctx.storage.setAlarm(oldestMs + TEXT_KEPT_MS);
      this.#hasAlarm = true;
    } catch (error) {
      log("alarm-failed", { detail: describeError(error) });
      await this.ctx.storage.setAlarm(this.clock() + RETRY_MS);
    }
  }

  #answer(message: ReceivedText, taken: Taken, nowMs: number): ReceivedAnswer {
    switch (taken.kind) {
      case "repeat":
        return { kind: "answered", reply: taken.reply };
      case "reused":
        return { kind: "reused" };
      case "dropped":
        if (taken.stops) this.#rows.endAll();
        return { kind: "answered", reply: null };
      case "say": {
        const reply = taken.saying === null ? null : this.#say(message, taken.saying);
        if (taken.stops) this.#rows.endAll();
        this.#rows.write({ ...message, atMs: nowMs, reply, isWrong: taken.isWrong });
        return { kind: "answered", reply };
      }
      case "errand":
        if (taken.isNew) this.#rows.write({ ...message, atMs: nowMs, errand: taken.errand });
        return { kind: "errand", errand: taken.errand };
    }
  }

  #ask(message: ReceivedText, asked: TextRegistration, nowMs: number): TextReply {
    const asking = askForDigits(this.#rows.factsAt(nowMs, message.messageId).waiting, asked, { nowMs, random });
    if (asking.kind === "waits") return asking.reply;
    const reply = this.#say(message, asking.saying);
    if (asking.kind === "sends") {
      this.#rows.beginWaiting({ ...asked, digits: asking.digits, untilMs: asking.untilMs, reply });
    }
    return reply;
  }

  #say({ language }: ReceivedText, saying: Saying): TextReply {
    return sayingReply(saying, language, this.#ownTemplates());
  }

  #ownTemplates(): OwnTemplates {
    const config = configOf(this.env);
    const { adapterId } = parseConversationName(this.ctx.id.name);
    return (config.ok ? config.value.smsAdapters.get(adapterId)?.templates : undefined) ?? {};
  }

  async #awaken(): Promise<void> {
    if (!this.#exists) {
      migrate(this.ctx.storage, CONVERSATION_MIGRATIONS);
      this.#exists = true;
    }
    if (this.#hasAlarm) return;
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(this.clock() + TEXT_KEPT_MS);
    this.#hasAlarm = true;
  }

  async #deleteAll(): Promise<void> {
    await this.ctx.storage.deleteAll();
    this.#exists = false;
    this.#hasAlarm = false;
  }
}
