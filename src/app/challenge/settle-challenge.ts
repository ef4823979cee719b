import type * as z from "zod";
import { parseRecordId } from "../../domain/ids.ts";
import { err, type Result } from "../../domain/result.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyVisitToken } from "../../platform/tokens/tokens.ts";
import type { settleChallengeBody } from "../../wire/checkout.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { type RepeatableCall, runKept } from "../kept-call.ts";
import { verifySettlement } from "./verify-settlement.ts";

export type BroughtSettlement = {
  readonly saleId: string;
  readonly challengeId: string;
  /** The shop whose sale it is. */
  readonly shop: string;
  readonly settlement: z.infer<typeof settleChallengeBody>;
  /** The buyer's, where the edge has seen it. */
  readonly address: string | undefined;
};

/** Settles a challenge by a proof that is verified first. */
export async function settleChallenge(
  deps: Deps,
  { saleId, challengeId, shop, settlement, address }: BroughtSettlement,
  call: RepeatableCall,
): Promise<Result<Replied, Problem>> {
  if (parseRecordId("chl", challengeId)?.saleId !== saleId) return err(problemOf({ kind: "challenge-unknown" }));
  const verified = await verifySettlement(deps, { challengeId, settlement, idempotencyKey: call.key, address });
  if (!verified.ok) return verified;
  const keys = await tokenKeysOf(deps.config);
  const { kind } = settlement;
  const visitToken = settlement.kind === "shop_otp" ? undefined : settlement.visitToken;
  const visit = visitToken === undefined ? undefined : await verifyVisitToken(keys, visitToken);
  return await runKept(deps, saleId, call, (sale, kept) =>
    sale.settleChallenge(kept, { shop, challengeId, kind, visit }, keys.secretKid),
  );
}
