import { configOf } from "../config.ts";
import { assert } from "../domain/result.ts";
import type { CompiledPolicy } from "../domain/rules/load-policy.ts";
import { choosePolicy, heldPolicy, type PolicyParty } from "../platform/policy/policy-source.ts";
import type { ObjectEnv } from "./object-env.ts";

/** The policies that decide in one sale. */
export class SalePolicies {
  readonly #sql: SqlStorage;
  readonly #env: ObjectEnv;
  /** Hash of the one that decided last. */
  #last: string | undefined;

  constructor(sql: SqlStorage, env: ObjectEnv) {
    this.#sql = sql;
    this.#env = env;
  }

  /** The wanted policy or, where it cannot be had, the one that decided here last. */
  async choose(wanted: string | undefined, party: PolicyParty): Promise<CompiledPolicy | undefined> {
    const config = configOf(this.#env);
    assert(config.ok, "the Worker that calls has checked the same configuration");
    const policy =
      heldPolicy(config.value, wanted, party) ??
      (await choosePolicy({ env: this.#env, config: config.value }, [wanted, this.#lastHash()], party));
    if (policy !== undefined) this.#last = policy.document.hash;
    return policy;
  }

  /** An instance that was just started goes by the sale's latest decision. */
  #lastHash(): string | undefined {
    if (this.#last !== undefined) return this.#last;
    const latest = this.#sql.exec<{ policyHash: string }>(
      "SELECT record ->> 'policyHash' AS policyHash FROM attempt ORDER BY seq DESC LIMIT 1",
    );
    return latest.toArray()[0]?.policyHash;
  }
}
