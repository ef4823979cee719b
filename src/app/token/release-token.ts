import type * as z from "zod";
import { parseRecordId } from "../../domain/ids.ts";
import { err, type Result } from "../../domain/result.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyAllowToken } from "../../platform/tokens/tokens.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { releaseBody } from "../../wire/token.ts";
import type { Deps } from "../deps.ts";
import { type RepeatableCall, runKept } from "../kept-call.ts";

/** Ends a hold that will not be paid, named by its token or its id. */
export async function releaseToken(
  deps: Deps,
  shop: string,
  { token, holdId: named, reason }: z.infer<typeof releaseBody>,
  call: RepeatableCall,
): Promise<Result<Replied, Problem>> {
  const claims = token === undefined ? undefined : await verifyAllowToken(await tokenKeysOf(deps.config), token, shop);
  if (token !== undefined && claims === undefined) return err(problemOf({ kind: "token-rejected" }));
  const holdId = claims?.hold ?? named ?? "";
  const saleId = parseRecordId("hold", holdId)?.saleId;
  if (saleId === undefined) return err(problemOf({ kind: "hold-unknown" }));
  return await runKept(deps, saleId, call, (sale, kept) => sale.release(kept, { shop, holdId, reason }));
}
