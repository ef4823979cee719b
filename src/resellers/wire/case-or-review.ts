import * as z from "zod";
import { checkoutReview, reviewDispositionBody } from "../../wire/checkout-review.ts";
import { caseAnswer, casesAnswer, dispositionBody } from "./case.ts";

/** Answer of `GET /v1/cases?kind=checkout`. */
export const reviewsAnswer = z
  .object({ cases: z.array(checkoutReview), next: z.string().optional().meta({ description: "Pass it as `after`." }) })
  .meta({ id: "CheckoutReviews" });

/** Answer of `GET /v1/cases`: of one kind or the other. */
export const anyCasesAnswer = z.union([reviewsAnswer, casesAnswer]).meta({ id: "CasesOfAKind" });

/** Answer of `GET /v1/cases/{caseId}` and of its dispositions: of the kind that the id is of. */
export const anyCaseAnswer = z.union([checkoutReview, caseAnswer]).meta({ id: "CaseOfAKind" });

/** Body of `POST /v1/cases/{caseId}/dispositions`. */
export const anyDispositionBody = z
  .union([dispositionBody, reviewDispositionBody])
  .meta({ id: "DispositionOfAKind", description: "For an impostor case, or for a checkout in review." });
