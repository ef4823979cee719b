import { CHALLENGE_KINDS } from "../../domain/challenge/challenge-kind.ts";
import type { Checkout } from "../../domain/checkout.ts";
import { identify } from "../../domain/identity/identify.ts";
import { evidenceOf, type RegistrationEvidence } from "../../domain/registration/evidence.ts";
import { prepareAttempt } from "../../domain/sale/commands/prepare-attempt.ts";
import type { BrowserRequest } from "../../domain/signals/edge/browser-facts.ts";
import { servedModels } from "../../platform/model/model-source.ts";
import { scoreSignals } from "../../platform/model/score-signals.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import type { Deps } from "../deps.ts";
import { judgeVisit } from "../visit/judge-visit.ts";
import type { RegisteredSale } from "./registered-sale.ts";

/** What somebody registers with: a checkout that does not buy yet. */
export type RegistrationOrder = Omit<Checkout, "payment" | "quantity"> &
  Partial<Pick<Checkout, "payment" | "quantity">>;

/** Who registers, and on whose word. */
export type Registering = {
  readonly order: RegistrationOrder;
  /** The buyer's network address, where it is known. */
  readonly address?: string | undefined;
  /** How the browser came, where it calls itself. */
  readonly edge?: BrowserRequest | undefined;
  /** Called from a browser with a token of its shop, and not by the shop. */
  readonly forBrowser: boolean;
};

/**
 * All that is expensive and stateless in judging a registration, done when it comes. Nothing is decided by it yet: what the
 * population shows is known once all are in.
 */
export async function registrationEvidence(
  deps: Deps,
  sale: RegisteredSale,
  { order, address, edge, forBrowser }: Registering,
): Promise<RegistrationEvidence> {
  const { config, nowMs } = deps;
  const { shop, saleId, phoneCountry, pepper } = sale;
  const [method = ""] = sale.acceptedPayments;
  const checkout: Checkout = { payment: { method }, ...order, quantity: 1 };
  const request = { shop, saleId, checkout, address, edge, forBrowser, nowMs };
  const visit = await judgeVisit(config, await tokenKeysOf(config), request);
  const commandWith = prepareAttempt({
    request,
    identity: identify(checkout, phoneCountry),
    visit,
    scorer: (signals) => scoreSignals(servedModels(), signals),
    deployment: { challengeKinds: CHALLENGE_KINDS },
  });
  return evidenceOf(commandWith(pepper));
}
