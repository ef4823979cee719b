import type * as z from "zod";
import type { Pepper } from "../../domain/identity/pseudonym.ts";
import { newRegistrationId } from "../../domain/ids.ts";
import type { ReceiptCharter } from "../../domain/registration/registration.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { candidateFor, holderOf, receiptOf } from "../../platform/tokens/receipts.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { registrationAnswer } from "../../wire/registration.ts";
import type { Deps } from "../deps.ts";
import { findDraw, receiptCharter } from "../draw/find-draw.ts";
import { letIn } from "../invite/let-in.ts";
import { callRegister, findRegisteredSale, type RegisteredSale, registerPlaceOf } from "./registered-sale.ts";
import { type Registering, registrationEvidence } from "./registration-evidence.ts";

export type Registrant = Registering & {
  readonly saleId: string;
  readonly shop: string;
  /** Keyed hash of the call, where its caller named one: a late repeat of it is no new registration. */
  readonly callOf?: ((pepper: Pepper) => string) | undefined;
};

/**
 * Registers an account for a sale, or finds the registration that it has.
 * @returns in one form for each account, whatever is thought of it; or the problem that the sale, its window or its register gives
 */
export async function registerAccount(
  deps: Deps,
  registrant: Registrant,
): Promise<Result<z.infer<typeof registrationAnswer>, Problem>> {
  const { saleId, shop, callOf } = registrant;
  const { account } = registrant.order;
  const sale = await findRegisteredSale(deps, saleId, shop);
  if (!sale.ok) return sale;
  const { nowMs } = deps;
  const keys = await tokenKeysOf(deps.config);
  const { account: pseudonym, shard } = registerPlaceOf(sale.value, account);
  const holder = holderOf(account);
  const registrationId = newRegistrationId({ saleId: sale.value.saleId, shard }, nowMs, deps.random);
  const charter = await charterFor(deps, sale.value);
  if (!charter.ok) return charter;
  const made = await candidateFor(keys, sale.value, {
    registrationId,
    account: pseudonym,
    holder,
    nowMs,
    charter: charter.value,
  });
  const { inviteToken, shippingAddress } = registrant.order;
  const lets = await letIn(deps, keys, sale.value, { account, inviteToken, country: shippingAddress?.country });
  if (!lets.ok) return lets;
  const { barred } = lets.value;
  const invite = barred === undefined ? lets.value.invite : undefined;
  const evidence = charter.value === undefined ? undefined : await registrationEvidence(deps, sale.value, registrant);
  const candidate = {
    ...made.candidate,
    ...(callOf === undefined ? {} : { call: callOf(sale.value.pepper) }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(invite === undefined ? {} : { invite }),
  };
  const { late } = made;
  const { terms, closesAtMs } = sale.value;
  const written = await callRegister(
    deps,
    sale.value,
    shard,
    async (object) => await object.register({ terms, candidate, barred, late }, closesAtMs),
  );
  if (!written.ok) return written;
  if (!written.value.ok) return err(problemOf(written.value.error));
  const registration = written.value.value;
  return ok({
    registrationId: registration.registrationId,
    status: registration.withdrawn === undefined ? "recorded" : "withdrawn",
    recordedAt: new Date(registration.recordedAtMs).toISOString(),
    receipt: registration.withdrawn?.text ?? receiptOf(keys.issuer, sale.value, registration, holder),
    ...(registration.receipt.charter === undefined ? {} : { drawAt: registration.receipt.charter.drawAt }),
    buyer: { code: "registered", message: "You are registered. Keep the receipt: it proves it.", next: "wait" },
  });
}

/** The charter in force, which each receipt of a draw names; undefined where nothing is drawn. */
async function charterFor(deps: Deps, sale: RegisteredSale): Promise<Result<ReceiptCharter | undefined, Problem>> {
  if (!sale.isDrawn) return ok(undefined);
  const draw = await findDraw(deps, sale.saleId);
  return draw.ok ? ok(receiptCharter(draw.value)) : draw;
}
