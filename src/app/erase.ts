import { type IdentifierKind, keptValue } from "../domain/identity/identifier.ts";
import { isUnreadablePhone } from "../domain/identity/phone.ts";
import { newTokenId } from "../domain/ids.ts";
import type { NamedIn } from "../domain/policy/forget-listed.ts";
import type { NamedAccount } from "../domain/registration/registration.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { phoneAccountId, phoneOfAccount } from "../domain/sms/phone-account.ts";
import type { StaffMember } from "../platform/callers/access.ts";
import { pseudonymsInUse } from "../platform/decisions/decision-keys.ts";
import {
  type ArchivedPerson,
  beginErasure,
  contactsInUse,
  countInArchive,
  type ErasedCounts,
  endErasure,
  eraseFromArchive,
  findTraces,
  inOrderOfOpening,
  salesWithOutbox,
  type Traces,
} from "../platform/erasure/erasure.ts";
import { keepErasureAnswer, recordErasureCall } from "../platform/erasure/erasure-calls.ts";
import { log } from "../platform/log.ts";
import { forgetPolicies } from "../platform/policy/policy-source.ts";
import type { ErasedTable } from "../wire/erasure.ts";
import { invalid, type Problem } from "../wire/problem.ts";
import type { Deps } from "./deps.ts";
import { REASON_NAMES, repeatsIdentifier } from "./erasure-reason.ts";
import { callInvites } from "./invite/inviting-sale.ts";
import { callPolicy } from "./policy-call.ts";
import { KEY_REUSED, type RepeatedCall } from "./record-outcomes.ts";
import { findRegistrationsOf, forgetRegistrations } from "./registration/forget-registrations.ts";
import { callSale } from "./sale-call.ts";
import { forgetConversations } from "./sms/conversations.ts";

/** An identifier in the spelling that keys are made from. */
export type Identifier = { readonly kind: IdentifierKind; readonly value: string };

/** Whom to forget, and where: in the sales of one shop, or in all. */
export type ErasureScope = { readonly shop: string | undefined; readonly identifier: Identifier };

/** Who asked for an erasure, as `shop/<id>` or `staff/<sub>`. */
export type ErasureAsked = ErasureScope & {
  readonly source: string;
  /** Where a person of the staff asks, who may take somebody out of versions of the policy that are over. */
  readonly staff: StaffMember | undefined;
  /** Why, where a person was asked for it. */
  readonly why?: string | undefined;
  /** Of an earlier call that is repeated; a new one where it is absent. */
  readonly erasureId?: string | undefined;
};

/** What an erasure did, and the lists of the policy that name the person still. */
export type Erased = ErasedCounts & { readonly stillListed: readonly NamedIn[] };

/** What to do about a telephone number that cannot be read. */
const PHONE_CURE = ": begin with the country's code, as in +91 98765 43210, or name the country in phoneCountry";

/**
 * An identifier as it was typed; 400 where it cannot be read as one of its kind. A telephone that cannot be read is known by its own text.
 * @param written with the country of a telephone number that is written without its code
 */
export function readIdentifier(
  written: Identifier & { readonly phoneCountry?: string | undefined },
): Result<Identifier, Problem> {
  const { kind, value, phoneCountry } = written;
  const read = keptValue(kind, value, phoneCountry);
  return read === undefined ? unreadAs(kind) : ok({ kind, value: read });
}

/** Whether it is a telephone that cannot be read. Where nobody came with it as it is written, its country is missing, and it is refused. */
export function isUnread({ kind, value }: { readonly kind: string; readonly value: string }): boolean {
  return kind === "phone" && isUnreadablePhone(value);
}

export function unreadAs(kind: IdentifierKind): Result<never, Problem> {
  const cure = kind === "phone" ? PHONE_CURE : "";
  return err(invalid([{ pointer: "/value", detail: `cannot be read as ${kind}${cure}` }]));
}

function newErasureId({ nowMs, random }: Pick<Deps, "nowMs" | "random">): string {
  return `era_${newTokenId(nowMs, random)}`;
}

/** Writes down that somebody is forgotten, and forgets them everywhere. May be repeated. */
export async function erase(
  deps: Deps,
  asked: ErasureAsked,
): Promise<Result<{ readonly erasureId: string } & Erased, Problem>> {
  const { source, identifier, staff, why = null } = asked;
  if (isUnread(identifier)) {
    const seen = await previewErasure(deps, asked);
    if (!seen.ok) return seen;
  }
  const erasureId = asked.erasureId ?? newErasureId(deps);
  await beginErasure(deps.db, {
    erasureId,
    atMs: deps.nowMs,
    source,
    kind: identifier.kind,
    email: staff?.email ?? null,
    why,
  });
  const erased = await eraseEverywhere(deps, asked, erasureId);
  if (!erased.ok) return erased;
  await endErasure(deps.db, erasureId, erased.value);
  for (const each of erased.value.stillListed) log("erasure-still-listed", { erasureId, ...each });
  return ok({ erasureId, ...erased.value });
}

/** Identifier and reason as a caller of the API gives them, and what makes a call the repeat of another. */
export type ErasureCalled = Omit<ErasureAsked, "erasureId"> & { readonly written: Identifier } & RepeatedCall;

/**
 * Erases, or gives the answer of the call under the same key again; one that did not come to its end is gone on with.
 * @returns the exact text of the answer
 */
export async function eraseOnce(
  deps: Deps,
  { written, call, fingerprint, ...asked }: ErasureCalled,
): Promise<Result<{ readonly text: string; readonly replayed: boolean }, Problem>> {
  const { why, identifier, staff } = asked;
  if (staff !== undefined && why === undefined) {
    return err(invalid([{ pointer: "/why", detail: "is required of staff" }]));
  }
  if (why !== undefined && repeatsIdentifier(why, [written, identifier])) return err(REASON_NAMES);
  const first = await recordErasureCall(deps.db, { call, fingerprint, erasureId: newErasureId(deps) }, deps.nowMs);
  if (first.fingerprint !== fingerprint) return KEY_REUSED;
  if (first.answer !== null) return ok({ text: first.answer, replayed: true });
  const erased = await erase(deps, { ...asked, erasureId: first.erasureId });
  if (!erased.ok) return erased;
  return ok({ text: await keepErasureAnswer(deps.db, call, JSON.stringify(erased.value)), replayed: false });
}

/** What an erasure would find, before it is done. What a sale itself keeps is counted as it goes. */
export type ErasurePreview = {
  readonly accounts: number;
  /** Several accounts came with it: it is taken out of what they did, and nothing of theirs is deleted. */
  readonly isShared: boolean;
  readonly saleIds: readonly string[];
  readonly tables: readonly { readonly table: ErasedTable; readonly rows: number }[];
  /** Lists of the policy, in all its versions, that name the person. */
  readonly listed: readonly NamedIn[];
};

export async function previewErasure(deps: Deps, scope: ErasureScope): Promise<Result<ErasurePreview, Problem>> {
  const person = await findPerson(deps, scope);
  if (!person.ok) return person;
  const { accounts, saleIds, archived, keys, shared } = person.value;
  const listed = await callPolicy(deps, async (policy) => await policy.forgetListed({ keys }));
  if (!listed.ok) return listed;
  const tables = await countInArchive(deps.db, archived);
  const isKnown = saleIds.length + tables.length + listed.value.length > 0;
  if (!isKnown && isUnread(scope.identifier)) return unreadAs("phone");
  return ok({ accounts: accounts.length, isShared: shared !== undefined, saleIds, tables, listed: listed.value });
}

async function eraseEverywhere(
  deps: Deps,
  { staff, ...scope }: ErasureAsked,
  erasureId: string,
): Promise<Result<Erased, Problem>> {
  const person = await findPerson(deps, scope);
  if (!person.ok) return person;
  const { accounts, pseudonyms, decisionIds, saleIds, archived, keys } = person.value;
  // A shop changes no version: decisions of another shop about the person may rest on the same entry.
  const redact = staff && { by: { sub: staff.sub, email: staff.email }, why: `Erasure ${erasureId}` };
  const stillListed = await callPolicy(deps, async (policy) => await policy.forgetListed({ keys, redact }));
  if (!stillListed.ok) return stillListed;
  forgetPolicies(deps.config);
  const number = phoneOf(scope.identifier);
  const everyAccount = number === undefined ? accounts : [...accounts, ...textingAccounts(deps, scope.shop, number)];
  const asked = new Set([...saleIds, ...(await salesWithOutbox(deps.db, scope.shop, deps.nowMs))]);
  let deleted = 0;
  let tombstones = 0;
  for (const saleId of await inOrderOfOpening(deps.db, asked)) {
    const forgotten = await callSale(deps, saleId, (sale) =>
      sale.forget({ accounts: everyAccount, pseudonyms, decisionIds }),
    );
    if (!forgotten.ok) return forgotten;
    const registrations = await forgetRegistrations(deps, saleId, everyAccount);
    if (!registrations.ok) return registrations;
    const invites = await callInvites(deps, saleId, (object) => object.forget([...everyAccount, ...pseudonyms]));
    if (!invites.ok) return invites;
    deleted += forgotten.value.deleted + registrations.value + invites.value;
    tombstones += forgotten.value.tombstones;
  }
  const texts = number === undefined ? ok(0) : await forgetConversations(deps, scope.shop, number);
  if (!texts.ok) return texts;
  deleted += texts.value + (await eraseFromArchive(deps.db, { ...archived, accounts: everyAccount }));
  return ok({ sales: saleIds.length, deleted, tombstones, stillListed: stillListed.value });
}

/** The telephone of a person, where it is that which is named, or an account that is known by its number alone. */
function phoneOf({ kind, value }: Identifier): string | undefined {
  if (kind === "phone") return value;
  return kind === "account" ? phoneOfAccount(value) : undefined;
}

/** The accounts of a number that registered by text message: they are its own, whoever else came with it. */
function textingAccounts({ config }: Deps, shop: string | undefined, number: string): string[] {
  return pseudonymsInUse(config, shop, { kind: "account", value: phoneAccountId(number) });
}

type Person = Traces & {
  readonly pseudonyms: readonly string[];
  /** What lists of the policy may name. */
  readonly keys: readonly string[];
  /** What the archive knows the person by: as a seller of cases, too, where no shop asks. */
  readonly archived: ArchivedPerson;
};

/** Asks the sales first: what they copy to the archive while they are asked is found there afterwards. */
async function findPerson(deps: Deps, { shop, identifier }: ErasureScope): Promise<Result<Person, Problem>> {
  const { config } = deps;
  const pseudonyms = pseudonymsInUse(config, shop, identifier);
  const { kind } = identifier;
  const registered: (NamedAccount & { readonly saleId: string })[] = [];
  for (const saleId of await salesWithOutbox(deps.db, shop, deps.nowMs)) {
    const copied = await callSale(deps, saleId, (sale) => sale.exportAll());
    if (!copied.ok) return copied;
    const named = await findRegistrationsOf(deps, saleId, { kind, pseudonyms });
    if (!named.ok) return named;
    registered.push(...named.value.map((each) => ({ ...each, saleId })));
  }
  const traces = await findTraces(deps.db, { kind, pseudonyms, registered });
  const contacts = shop === undefined ? contactsInUse(config, identifier) : [];
  return ok({
    ...traces,
    saleIds: [...new Set([...traces.saleIds, ...registered.map(({ saleId }) => saleId)])],
    pseudonyms,
    keys: [...pseudonyms, ...traces.accounts],
    archived: { accounts: traces.accounts, pseudonyms: [...pseudonyms, ...contacts], shared: traces.shared },
  });
}
