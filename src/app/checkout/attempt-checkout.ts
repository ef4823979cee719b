import type { Checkout } from "../../domain/checkout.ts";
import { identify, needsPhoneCountry } from "../../domain/identity/identify.ts";
import type { Result } from "../../domain/result.ts";
import type { RegisteredBuyer } from "../../domain/sale/calling/calling.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import {
  type CheckoutRequest,
  holderKeyOf,
  type JudgedVisit,
  prepareAttempt,
} from "../../domain/sale/commands/prepare-attempt.ts";
import { deriveSignals, PAST_SIGNALS } from "../../domain/signals/catalogue.ts";
import { liveCutSeq } from "../../platform/buyers/live-cuts.ts";
import { askPastSales } from "../../platform/buyers/past-sales.ts";
import { servedModels } from "../../platform/model/model-source.ts";
import { scoreSignals } from "../../platform/model/score-signals.ts";
import { livePolicyHash } from "../../platform/policy/live-policy-hash.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyChallengeToken } from "../../platform/tokens/tokens.ts";
import type { Problem } from "../../wire/problem.ts";
import { withEarlierPurchases } from "../campaign/earlier-purchases.ts";
import { verifiableKinds } from "../challenge/verifiable-kinds.ts";
import type { Deps } from "../deps.ts";
import { type RepeatableCall, runKept } from "../kept-call.ts";
import { findPublicSale } from "../public-sale.ts";
import { asRegistered } from "../registration/as-registered.ts";
import { begunVisits } from "../visit/begun-visits.ts";
import { judgeVisit } from "../visit/judge-visit.ts";
import { asTested } from "./as-tested.ts";

/**
 * One checkout: what needs no history is worked out here, side by side, and the sale decides with the rest in one call.
 * @returns the reply that the sale keeps, a refusal to sell among them; or the problem that kept it from deciding
 */
export async function attemptCheckout(
  deps: Deps,
  request: CheckoutRequest,
  call: RepeatableCall,
): Promise<Result<Replied, Problem>> {
  return await asTested(deps, request, (testValue) => attemptWith(deps, request, { call, testValue }));
}

async function attemptWith(
  deps: Deps,
  request: CheckoutRequest,
  { call, testValue }: { readonly call: RepeatableCall; readonly testValue: string | undefined },
): Promise<Result<Replied, Problem>> {
  const { config, db, objects } = deps;
  const keys = await tokenKeysOf(config);
  const { shop, saleId, checkout: order, forBrowser } = request;
  const inTheirName = asRegistered(deps, { saleId, shop, account: order.account });
  const [policyHash, cutSeq, visit, challenge] = await Promise.all([
    livePolicyHash(objects),
    liveCutSeq(db),
    judgeVisit(config, keys, request).then((judged) => withBegun(deps, saleId, judged)),
    order.challengeToken === undefined ? undefined : verifyChallengeToken(keys, order.challengeToken),
  ]);
  const identity = identify(order, await phoneCountryOf(deps, saleId, order));
  const withEarlier = withEarlierPurchases(deps, { saleId, shop, values: identity.values });
  const past = askPastSales(db, config, {
    shop,
    values: identity.values,
    context: {
      emailVerified: order.account.verified?.includes("email") === true,
      phoneVerified: order.account.verified?.includes("phone") === true,
      holderKey: holderKeyOf(visit),
    },
  });
  const commandWith = prepareAttempt({
    request,
    identity,
    visit,
    challengeId: challenge?.sale === saleId ? challenge.jti : undefined,
    scorer: (signals) => scoreSignals(servedModels(), signals),
    deployment: { challengeKinds: verifiableKinds(config) },
  });
  const attemptAs = (registered: RegisteredBuyer | undefined) =>
    runKept(deps, saleId, call, async (sale, kept, pepper) => {
      const command = { ...commandWith(pepper), registered, testValue };
      const sales = await past;
      const known = sales === undefined ? command : { ...command, past: deriveSignals(PAST_SIGNALS, sales) };
      const kids = { allow: keys.activeKid, visit: keys.secretKid };
      return await withEarlier((earlier) =>
        sale.attempt({ ...kept, kids, forBrowser }, JSON.stringify({ ...known, earlier }), policyHash, cutSeq),
      );
    });
  return await inTheirName(attemptAs);
}

/** A visit that counts, with how many others its networks began. */
async function withBegun({ objects }: Deps, saleId: string, judged: JudgedVisit): Promise<JudgedVisit> {
  const { claims, facts } = judged;
  if (claims === undefined) return judged;
  return { ...judged, facts: { ...facts, begun: await begunVisits(objects, saleId, claims) } };
}

/** A sale's country never changes, so that it may be read where the public reads the sale. */
async function phoneCountryOf(deps: Deps, saleId: string, order: Checkout): Promise<string | undefined> {
  if (!needsPhoneCountry(order)) return undefined;
  const sale = await findPublicSale(deps, saleId, deps.nowMs);
  return sale.ok ? sale.value.sale.definition.phoneCountry : undefined;
}
