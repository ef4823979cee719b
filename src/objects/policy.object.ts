import { DurableObject } from "cloudflare:workers";
import shippedPolicy from "../../dist/policy.json";
import type { Bindings } from "../bindings.ts";
import { configOf } from "../config.ts";
import { canonicalJson } from "../domain/canonical-json.ts";
import { type ChainEntry, nextEntry } from "../domain/hash-chain.ts";
import { changePolicy, type PolicyCommand, type PolicyRefusal } from "../domain/policy/change-policy.ts";
import type { PolicyEvent } from "../domain/policy/policy-event.ts";
import { type PolicyOverview, type PolicyState, policyState } from "../domain/policy/policy-state.ts";
import { type RuleEvent, ruleHistory } from "../domain/policy/rule-history.ts";
import { assert, err, ok, type Result } from "../domain/result.ts";
import type { PolicyDocument } from "../domain/rules/policy-document.ts";
import { hasSchema, migrate } from "./migrate.ts";
import { POLICY_MIGRATIONS, type PolicyRows, policyRows } from "./policy.sql.ts";

/** Changes of the policy that the history of one rule looks through: each needs a document of its own. */
const RULE_HISTORY_EVENTS_MAX = 50;

/**
 * Which policy is live, every version that ever was, and the history that says who did it and why. Tables and a lock around
 * `domain/policy`: the history is the truth, and everything else follows from it.
 */
export class PolicyObject extends DurableObject<Bindings> {
  readonly #rows: PolicyRows;
  #exists: boolean;

  constructor(state: DurableObjectState, env: Bindings) {
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
    return { liveHash, proposals, history: this.#history() };
  }

  /** What became of one rule in the latest changes of the policy. */
  ruleHistory(id: string): readonly RuleEvent[] {
    const documents = new Map<string, PolicyDocument>();
    const documentOf = (hash: string): PolicyDocument | undefined => {
      const known = documents.get(hash);
      const text = known === undefined ? this.document(hash) : undefined;
      if (text === undefined) return known;
      const document: PolicyDocument = JSON.parse(text);
      documents.set(hash, document);
      return document;
    };
    const events = this.#history().map(({ body }) => body);
    return ruleHistory(id, events.slice(-RULE_HISTORY_EVENTS_MAX), documentOf);
  }

  /**
   * Does what staff ask, or says why not; nothing is written then.
   * @param document text of the policy to publish, kept before anything names it
   */
  change(
    command: PolicyCommand,
    document?: string,
  ): Result<{ readonly seq: number; readonly event: PolicyEvent }, PolicyRefusal> {
    const config = configOf(this.env);
    assert(config.ok, "the Worker that calls has checked the same configuration");
    const nowMs = Date.now();
    const { newlyDeniedShareMax } = config.value;
    const changed = changePolicy(this.#state(), command, {
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
    });
    return ok({ seq: entry.seq, event: entry.body });
  }

  #history(): ChainEntry<PolicyEvent>[] {
    return this.#exists ? this.#rows.readHistory() : [];
  }

  #state(): PolicyState {
    return policyState(this.#history(), shippedPolicy.hash);
  }
}
