import { FirsthandProblem, FirsthandUnavailable } from "../../../client/index.ts";
import { err, ok, type Result } from "../../../domain/result.ts";

/** Why a call gave no answer: refused by a problem document, a busy service, or none that answers. */
export type CallFailure =
  | { readonly kind: "busy"; readonly retryAfterSeconds: number }
  | { readonly kind: "problem"; readonly code: string }
  | { readonly kind: "unreachable" };

/** A call's answer, or why there is none: the shop shows both to a buyer who waits. */
export async function answered<Answer>(call: Promise<Answer>): Promise<Result<Answer, CallFailure>> {
  try {
    return ok(await call);
  } catch (error) {
    if (error instanceof FirsthandProblem) return err({ kind: "problem", code: error.code });
    if (!(error instanceof FirsthandUnavailable)) throw error;
    const { retryAfterSeconds } = error;
    return err(retryAfterSeconds === undefined ? { kind: "unreachable" } : { kind: "busy", retryAfterSeconds });
  }
}
