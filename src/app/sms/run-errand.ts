import type { Account } from "../../domain/checkout.ts";
import { pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import type { RegistrationStatus } from "../../domain/registration/register.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { SmsAdapter } from "../../domain/sms/adapter.ts";
import type { Errand, TextRegistration } from "../../domain/sms/conversation.ts";
import { phoneAccountId } from "../../domain/sms/phone-account.ts";
import type { Saying } from "../../domain/sms/templates.ts";
import { registrationPhase } from "../../domain/terms/registration.ts";
import type { ErrandOutcome } from "../../objects/conversation.object.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { registerAccount } from "../registration/register-account.ts";
import { callRegister, findRegisteredSale, registerPlaceOf } from "../registration/registered-sale.ts";
import { registrationStatus } from "../registration/registration-status.ts";

/** Who wrote, to which adapter and in which message. */
export type TextSender = {
  readonly adapter: SmsAdapter;
  readonly number: string;
  readonly messageId: string;
  readonly nearestStore: NearestStore;
};

/** The store of a sale that is nearest to a postal code, in words; undefined where none can be told. */
export type NearestStore = (
  saleId: string,
  whereabouts: { readonly postalCode: string; readonly country: string },
) => Promise<string | undefined>;

/**
 * Does what a text message asks for beyond its conversation. May be repeated: nothing is done twice.
 * @returns what is to be answered; the problem where it cannot be said now
 */
export async function runErrand(
  deps: Deps,
  errand: Errand,
  sender: TextSender,
): Promise<Result<ErrandOutcome, Problem>> {
  switch (errand.kind) {
    case "ask":
      return await ask(deps, errand.asked, sender);
    case "register":
      return await register(deps, errand.asked, sender);
    case "status":
      return await tellStatus(deps, errand.saleId, sender);
  }
}

/** Whether a registration may be had at all is said at once; who is thought what of, never. */
async function ask(
  deps: Deps,
  asked: TextRegistration,
  { adapter }: TextSender,
): Promise<Result<ErrandOutcome, Problem>> {
  const { saleId } = asked;
  const code = codeOf(saleId);
  const sale = await findRegisteredSale(deps, saleId, adapter.shop);
  if (!sale.ok) return refused(sale.error, code);
  const { terms, lateUntilMs } = sale.value;
  if (terms.invite === "required") return say({ template: "invite_only", vars: { code } });
  switch (registrationPhase(terms, deps.nowMs)) {
    case "scheduled":
      return say({ template: "not_yet", vars: { code, opensAt: momentIn(adapter, terms.opensAtMs) } });
    case "closed":
      if (lateUntilMs === undefined || deps.nowMs >= lateUntilMs) return say({ template: "closed", vars: { code } });
      return ok({ asked });
    case "open":
      return ok({ asked });
  }
}

/** By the same use case as every registration: the number is the account, and its owner has just shown to have it. */
async function register(
  deps: Deps,
  { saleId, postalCode }: TextRegistration,
  sender: TextSender,
): Promise<Result<ErrandOutcome, Problem>> {
  const { adapter, number, messageId } = sender;
  const code = codeOf(saleId);
  const registered = await registerAccount(deps, {
    saleId,
    shop: adapter.shop,
    order: { account: accountOf(number), channel: "sms" },
    forBrowser: false,
    callOf: (pepper) => pseudonymsFor(adapter.shop, pepper)("call", JSON.stringify(["sms", adapter.id, messageId])),
  });
  if (!registered.ok) return refused(registered.error, code);
  const { status, drawAt } = registered.value;
  if (status === "withdrawn") return say({ template: "status_withdrawn", vars: { code } });
  const { country } = adapter;
  const store =
    postalCode === undefined || country === undefined
      ? undefined
      : await sender.nearestStore(saleId, { postalCode, country });
  return say(recordedSaying(code, drawAt && momentIn(adapter, Date.parse(drawAt)), store));
}

function recordedSaying(code: string, drawAt: string | undefined, store: string | undefined): Saying {
  if (drawAt === undefined) {
    return store === undefined
      ? { template: "recorded", vars: { code } }
      : { template: "recorded_store", vars: { code, store } };
  }
  return store === undefined
    ? { template: "recorded_draw", vars: { code, drawAt } }
    : { template: "recorded_draw_store", vars: { code, drawAt, store } };
}

async function tellStatus(
  deps: Deps,
  saleId: string,
  { adapter, number }: TextSender,
): Promise<Result<ErrandOutcome, Problem>> {
  const code = codeOf(saleId);
  const sale = await findRegisteredSale(deps, saleId, adapter.shop);
  if (!sale.ok) return refused(sale.error, code);
  const { account, shard } = registerPlaceOf(sale.value, accountOf(number));
  const found = await callRegister(deps, sale.value, shard, async (object) => await object.findOfAccount(account));
  if (!found.ok) return found;
  if (found.value === undefined) return say({ template: "status_none", vars: { code } });
  const by = { registrationId: found.value.registrationId };
  const told = await registrationStatus(deps, { saleId, shop: adapter.shop, by });
  if (!told.ok)
    return told.error.slug === "registration-unknown" ? say({ template: "status_none", vars: { code } }) : told;
  const { status, turn } = told.value;
  if (status === "your_turn" && turn !== undefined) {
    return say({ template: "status_your_turn", vars: { code, until: momentIn(adapter, Date.parse(turn.until)) } });
  }
  return say({ template: STATUS_TEMPLATE[status], vars: { code } });
}

const STATUS_TEMPLATE = {
  recorded: "status_waiting",
  entered: "status_waiting",
  waiting: "status_waiting",
  your_turn: "status_waiting",
  turn_over: "status_turn_over",
  bought: "status_bought",
  not_called: "status_not_called",
  shared: "status_other",
  excluded: "status_other",
  withdrawn: "status_withdrawn",
} as const satisfies { readonly [status in RegistrationStatus]: Saying["template"] };

/** Refusals that a buyer is told in words; of everything else the provider hears, and sends the message again. */
function refused(problem: Problem, code: string): Result<ErrandOutcome, Problem> {
  switch (problem.slug) {
    case "sale-unknown":
      return say({ template: "unknown_code", vars: { code } });
    case "invite-required":
    case "invite-rejected":
      return say({ template: "invite_only", vars: { code } });
    case "registration-not-open":
      return say({ template: problem.members?.closesAt === undefined ? "not_taken" : "closed", vars: { code } });
    default:
      return err(problem);
  }
}

function say(saying: Saying): Result<ErrandOutcome, never> {
  return ok({ saying });
}

/** As people write codes, and as they are printed. */
function codeOf(saleId: string): string {
  return saleId.toUpperCase();
}

function accountOf(number: string): Account {
  return { id: phoneAccountId(number), phone: number, verified: ["phone"] };
}

function momentIn({ language, timeZone }: SmsAdapter, atMs: number): string {
  return new Intl.DateTimeFormat(language === "hi" ? "hi-IN" : "en-IN", {
    timeZone,
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).format(atMs);
}
