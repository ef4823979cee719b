import { filesOf } from "../../domain/policy/policy-files.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { ListFile } from "../../domain/rules/list-file.ts";
import type { HashedPolicy } from "../../domain/rules/policy-document.ts";
import type { PolicyFiles } from "../../domain/rules/read-policy.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import type { Problem } from "../../wire/problem.ts";
import { SELLER_KINDS, type SellerKind } from "../domain/case/seller-identity.ts";
import { IMPOSTOR_LISTS, type ImpostorKey, withImpostors } from "../domain/impostor-lists.ts";
import { impostorKeys } from "../store/case-identities.ts";
import type { ImpostorListView } from "../wire/case-link.ts";
import type { ResellerDeps } from "./deps.ts";

/** The policy of the sale, whose rules look the lists up. */
export type PolicySource<Changed> = {
  live(): Promise<Result<HashedPolicy, Problem>>;
  publish(
    staff: StaffMember,
    change: { readonly files: PolicyFiles; readonly basedOn: string; readonly why: string },
  ): Promise<Result<Changed, Problem>>;
};

type ListDeps<Changed> = ResellerDeps & { readonly policy: PolicySource<Changed> };

/** How the lists of confirmed impostors would change, and the files of the live policy with the change. */
export type ImpostorLists = {
  readonly views: readonly ImpostorListView[];
  readonly files: PolicyFiles;
  readonly basedOn: string;
};

/** Lists that the live policy does not have are left out: its rules look nothing up in them. */
export async function impostorLists(deps: ListDeps<unknown>): Promise<Result<ImpostorLists, Problem>> {
  const live = await deps.policy.live();
  if (!live.ok) return live;
  const keys = await impostorKeys(deps.db);
  const renewed = SELLER_KINDS.flatMap((kind) => renewedList(live.value, kind, keys));
  const document = {
    ...live.value,
    lists: { ...live.value.lists, ...Object.fromEntries(renewed.map(({ name, after }) => [name, after])) },
  };
  return ok({ views: renewed.map(listView), files: filesOf(document), basedOn: live.value.hash });
}

/** Publishes the live policy with the lists renewed: checked, replayed and, where it must be, agreed to by a second person. */
export async function publishImpostorLists<Changed>(
  deps: ListDeps<Changed>,
  staff: StaffMember,
  why: string,
): Promise<Result<Changed, Problem>> {
  const lists = await impostorLists(deps);
  if (!lists.ok) return lists;
  if (lists.value.views.every(({ toAdd, toRemove }) => toAdd + toRemove === 0)) {
    return err({ slug: "already-live", detail: "The live lists hold exactly the impostors confirmed now." });
  }
  const { files, basedOn } = lists.value;
  return await deps.policy.publish(staff, { files, basedOn, why });
}

type RenewedList = {
  readonly name: string;
  readonly kind: SellerKind;
  readonly before: ListFile;
  readonly after: ListFile;
  readonly keys: readonly ImpostorKey[];
};

function renewedList({ lists }: HashedPolicy, kind: SellerKind, keys: readonly ImpostorKey[]): RenewedList[] {
  const name = IMPOSTOR_LISTS[kind];
  const before = lists[name];
  if (before === undefined) return [];
  const own = keys.filter((key) => key.kind === kind);
  return [{ name, kind, before, after: withImpostors(before, own), keys: own }];
}

function listView({ name, kind, before, after, keys }: RenewedList): ImpostorListView {
  const [was, is] = [entriesOf(before), entriesOf(after)];
  return {
    list: name,
    kind,
    confirmed: new Set(keys.map(({ pseudonym }) => pseudonym)).size,
    live: was.size,
    toAdd: [...is].filter((entry) => !was.has(entry)).length,
    toRemove: [...was].filter((entry) => !is.has(entry)).length,
  };
}

/** Entries with the day on which they end, so that one which ends later counts as another. */
function entriesOf({ entries }: ListFile): ReadonlySet<string> {
  return new Set(entries.map(({ key, value, expires }) => JSON.stringify([key, value, expires])));
}
