import { DurableObject } from "cloudflare:workers";
import type { IdentifierKind } from "../domain/identity/identifier.ts";
import { type RegisterPlace, registerObjectName, saleObjectName } from "../domain/ids.ts";
import { REGISTRATION_KEPT_DAYS } from "../domain/limits.ts";
import { type LostPage, lostOf } from "../domain/registration/carry.ts";
import {
  carry,
  type RegisterCommand,
  type RegisterContext,
  register,
  type WithdrawCommand,
  withdraw,
} from "../domain/registration/register.ts";
import type {
  DrawnRegistration,
  MetSharers,
  NamedAccount,
  Registration,
  RegistrationRefusal,
  RegistrationStep,
  ToldOutcome,
} from "../domain/registration/registration.ts";
import { assert, err, ok, type Result } from "../domain/result.ts";
import type { RegisteredBuyer } from "../domain/sale/calling/calling.ts";
import { type RegistrationTerms, registrationPhase } from "../domain/terms/registration.ts";
import { placed } from "../platform/jurisdiction/placed.ts";
import { describeError, log } from "../platform/log.ts";
import { type EntryPage, entryPage, type JudgedRow, type LatePage } from "./draw.pages.ts";
import { hasEvents } from "./event-outbox.sql.ts";
import { sendOutbox } from "./event-outbox.ts";
import { GroupCommit } from "./group-commit.ts";
import { hasSchema, migrate } from "./migrate.ts";
import type { ObjectEnv } from "./object-env.ts";
import { REGISTER_MIGRATIONS, sqlRegistrationStore } from "./register.sql.ts";
import type { SaleObject } from "./sale.object.ts";

/** Rows of one page: an answer of theirs is a few hundred kilobytes, and nothing else waits long behind it. */
const ENTRY_PAGE = 500;
const EVIDENCE_PAGE = 100;
const SECOND_MS = 1000;
const KEPT_MS = REGISTRATION_KEPT_DAYS * 24 * 3_600_000;
/** When the sale is asked again whether it has closed, where it could not say. */
const RETRY_MS = 3_600_000;
/** Events are sent this long after the first that waits; what is left follows soon, and after a failure later. */
const SEND_DELAY_MS = 1000;
const SEND_MORE_MS = 100;
const SEND_RETRY_MS = 5000;

/** Whose events these are, and when its sale closes. */
type RegisteredSale = { readonly shop: string; readonly closesAtMs: number };

/** What the answer to its holder is made from: what it is judged by stays here, and need not be copied on the way. */
export type AnsweredRegistration = Omit<Registration, "evidence">;

/** It asks the sales that it stands before. */
type RegisterEnv = ObjectEnv & { readonly SALE: DurableObjectNamespace<SaleObject> };

/**
 * One shard of the registrations of one sale: a lock and a table around the commands in `domain/registration`. Registering touches no
 * other object, and what arrives together is written together, so that shards take what a sale alone could not.
 */
export class RegisterObject extends DurableObject<RegisterEnv> {
  readonly #commits: GroupCommit;
  readonly #store: RegisterContext["store"];
  #exists: boolean;
  #isClosed: boolean;
  /** What the sale said of itself last. */
  #sale: RegisteredSale | undefined;
  /** When the alarm fires that sends events, as far as this instance knows. */
  #eventsAtMs: number | undefined;
  /** Whether this instance knows that an alarm is set. */
  #hasAlarm = false;
  /** The object's clock. Tests of windows put their own in its place. */
  clock: () => number = () => Date.now();

  constructor(state: DurableObjectState, env: RegisterEnv) {
    super(state, placed(env));
    this.#exists = hasSchema(state.storage);
    if (this.#exists) migrate(state.storage, REGISTER_MIGRATIONS);
    this.#store = sqlRegistrationStore(state.storage.sql);
    this.#isClosed = this.#exists && state.storage.sql.exec("SELECT 1 FROM closing").toArray().length > 0;
    const nothing = () => {};
    const after = () => this.#setEventAlarm();
    this.#commits = new GroupCommit(state.storage, { first: nothing, last: nothing, undone: nothing, after });
  }

  /** Registers an account: the only call that makes the object write anything for the first time, and only while it may. */
  async register(
    command: RegisterCommand,
    saleClosesAtMs: number,
  ): Promise<Result<AnsweredRegistration, RegistrationRefusal>> {
    if (!this.#exists && this.#mayTake(command)) {
      migrate(this.ctx.storage, REGISTER_MIGRATIONS);
      this.#exists = true;
    }
    if (!this.#exists) {
      const { opensAtMs, closesAtMs } = command.terms;
      return err({ kind: "registration-not-open", opensAtMs, closesAtMs, serverTimeMs: this.clock() });
    }
    if (!this.#hasAlarm) await this.#setAlarm(saleClosesAtMs + KEPT_MS);
    const registered = await this.#commits.submit(() => register(this.#contextOf(command.terms), command));
    return registered.ok ? ok(answeredOf(registered.value)) : registered;
  }

  /** Registers who was not called in the sale before. @returns the id of each that was carried; or that this register takes nobody now */
  async carry(
    commands: readonly RegisterCommand[],
    saleClosesAtMs: number,
  ): Promise<readonly (string | undefined)[] | "not-open"> {
    const [first] = commands;
    if (first === undefined) return [];
    if (!this.#mayTake(first)) return "not-open";
    if (!this.#exists) {
      migrate(this.ctx.storage, REGISTER_MIGRATIONS);
      this.#exists = true;
    }
    if (!this.#hasAlarm) await this.#setAlarm(saleClosesAtMs + KEPT_MS);
    const context = this.#contextOf(first.terms);
    const carried = await this.#commits.submit(() => commands.map((command) => carry(context, command)));
    return carried.every(({ ok: isCarried }) => isCarried)
      ? carried.map((each) => (each.ok ? each.value?.registrationId : undefined))
      : "not-open";
  }

  /** Registrations for this sale that were made from those for the one before. */
  countCarried(): number {
    return this.#exists ? this.#store.countCarried() : 0;
  }

  /** Registrations that are carried to the next sale; ascending by id from behind one. */
  lostAfter(registrationId: string): LostPage {
    const page = this.#pageAfter(registrationId, EVIDENCE_PAGE);
    return { last: page.at(-1)?.registrationId, rows: lostOf(page) };
  }

  async withdraw(command: WithdrawCommand): Promise<Result<Registration, RegistrationRefusal>> {
    if (!this.#exists) return err({ kind: "registration-unknown" });
    return await this.#commits.submit(() => withdraw(this.#contextOf(command.terms), command));
  }

  /** A registration by its id. */
  find(registrationId: string): Registration | undefined {
    return this.#exists ? this.#store.find(registrationId) : undefined;
  }

  /** The registration that an account has; undefined where it has none, or withdrew it. */
  findOfAccount(account: string): RegisteredBuyer | undefined {
    const registration = this.#exists ? this.#store.findByAccount(account) : undefined;
    if (registration === undefined) return undefined;
    const { registrationId, outcome, sharers, invite } = registration;
    return outcome?.place === undefined
      ? { registrationId, invite }
      : { registrationId, place: outcome.place, sharers, invite };
  }

  /** Takes no registration any more, whatever its clock says: from now on the population stands. */
  async close(): Promise<void> {
    if (!this.#exists) {
      migrate(this.ctx.storage, REGISTER_MIGRATIONS);
      this.#exists = true;
    }
    await this.#commits.submit(() => {
      this.ctx.storage.sql.exec("INSERT OR IGNORE INTO closing VALUES (1)");
      this.#isClosed = true;
    });
  }

  /** Of registrations that were taken back, how many there are. */
  countWithdrawn(): number {
    return this.#exists ? this.#store.countWithdrawn() : 0;
  }

  /** For staff: how many were recorded in each step of time. */
  countBySteps(stepMs: number): readonly RegistrationStep[] {
    return this.#exists ? this.#store.countBySteps(stepMs) : [];
  }

  /** Entries that count, with what they share with others; ascending by id from behind one. */
  entriesAfter(registrationId: string): EntryPage {
    return entryPage(this.#pageAfter(registrationId, ENTRY_PAGE));
  }

  /** Registrations of which a draw has told what became of them; ascending by id from behind one. */
  drawnAfter(registrationId: string): readonly DrawnRegistration[] {
    return this.#pageAfter(registrationId, ENTRY_PAGE).flatMap(({ registrationId: id, account, entry, outcome }) =>
      outcome === undefined ? [] : [{ registrationId: id, account, entry, outcome }],
    );
  }

  /** The same entries with what they are judged by. */
  evidenceAfter(registrationId: string): readonly JudgedRow[] {
    return this.#pageAfter(registrationId, EVIDENCE_PAGE).map(({ registrationId: id, entry, evidence }) => ({
      registrationId: id,
      entry,
      evidence,
    }));
  }

  /** Says who shares the addresses of registrations. */
  async meet(met: readonly MetSharers[]): Promise<void> {
    if (this.#exists) await this.#commits.submit(() => this.#store.meet(met));
  }

  /** Says that the chain of the invites of accounts was revoked. */
  async revokeInvites(accounts: readonly string[]): Promise<void> {
    if (this.#exists) await this.#commits.submit(() => this.#store.revokeInvites(accounts));
  }

  /** Says what became of registrations. @returns the ids of those that are not there any more */
  async tell(outcomes: readonly ToldOutcome[]): Promise<readonly string[]> {
    if (!this.#exists) return outcomes.map(([registrationId]) => registrationId);
    return await this.#commits.submit(() => this.#store.tell(outcomes));
  }

  /** Who came after the seconds of a fair window and has no place: of the seconds that are over by its own clock, and before a moment. */
  lateAfter(registrationId: string, beforeMs: number): LatePage {
    const overMs = Math.min(beforeMs, Math.floor(this.clock() / SECOND_MS) * SECOND_MS);
    const rows = this.#exists ? this.#store.latePageAfter(registrationId, overMs, ENTRY_PAGE) : [];
    return {
      overMs,
      rows: rows.map(({ registrationId: id, entry, recordedAtMs }) => ({ registrationId: id, entry, recordedAtMs })),
    };
  }

  #mayTake({ terms, late }: RegisterCommand): boolean {
    const phase = registrationPhase(terms, this.clock());
    return phase === "open" || (phase === "closed" && late !== undefined && this.clock() < late.untilMs);
  }

  #pageAfter(registrationId: string, count: number): readonly Registration[] {
    return this.#exists ? this.#store.pageAfter(registrationId, count) : [];
  }

  /** Accounts that came with one of some pseudonyms of a kind. */
  named(kind: IdentifierKind, pseudonyms: readonly string[]): readonly NamedAccount[] {
    return this.#exists ? this.#store.named(kind, pseudonyms) : [];
  }

  /** Forgets accounts. @returns rows deleted */
  async forget(accounts: readonly string[]): Promise<number> {
    return this.#exists ? await this.#commits.submit(() => this.#store.forget(accounts)) : 0;
  }

  /** Sends events, and deletes everything once its sale has been over for long enough. Never throws: an alarm that fails often never fires again. */
  override async alarm(): Promise<void> {
    this.#eventsAtMs = undefined;
    try {
      if (await this.#sendEvents()) return await this.ctx.storage.setAlarm(this.clock() + SEND_MORE_MS);
      const atMs = await this.#deleteAtMs();
      if (atMs > this.clock()) return await this.ctx.storage.setAlarm(atMs);
      await this.ctx.storage.deleteAll();
      this.#exists = false;
    } catch (error) {
      log("alarm-failed", { detail: describeError(error) });
      await this.ctx.storage.setAlarm(this.clock() + (hasEvents(this.ctx.storage.sql) ? SEND_RETRY_MS : RETRY_MS));
    }
  }

  /** @returns whether more wait */
  async #sendEvents(): Promise<boolean> {
    const { sql } = this.ctx.storage;
    if (!this.#exists || !hasEvents(sql)) return false;
    this.#sale ??= await this.#askSale();
    return await sendOutbox(sql, { env: this.env, nowMs: this.clock() }, this.#sale.shop);
  }

  /** Runs in the commit of the batch that it follows. */
  #setEventAlarm(): void {
    const nowMs = this.clock();
    const isSet = this.#eventsAtMs !== undefined && this.#eventsAtMs > nowMs - SEND_RETRY_MS;
    if (isSet || !this.#exists || !hasEvents(this.ctx.storage.sql)) return;
    this.#eventsAtMs = nowMs + SEND_DELAY_MS;
    void this.ctx.storage.setAlarm(this.#eventsAtMs);
  }

  async #setAlarm(atMs: number): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Math.max(this.clock() + 1, atMs));
    this.#hasAlarm = true;
  }

  /** The sale's close may have moved since anybody registered. */
  async #deleteAtMs(): Promise<number> {
    const known = (this.#sale?.closesAtMs ?? 0) + KEPT_MS;
    if (known > this.clock()) return known;
    this.#sale = await this.#askSale();
    return this.#sale.closesAtMs + KEPT_MS;
  }

  async #askSale(): Promise<RegisteredSale> {
    const { saleId } = this.#place();
    const view = await this.env.SALE.getByName(saleObjectName(saleId)).view();
    return { shop: view?.sale.shop ?? "", closesAtMs: view?.sale.definition.closesAtMs ?? 0 };
  }

  #place(): RegisterPlace {
    const [, , saleId = "", shard = ""] = this.ctx.id.name?.split("/") ?? [];
    const place = { saleId, shard: Number(shard) };
    assert(this.ctx.id.name === registerObjectName(place), "a register is called by its name");
    return place;
  }

  /** A register whose draw has begun is closed, even where its own clock is behind. */
  #contextOf({ closesAtMs }: RegistrationTerms): RegisterContext {
    const nowMs = this.clock();
    return { store: this.#store, nowMs: this.#isClosed ? Math.max(nowMs, closesAtMs) : nowMs };
  }
}

function answeredOf({ evidence: _, ...answered }: Registration): AnsweredRegistration {
  return answered;
}
