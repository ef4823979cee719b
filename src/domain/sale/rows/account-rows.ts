import type { Rows } from "../memory/rows.ts";

/** What a sale remembers of each account, and which rules it skips. */
export interface AccountRows {
  findAccount(account: string): AccountHistory | undefined;
  writeAccount(account: string, history: AccountHistory): void;

  /** Staff approvals in force for an account: names of the rules they skip. */
  exemptionsOf(account: string, nowMs: number): readonly string[];
  /** Adds an approval, or replaces the one that names the same rule. */
  writeExemption(account: string, exemption: Exemption): void;
}

/** A rule that an account's checkouts skip, and until when. */
export type Exemption = { readonly rule: string; readonly expiresAtMs: number };

/** What a sale remembers of one account's behaviour, whatever came of its attempts. */
export type AccountHistory = {
  readonly attempts: number;
  /** Attempts in the minute that began at `minuteStartMs`. */
  readonly attemptsInMinute: number;
  readonly minuteStartMs: number;
  readonly unpaidHolds: number;
  /** When the last of its unpaid holds ended. */
  readonly lastUnpaidAtMs?: number | undefined;
  /** Units that it holds or bought. */
  readonly units: number;
};

export function accountRows({
  accounts,
  exemptions,
}: {
  readonly accounts: Rows<AccountHistory>;
  readonly exemptions: Rows<readonly Exemption[]>;
}): AccountRows {
  return {
    findAccount: (account) => accounts.get(account),
    writeAccount: (account, history) => accounts.put(account, history),

    exemptionsOf: (account, nowMs) =>
      (exemptions.get(account) ?? []).filter(({ expiresAtMs }) => expiresAtMs > nowMs).map(({ rule }) => rule),
    writeExemption(account, exemption) {
      const others = (exemptions.get(account) ?? []).filter(({ rule }) => rule !== exemption.rule);
      exemptions.put(account, [...others, exemption]);
    },
  };
}
