import type { Account } from "../../domain/checkout.ts";
import type { Claimant } from "../../domain/invite/use-invite.ts";
import type { Registration, RegistrationRefusal } from "../../domain/registration/registration.ts";
import { ok, type Result } from "../../domain/result.ts";
import { registrationPhase } from "../../domain/terms/registration.ts";
import type { TokenKeys } from "../../platform/tokens/token-keys.ts";
import { verifyInviteToken } from "../../platform/tokens/tokens.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { type RegisteredSale, registerPlaceOf } from "../registration/registered-sale.ts";
import { callInvites, invitedPseudonym } from "./inviting-sale.ts";

/** Who comes, with which text that may be an invite. */
export type Arrival = {
  readonly account: Account;
  readonly inviteToken?: string | undefined;
  /** ISO 3166-1 alpha-2 of where the order goes. */
  readonly country?: string | undefined;
};

/** With which invite an account registers, or why by none. */
export type LetIn =
  | { readonly invite?: Registration["invite"]; readonly barred?: undefined }
  | { readonly barred: RegistrationRefusal };

/**
 * Has an account use its invite before it registers, where the sale asks for one. It is used within the window alone, by the clock of the
 * Worker: the register judges the window by its own, and takes nobody whom this did not let in.
 */
export async function letIn(
  deps: Deps,
  keys: TokenKeys,
  sale: RegisteredSale,
  { account, inviteToken, country }: Arrival,
): Promise<Result<LetIn, Problem>> {
  const { terms, saleId } = sale;
  if (terms.invite !== "required") return ok({});
  const { opensAtMs, closesAtMs } = terms;
  if (registrationPhase(terms, deps.nowMs) !== "open") {
    return ok({ barred: { kind: "registration-not-open", opensAtMs, closesAtMs, serverTimeMs: deps.nowMs } });
  }
  const inviteId = inviteToken === undefined ? undefined : await verifyInviteToken(keys, inviteToken, saleId);
  if (inviteToken !== undefined && inviteId === undefined) {
    return ok({ barred: { kind: "invite-rejected", because: "unknown" } });
  }
  const claimant = claimantOf(sale, account, country);
  const used = await callInvites(deps, saleId, async (invites) => await invites.use({ inviteId, claimant }));
  if (!used.ok) return used;
  if (used.value.ok) return ok({ invite: used.value.value });
  const { error } = used.value;
  return ok({ barred: error.kind === "invite-rejected" ? error : { kind: "invite-required" } });
}

/** Who an account is to invites: by its mailbox and its number only where its shop says that it has confirmed them. */
export function claimantOf(sale: RegisteredSale, account: Account, country?: string): Claimant {
  const confirmed = (kind: "email" | "phone") => {
    const text = account.verified?.includes(kind) === true ? account[kind] : undefined;
    return text === undefined ? undefined : invitedPseudonym(sale, kind, { text, country });
  };
  return { account: registerPlaceOf(sale, account).account, email: confirmed("email"), phone: confirmed("phone") };
}
