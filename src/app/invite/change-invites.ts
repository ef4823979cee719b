import type * as z from "zod";
import type { Account } from "../../domain/checkout.ts";
import type { Invited, InviteRefusal } from "../../domain/invite/invite.ts";
import type { NewInvite } from "../../domain/invite/issue-invites.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import { invitePayload } from "../../domain/tokens/invite-token.ts";
import { type TokenKeys, tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { signToken, verifyInviteToken } from "../../platform/tokens/tokens.ts";
import type { issuedInvite, issueInvitesBody, namedPerson } from "../../wire/invite.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { idempotencyOf, type RepeatableCall } from "../kept-call.ts";
import { callRegister, type RegisteredSale } from "../registration/registered-sale.ts";
import { callInvites, findInvitingSale, invitedPseudonym, invitingSaleOf, isPromised } from "./inviting-sale.ts";
import { claimantOf } from "./let-in.ts";

type Named = z.infer<typeof namedPerson>;
type InviteAndToken = z.infer<typeof issuedInvite>;

/** A sale, and the shop that it has to be of. */
export type OfSale = { readonly saleId: string; readonly shop: string };

/** Whose invite it is: the shop names it, a browser proves its account. */
export type InviteHolder = { readonly inviteId: string } | { readonly account: Account };

const WITHDRAWN: Problem = {
  slug: "idempotent-reply-withdrawn",
  detail: "The secret that signed these invites was withdrawn. Use a new Idempotency-Key for a new request.",
};

/** Issues invites for a sale, all that are asked for or none; a repeat of the call gets the same ones. */
export async function issueInvites(
  deps: Deps,
  { saleId, shop }: OfSale,
  { invites }: z.infer<typeof issueInvitesBody>,
  call: RepeatableCall,
): Promise<Result<{ readonly invites: readonly InviteAndToken[]; readonly replayed: boolean }, Problem>> {
  const sale = await findInvitingSale(deps, saleId, shop);
  if (!sale.ok) return sale;
  const keys = await tokenKeysOf(deps.config);
  const read = readInvites(sale.value, invites);
  if (!read.ok) return read;
  const { scope, fingerprint } = idempotencyOf(call, sale.value.pepper);
  const command = {
    saleId,
    call: { scope, fingerprint, kid: keys.secretKid },
    promisesUnit: isPromised(sale.value),
    invites: read.value,
  };
  const done = await callInvites(
    deps,
    saleId,
    async (object) => await object.issue(command, invitingSaleOf(sale.value)),
  );
  const issued = told(done);
  if (!issued.ok) return issued;
  const { inviteIds, kid, replayed } = issued.value;
  const tokens: InviteAndToken[] = [];
  for (const inviteId of inviteIds) {
    const inviteToken = await signToken(keys, { typ: "invite+jwt", kid, payload: invitePayload(inviteId) });
    if (inviteToken === undefined) return err(WITHDRAWN);
    tokens.push({ inviteId, inviteToken });
  }
  return ok({ invites: tokens, replayed });
}

/** Passes a used invite on to somebody who is named; the same person again gets the same one. */
export async function shareInvite(
  deps: Deps,
  { saleId, shop }: OfSale,
  { holder, to }: { readonly holder: InviteHolder; readonly to: Named },
): Promise<Result<InviteAndToken, Problem>> {
  const sale = await findInvitingSale(deps, saleId, shop);
  if (!sale.ok) return sale;
  const invited = readNamed(sale.value, to);
  if (invited === undefined) return err(invalid([unreadable("/for", to)]));
  const by = "account" in holder ? { account: claimantOf(sale.value, holder.account).account } : holder;
  const command = { saleId, by, for: invited, promisesUnit: isPromised(sale.value) };
  const done = await callInvites(
    deps,
    saleId,
    async (object) => await object.share(command, invitingSaleOf(sale.value)),
  );
  const shared = told(done);
  if (!shared.ok) return shared;
  const { inviteId } = shared.value;
  const keys = await tokenKeysOf(deps.config);
  return ok({ inviteId, inviteToken: await tokenOf(keys, inviteId) });
}

/** Which unused invite comes back: the shop names it, and of a browser its token does. */
export type Returned = { readonly inviteId: string } | { readonly account: Account; readonly inviteToken: string };

/** Gives an unused invite back to whoever passed it on. */
export async function returnInvite(
  deps: Deps,
  { saleId, shop }: OfSale,
  returned: Returned,
): Promise<Result<{ readonly status: "returned" }, Problem>> {
  const sale = await findInvitingSale(deps, saleId, shop);
  if (!sale.ok) return sale;
  const inviteId =
    "inviteId" in returned
      ? returned.inviteId
      : await verifyInviteToken(await tokenKeysOf(deps.config), returned.inviteToken, saleId);
  if (inviteId === undefined) return err(problemOf({ kind: "invite-unknown" }));
  const claimant = "account" in returned ? claimantOf(sale.value, returned.account) : undefined;
  return told(await callInvites(deps, saleId, async (object) => await object.giveBack({ inviteId, claimant })));
}

/**
 * Revokes an invite, or all of its chain from it on. Their registrations are told afterwards: where that fails the call fails, and its
 * repeat tells them all again.
 */
export async function revokeInvites(
  deps: Deps,
  { saleId, shop }: OfSale,
  command: { readonly inviteId: string; readonly chain: boolean },
): Promise<Result<{ readonly ended: number; readonly inReview: number }, Problem>> {
  const sale = await findInvitingSale(deps, saleId, shop);
  if (!sale.ok) return sale;
  const done = told(await callInvites(deps, saleId, async (object) => await object.revoke(command)));
  if (!done.ok) return done;
  const { ended, accounts } = done.value;
  for (let shard = 0; accounts.length > 0 && shard < sale.value.terms.shards; shard += 1) {
    const revoked = await callRegister(deps, sale.value, shard, (register) => register.revokeInvites(accounts));
    if (!revoked.ok) return revoked;
  }
  return ok({ ended, inReview: accounts.length });
}

function told<T>(done: Result<Result<T, InviteRefusal>, Problem>): Result<T, Problem> {
  if (!done.ok) return done;
  return done.value.ok ? done.value : err(problemOf(done.value.error));
}

async function tokenOf(keys: TokenKeys, inviteId: string): Promise<string> {
  const token = await signToken(keys, { typ: "invite+jwt", kid: keys.secretKid, payload: invitePayload(inviteId) });
  assert(token !== undefined, "the secret in use signs");
  return token;
}

function readInvites(
  sale: RegisteredSale,
  invites: z.infer<typeof issueInvitesBody>["invites"],
): Result<readonly NewInvite[], Problem> {
  const wrong: { readonly pointer: string; readonly detail: string }[] = [];
  const read = invites.map(({ for: person, shareable, useBy }, at): NewInvite => {
    const invited = person === undefined ? undefined : readNamed(sale, person);
    if (person !== undefined && invited === undefined) wrong.push(unreadable(`/invites/${at}/for`, person));
    return { for: invited, shareable, useByMs: useBy === undefined ? undefined : Date.parse(useBy) };
  });
  return wrong.length > 0 ? err(invalid(wrong)) : ok(read);
}

function readNamed(sale: RegisteredSale, person: Named): Invited | undefined {
  const [kind, text] = nameOf(person);
  const pseudonym = invitedPseudonym(sale, kind, { text });
  return pseudonym === undefined ? undefined : { kind, pseudonym };
}

function unreadable(pointer: string, person: Named): { readonly pointer: string; readonly detail: string } {
  const [kind] = nameOf(person);
  return { pointer: `${pointer}/${kind}`, detail: `cannot be read as ${kind}` };
}

function nameOf(person: Named): readonly [kind: Invited["kind"], text: string] {
  if ("account" in person) return ["account", person.account];
  return "email" in person ? ["email", person.email] : ["phone", person.phone];
}
