import { DurableObject } from "cloudflare:workers";
import shippedPolicy from "../../dist/policy.json";
import { configOf } from "../config.ts";
import { canonicalJson } from "../domain/canonical-json.ts";
import type { NewEvent } from "../domain/events/event.ts";
import { type ChainEntry, nextEntry } from "../domain/hash-chain.ts";
import { changePolicy, type PolicyCommand, type PolicyRefusal } from "../domain/policy/change-policy.ts";
import { type NamedIn, withoutNamed } from "../domain/policy/forget-listed.ts";
import type { ListedEntries, PolicyChangeEvent, PolicyEvent } from "../domain/policy/policy-event.ts";
import { type PolicyOverview, type PolicyState, policyState } from "../domain/policy/policy-state.ts";
import { type RuleEvent, ruleHistory } from "../domain/policy/rule-history.ts";
import { shadowRecord } from "../domain/policy/shadow-record.ts";
import { endedBy, type Person } from "../domain/publication/publication.ts";
import { assert, err, ok, type Result } from "../domain/result.ts";
import { entryTest } from "../domain/rules/list-lookup.ts";
import { listPseudonyms } from "../domain/rules/list-pseudonyms.ts";
import type { HashedPolicy, PolicyDocument } from "../domain/rules/policy-document.ts";
import type { ShadowRecord } from "../domain/rules/shadow-record.ts";
import { describeError, log } from "../platform/log.ts";
import { hashPolicy } from "../platform/policy/policy-hash.ts";
import { hasEvents, writeEvents } from "./event-outbox.sql.ts";
import { sendOutbox } from "./event-outbox.ts";
import { hasSchema, migrate } from "./migrate.ts";
import type { ObjectEnv } from "./object-env.ts";
import { POLICY_MIGRATIONS, type PolicyRows, policyRows } from "./policy.sql.ts";

/** Changes of the policy that the history and the time in shadow of a rule look through: each needs a document of its own. */
const RULE_HISTORY_EVENTS_MAX = 50;

/** Events are sent this long after they were written, and again this long after a failure. */
const SEND_DELAY_MS = 1000;
const SEND_RETRY_MS = 5000;

/** A policy version with one person's list entries removed. */
type Redacted = {
  readonly hash: string;
  readonly text: string;
  readonly content: string;
  readonly lists: readonly ListedEntries[];
};

/** Pseudonyms of a person to be forgotten, and who of the staff takes them out of versions that are over, and why. */
export type ForgetListedCommand = {
  readonly keys: readonly string[];
  readonly redact?: { readonly by: Person; readonly why: string } | undefined;
};

/** A change that was made: its place in the history, and the proposals of other policies that it ended. */
export type PolicyChanged = {
  readonly seq: number;
  readonly event: PolicyChangeEvent;
  readonly endedProposals: readonly number[];
};

/**
 * Which policy is live, every version that ever was, and the history that says who did it and why. Tables and a lock around
 * `domain/policy`: the history is the truth, and everything else follows from it.
 */
export class PolicyObject extends DurableObject<ObjectEnv> {
  readonly #rows: PolicyRows;
  #exists: boolean;

  constructor(state: DurableObjectState, env: ObjectEnv) {
    super(state, env);
    this.#exists = hasSchema(state.storage);
    if (this.#exists) migrate(state.storage, POLICY_MIGRATIONS);
    this.#rows = policyRows(state.storage.sql);
  }

  liveHash(): string {
    return this.#state().liveHash;
  }

  /** Text of a document that was published or proposed here, or of the shipped one. */
  document(hash: string): string | undefined {
    if (hash === shippedPolicy.hash) return canonicalJson(shippedPolicy);
    return this.#exists ? this.#rows.findVersion(hash) : undefined;
  }

  overview(): PolicyOverview {
    const { liveHash, proposals } = this.#state();
    return { liveHash, proposals, history: this.#history(), shippedHash: shippedPolicy.hash };
  }

  /** Which rules were in shadow when, as far as the latest changes tell. */
  shadowRecord(): ShadowRecord {
    const events = this.#history().map(({ body }) => body);
    const terms = { shippedHash: shippedPolicy.hash, documentOf: this.#documents(), nowMs: Date.now() };
    return shadowRecord(events.slice(-RULE_HISTORY_EVENTS_MAX), terms);
  }

  /** What became of one rule in the latest changes of the policy. */
  ruleHistory(id: string): readonly RuleEvent[] {
    const events = this.#history().map(({ body }) => body);
    return ruleHistory(id, events.slice(-RULE_HISTORY_EVENTS_MAX), this.#documents());
  }

  /**
   * Does what staff ask, or says why not; nothing is written then.
   * @param document text of the policy to publish, kept before anything names it
   */
  change(command: PolicyCommand, document?: string): Result<PolicyChanged, PolicyRefusal> {
    const config = configOf(this.env);
    assert(config.ok, "the Worker that calls has checked the same configuration");
    const nowMs = Date.now();
    const { newlyDeniedShareMax } = config.value;
    const state = this.#state();
    const changed = changePolicy(state, command, {
      nowMs,
      shippedHash: shippedPolicy.hash,
      newlyDeniedShareMax,
    });
    if (!changed.ok) return err(changed.error);
    if (!this.#exists) {
      migrate(this.ctx.storage, POLICY_MIGRATIONS);
      this.#exists = true;
    }
    const entry = nextEntry(this.#history().at(-1), changed.value);
    this.ctx.storage.transactionSync(() => {
      // A later deploy may ship another policy: the one that was live now must still be there to go back to.
      this.#rows.writeVersion(shippedPolicy.hash, canonicalJson(shippedPolicy), nowMs);
      if (command.kind === "publish" && document !== undefined) this.#rows.writeVersion(command.hash, document, nowMs);
      this.#rows.append(entry);
      writeEvents(this.ctx.storage.sql, eventsOf(entry.seq, changed.value));
    });
    void this.ctx.storage.setAlarm(nowMs + SEND_DELAY_MS);
    return ok({ seq: entry.seq, event: changed.value, endedProposals: endedBy(state, changed.value) });
  }

  /** Sends events. Never throws: an alarm that fails often never fires again. */
  override async alarm(): Promise<void> {
    const { sql } = this.ctx.storage;
    try {
      await sendOutbox(sql, { env: this.env, nowMs: Date.now() }, undefined);
    } catch (error) {
      log("events-unsent", { detail: describeError(error) });
    }
    if (hasEvents(sql)) await this.ctx.storage.setAlarm(Date.now() + SEND_RETRY_MS);
  }

  /** Hash of the rest of a version from which a person was erased. */
  redactedContent(hash: string): string | undefined {
    const last = this.#history().findLast(({ body }) => body.kind === "redacted" && body.hash === hash);
    return last?.body.kind === "redacted" ? last.body.content : undefined;
  }

  /**
   * Takes a person out of the lists of every version that is over, and says where else they are named. What is live, waits or
   * comes with the bundle is changed by publishing and by nothing else.
   * @returns lists that name the person still
   */
  async forgetListed({ keys, redact }: ForgetListedCommand): Promise<readonly NamedIn[]> {
    const config = configOf(this.env);
    assert(config.ok, "the Worker that calls has checked the same configuration");
    const { shops, peppers } = config.value;
    const pseudonyms = [...shops.keys()].flatMap((shop) => peppers.map((pepper) => listPseudonyms(shop, pepper)));
    const names = entryTest(new Set(keys), pseudonyms);
    const found: Redacted[] = [];
    for (const hash of new Set([shippedPolicy.hash, ...(this.#exists ? this.#rows.versions() : [])])) {
      const document: HashedPolicy = JSON.parse(this.document(hash) ?? "");
      const { left, lists } = withoutNamed(document, names);
      if (lists.length > 0)
        found.push({ hash, text: canonicalJson(left), lists, content: (await hashPolicy(left)).hash });
    }
    const still: NamedIn[] = [];
    this.ctx.storage.transactionSync(() => {
      for (const { hash, text, lists, content } of found) {
        const standing = this.#standingOf(hash);
        if (standing === "former" && redact !== undefined) {
          const event: PolicyEvent = { kind: "redacted", ...redact, atMs: Date.now(), hash, content, lists };
          this.#rows.writeVersion(hash, text, event.atMs);
          this.#rows.append(nextEntry(this.#history().at(-1), event));
        } else still.push(...lists.map((each) => ({ ...each, policyHash: hash, standing })));
      }
    });
    return still;
  }

  /** Documents by their hash, each read once. */
  #documents(): (hash: string) => PolicyDocument | undefined {
    const documents = new Map<string, PolicyDocument>();
    return (hash) => {
      const known = documents.get(hash);
      const text = known === undefined ? this.document(hash) : undefined;
      if (text === undefined) return known;
      const document: PolicyDocument = JSON.parse(text);
      documents.set(hash, document);
      return document;
    };
  }

  #standingOf(hash: string): NamedIn["standing"] {
    const { liveHash, proposals } = this.#state();
    if (hash === liveHash) return "live";
    if (proposals.some((proposal) => proposal.hash === hash)) return "waiting";
    return hash === shippedPolicy.hash ? "shipped" : "former";
  }

  #history(): ChainEntry<PolicyEvent>[] {
    return this.#exists ? this.#rows.readHistory() : [];
  }

  #state(): PolicyState {
    return policyState(this.#history(), shippedPolicy.hash);
  }
}

/** What is told of a change: that it waits for a second person, or that it is live. */
function eventsOf(seq: number, { kind, ...event }: PolicyChangeEvent): readonly NewEvent[] {
  if (!("hash" in event)) return [];
  const told = { atMs: event.atMs, data: { seq, policyHash: event.hash } };
  if (kind === "proposed") return [{ type: "policy.proposed", ...told }];
  return kind === "published" || kind === "rolled-back" ? [{ type: "policy.published", ...told }] : [];
}
