import { DurableObject } from "cloudflare:workers";
import { saleObjectName } from "../domain/ids.ts";
import type { Invite, InviteContext, InviteRefusal, PromiseNeeded } from "../domain/invite/invite.ts";
import { type IssueCommand, type IssuedInvites, issueInvites } from "../domain/invite/issue-invites.ts";
import { type ReturnCommand, returnInvite, type ShareCommand, shareInvite } from "../domain/invite/pass-on.ts";
import { type RevokeCommand, type RevokedInvites, revokeInvites } from "../domain/invite/revoke-invites.ts";
import { type UseCommand, type UsedInvite, useInvite } from "../domain/invite/use-invite.ts";
import { INVITES_PER_PAGE, REGISTRATION_KEPT_DAYS } from "../domain/limits.ts";
import { assert, err, type Result } from "../domain/result.ts";
import { placed } from "../platform/jurisdiction/placed.ts";
import { describeError, log } from "../platform/log.ts";
import { random } from "../platform/random.ts";
import { GroupCommit } from "./group-commit.ts";
import { INVITE_MIGRATIONS, sqlInvites } from "./invites.sql.ts";
import { hasSchema, migrate } from "./migrate.ts";
import type { SaleObject } from "./sale.object.ts";

const KEPT_MS = REGISTRATION_KEPT_DAYS * 24 * 3_600_000;
/** When the sale is asked again whether it has closed, where it could not say. */
const RETRY_MS = 3_600_000;

/** It asks its sale to keep units for who is invited. */
type InvitesEnv = { readonly SALE: DurableObjectNamespace<SaleObject> };

/** The sale that invites are for, as the Worker read it. */
export type InvitingSale = { readonly shop: string; readonly saleId: string; readonly closesAtMs: number };

/**
 * The invites of one sale: a lock and tables around the commands in `domain/invite`. All of them are in one object, so that what an invite
 * is good for, who has one and how many are out is exact. Where each promises a unit the sale keeps the units first, in its own
 * transaction: a crash between the two leaves units kept for nobody, and never an invite without one.
 */
export class InvitesObject extends DurableObject<InvitesEnv> {
  readonly #commits: GroupCommit;
  readonly #store: InviteContext["store"];
  #exists: boolean;
  /** The object's clock. Tests of expiry put their own in its place. */
  clock: () => number = () => Date.now();

  constructor(state: DurableObjectState, env: InvitesEnv) {
    super(state, placed(env));
    this.#exists = hasSchema(state.storage);
    if (this.#exists) migrate(state.storage, INVITE_MIGRATIONS);
    this.#store = sqlInvites(state.storage.sql);
    const nothing = () => {};
    this.#commits = new GroupCommit(state.storage, { first: nothing, last: nothing, undone: nothing, after: nothing });
  }

  /** Issues invites: the only call that makes the object write anything for the first time. */
  async issue(command: IssueCommand, sale: InvitingSale): Promise<Result<IssuedInvites, InviteRefusal>> {
    if (!this.#exists) {
      migrate(this.ctx.storage, INVITE_MIGRATIONS);
      this.#exists = true;
      await this.ctx.storage.setAlarm(Math.max(this.clock() + 1, sale.closesAtMs + KEPT_MS));
    }
    return await this.#promised(sale, (context) => issueInvites(context, command));
  }

  async use(command: UseCommand): Promise<Result<UsedInvite, InviteRefusal>> {
    if (this.#exists) return await this.#commits.submit(() => useInvite(this.#context(), command));
    const { inviteId } = command;
    return err(inviteId === undefined ? { kind: "invite-required" } : { kind: "invite-rejected", because: "unknown" });
  }

  async share(
    command: ShareCommand,
    sale: InvitingSale,
  ): Promise<Result<{ readonly inviteId: string }, InviteRefusal>> {
    if (!this.#exists) return err({ kind: "invite-unknown" });
    return await this.#promised(sale, (context) => shareInvite(context, command));
  }

  async giveBack(command: ReturnCommand): Promise<Result<{ readonly status: "returned" }, InviteRefusal>> {
    if (!this.#exists) return err({ kind: "invite-unknown" });
    return await this.#commits.submit(() => returnInvite(this.#context(), command));
  }

  async revoke(command: RevokeCommand): Promise<Result<RevokedInvites, InviteRefusal>> {
    if (!this.#exists) return err({ kind: "invite-unknown" });
    return await this.#commits.submit(() => revokeInvites(this.#context(), command));
  }

  /** For staff: a page of the invites that the shop issued, each with its chain, from behind one. */
  async chainsAfter(inviteId: string): Promise<readonly Invite[]> {
    return this.#exists ? await this.#commits.submit(() => this.#store.chainsAfter(inviteId, INVITES_PER_PAGE)) : [];
  }

  /** Forgets whom invites are for, and who used them. @returns rows changed */
  async forget(pseudonyms: readonly string[]): Promise<number> {
    return this.#exists ? await this.#commits.submit(() => this.#store.forget(pseudonyms)) : 0;
  }

  /** Deletes everything once its sale has been over for long enough. Never throws: an alarm that fails often never fires again. */
  override async alarm(): Promise<void> {
    try {
      const [, , saleId = ""] = this.ctx.id.name?.split("/") ?? [];
      const view = await this.env.SALE.getByName(saleObjectName(saleId)).view();
      const atMs = (view?.sale.definition.closesAtMs ?? 0) + KEPT_MS;
      if (atMs > this.clock()) return await this.ctx.storage.setAlarm(atMs);
      await this.ctx.storage.deleteAll();
      this.#exists = false;
    } catch (error) {
      log("alarm-failed", { detail: describeError(error) });
      await this.ctx.storage.setAlarm(this.clock() + RETRY_MS);
    }
  }

  /** Runs a command, and has the sale keep more units for it where it needs them, until it has enough or the sale has no more. */
  async #promised<T>(
    { shop, saleId }: InvitingSale,
    command: (context: InviteContext) => Result<T, InviteRefusal | PromiseNeeded>,
  ): Promise<Result<T, InviteRefusal>> {
    for (;;) {
      const done = await this.#commits.submit(() => command(this.#context()));
      if (done.ok) return done;
      if (done.error.kind !== "promise-needed") return err(done.error);
      const { units } = done.error;
      const kept = await this.env.SALE.getByName(saleObjectName(saleId)).promiseUnits({ shop, units });
      if (!kept.ok) {
        assert(kept.error.kind !== "sale-unknown", "the sale of invites is there");
        return err(kept.error);
      }
      const { promisedUnits } = kept.value;
      await this.#commits.submit(() => this.#store.writePromised(promisedUnits));
    }
  }

  #context(): InviteContext {
    return { store: this.#store, nowMs: this.clock(), random };
  }
}
