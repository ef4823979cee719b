import { dayOf } from "../domain/day.ts";
import type { IdentityKeys } from "../domain/identity/identity.ts";
import { filesOf } from "../domain/policy/policy-files.ts";
import { err, type Result } from "../domain/result.ts";
import type { ListKind } from "../domain/rules/list-file.ts";
import type { PolicyDocument } from "../domain/rules/policy-document.ts";
import type { StaffMember } from "../platform/callers/access.ts";
import { invalid, type Problem } from "../wire/problem.ts";
import type { Deps } from "./deps.ts";
import { findDecision } from "./find-decision.ts";
import { type ChangedPolicy, livePolicy, publishPolicy } from "./publish-policy.ts";

/** The key of a checkout that a list of each kind holds; none of a host, which a checkout does not name. */
const KEY_OF: { readonly [kind in ListKind]: Exclude<keyof IdentityKeys, "near"> | undefined } = {
  account: "account",
  email: "email",
  phone: "phone",
  payment: "payment",
  address: "household",
  host: undefined,
};

/** Characters of an entry's provenance, as the file of a list takes them. */
const PROVENANCE_CHARS_MAX = 300;

function keyFor(kind: ListKind, keys: IdentityKeys): string | undefined {
  const name = KEY_OF[kind];
  return name === undefined ? undefined : keys[name];
}

/** A list that a checkout can be put on. */
export type OpenList = { readonly name: string; readonly title: string; readonly kind: ListKind };

/** The lists of a policy that hold what a checkout came with. */
export function listsFor({ lists }: PolicyDocument, keys: IdentityKeys): readonly OpenList[] {
  return Object.entries(lists)
    .filter(([, { kind }]) => keyFor(kind, keys) !== undefined)
    .map(([name, { title, kind }]) => ({ name, title, kind }));
}

/** What is put where, until when (a date in UTC), and why. */
export type NewEntry = {
  readonly decisionId: string;
  readonly list: string;
  readonly expires: string;
  readonly why: string;
};

/**
 * Puts what a checkout came with on a list of the live policy, and publishes that: checked, replayed, and by a second person where
 * the policy asks for one.
 * @returns `decision-unknown`; `request-invalid` where no list of the name holds what the checkout came with, or has it already;
 *   `policy-invalid` for a date that an entry may not have, or a list that is full
 */
export async function putOnList(
  deps: Deps,
  staff: StaffMember,
  { decisionId, list: name, expires, why }: NewEntry,
): Promise<Result<ChangedPolicy, Problem>> {
  const found = await findDecision(deps, "staff", decisionId);
  if (!found.ok) return found;
  const live = await livePolicy(deps);
  if (!live.ok) return live;
  const { hash, ...document } = live.value;
  const list = Object.hasOwn(document.lists, name) ? document.lists[name] : undefined;
  const key = list && keyFor(list.kind, found.value.record.keys);
  if (list === undefined || key === undefined) {
    return err(invalid([{ pointer: "/list", detail: "must be a list of what this checkout came with" }]));
  }
  if (list.entries.some((entry) => entry.key === key)) {
    return err(invalid([{ pointer: "/list", detail: "has it already: change that entry in the list's file" }]));
  }
  const provenance = `Decision ${decisionId}: ${why}`.slice(0, PROVENANCE_CHARS_MAX);
  const added = dayOf(deps.nowMs);
  const entries = [...list.entries, { key, provenance, added, expires }];
  const files = filesOf({ ...document, lists: { ...document.lists, [name]: { ...list, entries } } });
  return await publishPolicy(deps, staff, { files, why, breakGlass: false, basedOn: hash });
}
