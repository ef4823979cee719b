import type { ProvedHistory } from "../../identity/cluster/link-member.ts";
import type { IdentityKeys } from "../../identity/identity.ts";
import type { HistoryFacts } from "../../signals/signal.ts";
import type { AccountHistory } from "../rows/account-rows.ts";
import { link } from "./links.ts";

/** What a checkout shows, beside what it says. */
export type Shown = {
  readonly emailVerified: boolean;
  readonly phoneVerified: boolean;
  /** Thumbprint of the browser's key, where it was proved. */
  readonly holderKey: string | undefined;
  /** The shop has asked who the buyer is, and was answered. */
  readonly personal: boolean;
};

/**
 * Whether a checkout shows that a key of a kind is its own: a mailbox or a telephone by the shop's verification, a device by the
 * key that its browser proved. Of a device, a payment or a household the answer to the shop's question who the buyer is stands in.
 */
export function shows(kind: keyof IdentityKeys, { emailVerified, phoneVerified, holderKey, personal }: Shown): boolean {
  switch (kind) {
    case "account":
      return true;
    case "email":
      return emailVerified;
    case "phone":
      return phoneVerified;
    case "device":
      return personal || holderKey !== undefined;
    case "payment":
    case "household":
      return personal;
    case "building":
    case "near":
      return false;
  }
}

/**
 * The links under which a hold counts against those who show that the key is theirs. A device that was named beside a browser's
 * key is not among them, since the key shows its own browser alone: the link of the key is.
 */
export function provedLinks(keys: IdentityKeys, shown: Shown): ReadonlySet<string> {
  const named = shown.personal ? linksOfKinds(keys, ["device", "payment", "household"]) : [];
  return new Set([...ownLinks(keys, shown), ...named]);
}

/** Those of them that unpaid holds follow a buyer by: what no stranger can show. */
export function ownLinks(keys: IdentityKeys, { emailVerified, phoneVerified, holderKey }: Shown): string[] {
  return [
    ...(holderKey === undefined ? [] : [browserLink(holderKey)]),
    ...linksOfKinds(keys, [...(emailVerified ? ["email" as const] : []), ...(phoneVerified ? ["phone" as const] : [])]),
  ];
}

/** Links of a hold that its payment proves: the money came by one, and the goods go to the other. */
export function linksPaid(links: readonly string[], isAddressLocked: boolean): string[] {
  const kinds = isAddressLocked ? ["payment", "household"] : ["payment"];
  return links.filter((each) => kinds.some((kind) => each.startsWith(link(kind, ""))));
}

export function browserLink(holderKey: string): string {
  return link("browser", holderKey);
}

/** Unpaid holds that follow a buyer, by account or by what it proves: the most of them, and when the last of those ended. */
export function ownHolds(
  { unpaidHolds, lastUnpaidAtMs }: AccountHistory,
  proved: readonly ProvedHistory[],
  nowMs: number,
): HistoryFacts["own"] {
  const [most = { unpaidHolds, lastUnpaidAtMs }] = [{ unpaidHolds, lastUnpaidAtMs }, ...proved].sort(
    (a, b) => b.unpaidHolds - a.unpaidHolds || (b.lastUnpaidAtMs ?? 0) - (a.lastUnpaidAtMs ?? 0),
  );
  const { lastUnpaidAtMs: lastAtMs } = most;
  return {
    unpaidHolds: most.unpaidHolds,
    sinceUnpaidMs: lastAtMs === undefined ? undefined : Math.max(0, nowMs - lastAtMs),
  };
}

function linksOfKinds(keys: IdentityKeys, kinds: readonly Exclude<keyof IdentityKeys, "near">[]): string[] {
  return kinds.flatMap((kind) => {
    const pseudonym = keys[kind];
    return pseudonym === undefined ? [] : [link(kind, pseudonym)];
  });
}
