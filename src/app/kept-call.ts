import { canonicalJson, type Json } from "../domain/canonical-json.ts";
import { OWN_SPACES, type Pepper, pseudonymsFor } from "../domain/identity/pseudonym.ts";
import type { Result } from "../domain/result.ts";
import type { Idempotency, Replied } from "../domain/sale/commands/once.ts";
import type { CallRefusal } from "../domain/sale/refusal.ts";
import type { KeptCall } from "../objects/sale.transactions.ts";
import type { Problem } from "../wire/problem.ts";
import type { Deps } from "./deps.ts";
import { callSaleWithPepper, type SaleStub } from "./sale-call.ts";

/** A call that its caller may repeat: what makes one the repeat of another. */
export type RepeatableCall = {
  /** The shop, and for a browser its account as well, so that nobody can ask for another's reply. */
  readonly caller: string;
  /** Its `Idempotency-Key`. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: Json;
};

/**
 * Keyed hashes of who calls what under which key, and of the whole request.
 * The key is in both: without it nobody who has a fingerprint can try bodies.
 * @param pepper the sale's own, so that no change of keys makes an old call look new
 */
export function idempotencyOf({ caller, key, method, path, body }: RepeatableCall, pepper: Pepper): Idempotency {
  const hash = pseudonymsFor(OWN_SPACES.calls, pepper);
  return {
    scope: hash("call", canonicalJson([caller, method, path, key])),
    fingerprint: hash("call", canonicalJson([method, path, key, body])),
    pepperEpoch: pepper.epoch,
  };
}

/** Has the sale run the command once and keep its reply. */
export async function runKept(
  deps: Deps,
  saleId: string,
  call: RepeatableCall,
  run: (sale: SaleStub, kept: KeptCall, pepper: Pepper) => Promise<Result<Replied, CallRefusal>>,
): Promise<Result<Replied, Problem>> {
  const { requestId, config } = deps;
  return await callSaleWithPepper(deps, saleId, (sale, pepper) =>
    run(sale, { idempotency: idempotencyOf(call, pepper), instance: requestId, issuer: config.issuer }, pepper),
  );
}
