import { err, ok, type Result } from "../result.ts";
import { type RegistrationTerms, registrationPhase } from "../terms/registration.ts";
import type { KeptReceipt, Registration, RegistrationRefusal, RegistrationStore } from "./registration.ts";

/** What a command of a register works with: its rows, and the object's clock read once. */
export type RegisterContext = { readonly store: RegistrationStore; readonly nowMs: number };

export type RegisterCommand = {
  readonly terms: RegistrationTerms;
  /** What is written unless the account is registered, with a receipt that is signed already. */
  readonly candidate: Omit<Registration, "recordedAtMs" | "withdrawn" | "outcome" | "late">;
  /** Why nobody is registered by this call who is not registered yet: no invite lets them in. */
  readonly barred?: RegistrationRefusal | undefined;
  /** Of a fair window: whoever comes after its seconds, and before this moment, stands behind its list, and the receipt says so. */
  readonly late?: { readonly untilMs: number; readonly receipt: KeptReceipt } | undefined;
};

/**
 * Registers an account. However often and under whatever key it asks, it has one registration and one receipt: a repeat gets the
 * first one again, after the window as well, since an answer that was lost is owed still.
 */
export function register(
  { store, nowMs }: RegisterContext,
  { terms, candidate, barred, late }: RegisterCommand,
): Result<Registration, RegistrationRefusal> {
  const known = store.findByAccount(candidate.account);
  if (known !== undefined) return ok(known);
  const repeated = candidate.call === undefined ? undefined : store.findByCall(candidate.account, candidate.call);
  if (repeated !== undefined) return ok(repeated);
  const phase = registrationPhase(terms, nowMs);
  const isLate = phase === "closed" && late !== undefined && nowMs < late.untilMs;
  if (phase !== "open" && !isLate) return err(notOpen(terms, nowMs));
  if (barred !== undefined) return err(barred);
  const registration: Registration = {
    ...candidate,
    recordedAtMs: nowMs,
    ...(isLate ? { receipt: late.receipt, late: true } : {}),
  };
  store.write(registration);
  return ok(registration);
}

/**
 * Registers an account that did not come, once: not one that is registered already, nor one that took its own registration back.
 * @returns undefined where it was left as it is
 */
export function carry(
  context: RegisterContext,
  command: RegisterCommand,
): Result<Registration | undefined, RegistrationRefusal> {
  const { account, call } = command.candidate;
  const before = call === undefined ? undefined : context.store.findByCall(account, call);
  if (before === undefined && context.store.hasWithdrawn(account)) return ok(undefined);
  const registered = register(context, command);
  if (!registered.ok) return registered;
  return ok(registered.value.carriedFrom === command.candidate.carriedFrom ? registered.value : undefined);
}

export type WithdrawCommand = {
  readonly terms: RegistrationTerms;
  readonly registrationId: string;
  /** Says, signed, that this registration was withdrawn. */
  readonly text: string;
};

/** Takes a registration back while registration is open; a repeat gets the first withdrawal again. */
export function withdraw(
  { store, nowMs }: RegisterContext,
  { terms, registrationId, text }: WithdrawCommand,
): Result<Registration, RegistrationRefusal> {
  const registration = store.find(registrationId);
  if (registration === undefined) return err({ kind: "registration-unknown" });
  if (registration.withdrawn !== undefined) return ok(registration);
  if (registrationPhase(terms, nowMs) !== "open") return err(notOpen(terms, nowMs));
  const withdrawn: Registration = { ...registration, withdrawn: { atMs: nowMs, text } };
  store.write(withdrawn);
  return ok(withdrawn);
}

/** How a registration stands. Nothing is told while registration is open but that it is there. */
export const REGISTRATION_STATUSES = [
  "recorded",
  "withdrawn",
  "entered",
  "shared",
  "excluded",
  "waiting",
  "your_turn",
  "turn_over",
  "bought",
  "not_called",
] as const;
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

/** How it stands until an order is called. */
export function statusOf({ withdrawn }: Registration, terms: RegistrationTerms, nowMs: number): RegistrationStatus {
  if (withdrawn !== undefined) return "withdrawn";
  return registrationPhase(terms, nowMs) === "closed" ? "entered" : "recorded";
}

function notOpen({ opensAtMs, closesAtMs }: RegistrationTerms, nowMs: number): RegistrationRefusal {
  return { kind: "registration-not-open", opensAtMs, closesAtMs, serverTimeMs: nowMs };
}
