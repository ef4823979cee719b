import type { Json } from "../domain/canonical-json.ts";
import { PROBLEM_ERRORS_MAX } from "../domain/limits.ts";

/** Every problem that the service answers with: status and title are part of the contract, details may change. */
export const PROBLEMS = {
  "request-invalid": { status: 400, title: "The request is not what this call takes" },
  "idempotency-key-missing": { status: 400, title: "This call needs an Idempotency-Key header" },
  "mode-not-supported": { status: 400, title: "This way of selling is not built yet" },
  unauthorized: { status: 401, title: "The caller did not prove who it is" },
  "token-rejected": { status: 401, title: "The token is not a valid one of ours for this shop" },
  "shop-key-in-browser": { status: 403, title: "A shop key was sent by a browser" },
  forbidden: { status: 403, title: "The caller may not do this" },
  "not-found": { status: 404, title: "There is nothing here" },
  "sale-unknown": { status: 404, title: "There is no such sale" },
  "decision-unknown": { status: 404, title: "There is no such decision" },
  "hold-unknown": { status: 404, title: "There is no such hold" },
  "order-unknown": { status: 404, title: "There is no such order" },
  "challenge-unknown": { status: 404, title: "There is no such open challenge" },
  "draw-unknown": { status: 404, title: "This sale draws no order" },
  "registration-unknown": { status: 404, title: "There is no such registration" },
  "invite-unknown": { status: 404, title: "There is no such invite" },
  "review-unknown": { status: 404, title: "There is no such review" },
  "case-unknown": { status: 404, title: "There is no such case" },
  "batch-unknown": { status: 404, title: "Nothing was done under this id" },
  "link-unknown": { status: 404, title: "The case has no such link" },
  "attachment-unknown": { status: 404, title: "The case has no such picture" },
  "webhook-unknown": { status: 404, title: "There is no such webhook" },
  "campaign-unknown": { status: 404, title: "There is no such campaign" },
  "delivery-unknown": { status: 404, title: "There is no such delivery" },
  "policy-unknown": { status: 404, title: "There is no such policy" },
  "proposal-unknown": { status: 404, title: "There is no such proposal" },
  "method-not-allowed": { status: 405, title: "This address does not take that method" },
  "body-too-slow": { status: 408, title: "The body took too long to arrive" },
  "sale-id-taken": { status: 409, title: "Another shop owns a sale with this id" },
  "sale-field-fixed": { status: 409, title: "A field of the sale can no longer change" },
  "campaign-id-taken": { status: 409, title: "Another shop owns a campaign with this id" },
  "campaign-field-fixed": { status: 409, title: "A rule of the campaign can no longer change" },
  "campaign-sales-clash": { status: 409, title: "Sales of the campaign cannot follow each other so" },
  "pools-exceed-units": { status: 409, title: "The pools ask for units that are not free" },
  "pool-short": { status: 409, title: "The pool has fewer free units" },
  "draw-undivided": { status: 409, title: "A sale that draws an order has no pools" },
  "sale-undivided": { status: 409, title: "The sale has no pools" },
  "sale-not-open": { status: 409, title: "The sale is not open" },
  "registration-required": { status: 409, title: "Only who registered may buy in this sale" },
  "not-your-turn": { status: 409, title: "It is not this buyer's turn yet" },
  "turn-over": { status: 409, title: "The turn of this buyer is over" },
  "registration-not-open": { status: 409, title: "Registration is not open" },
  "invites-not-taken": { status: 409, title: "Nobody needs an invite in this sale" },
  "invite-required": { status: 409, title: "Only who was invited may register for this sale" },
  "invite-rejected": { status: 409, title: "The invite lets nobody in" },
  "invite-not-shareable": { status: 409, title: "The invite cannot be passed on so" },
  "invite-not-returnable": { status: 409, title: "The invite cannot be given back" },
  "invites-refused": { status: 409, title: "Some of the invites cannot be issued" },
  "units-promised": { status: 409, title: "The units are promised to who is invited" },
  "invites-exceed-units": { status: 409, title: "The sale has too few units for so many invites" },
  "invites-full": { status: 409, title: "The sale has as many invites as it may" },
  "token-spent": { status: 409, title: "The token was redeemed before" },
  "hold-sold": { status: 409, title: "The hold was sold" },
  "hold-released": { status: 409, title: "The hold was released" },
  "hold-expired": { status: 409, title: "The hold has expired" },
  "address-changed": { status: 409, title: "The delivery address differs from the one of the checkout" },
  "proof-rejected": { status: 409, title: "The holder did not prove its key" },
  "order-dispatched": { status: 409, title: "The order was dispatched" },
  "order-collected": { status: 409, title: "The order was collected" },
  "order-lapsed": { status: 409, title: "The order was not collected in time" },
  "order-cancelled": { status: 409, title: "The order was cancelled" },
  "appeal-not-open": { status: 409, title: "The appeal cannot be decided" },
  "fulfilment-differs": { status: 409, title: "The order is handed over in another way" },
  "code-rejected": { status: 409, title: "The collection code is not accepted" },
  "balance-due": { status: 409, title: "Less was paid than is due" },
  "wrong-place": { status: 409, title: "The order is collected elsewhere" },
  "challenge-settled": { status: 409, title: "The challenge was settled before" },
  "kind-not-offered": { status: 409, title: "The challenge is not settled in this way" },
  "visit-changed": { status: 409, title: "The challenge was asked in another visit" },
  "solution-rejected": { status: 409, title: "The answer does not settle the challenge" },
  "already-live": { status: 409, title: "This version is live already" },
  "changed-meanwhile": { status: 409, title: "It was changed meanwhile" },
  "second-person-needed": { status: 409, title: "A second person must agree" },
  "policy-never-live": { status: 409, title: "This policy was never live" },
  "nothing-to-roll-back": { status: 409, title: "There is no earlier policy" },
  "entries-fixed": { status: 409, title: "These registrations do not wait for a person" },
  "redraw-refused": { status: 409, title: "A redraw cannot be asked for or confirmed now" },
  "transition-not-allowed": { status: 409, title: "The case does not stand where this can be done" },
  "cut-refused": { status: 409, title: "The link was not changed" },
  "undo-refused": { status: 409, title: "This can no longer be undone" },
  "case-file-full": { status: 409, title: "The case holds as many pictures as it may" },
  "webhooks-full": { status: 409, title: "The shop has as many webhooks as it may" },
  "webhook-disabled": { status: 409, title: "The webhook is disabled" },
  "idempotent-reply-withdrawn": { status: 409, title: "The reply under this key was withdrawn" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "media-type-unsupported": { status: 415, title: "This call does not take that media type" },
  "range-not-satisfiable": { status: 416, title: "The file has no such range" },
  "beacon-rejected": { status: 422, title: "This is not the beacon of the round that decides" },
  "settings-invalid": { status: 422, title: "The settings have problems" },
  "policy-invalid": { status: 422, title: "The policy has problems" },
  "idempotency-key-reused": { status: 422, title: "The key was used for another request" },
  "rate-limited": { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "The service failed" },
  "sale-halted": { status: 503, title: "The sale is halted" },
  "sale-full": { status: 503, title: "The sale has no room for further checkouts" },
  "policy-unavailable": { status: 503, title: "The policy cannot be had just now" },
  overloaded: { status: 503, title: "The service is busy" },
  "storage-unavailable": { status: 503, title: "The service cannot read or write just now" },
  "webhooks-not-configured": { status: 503, title: "Webhooks are not set up on this deployment" },
  "model-unavailable": { status: 503, title: "The model cannot be loaded" },
  "challenge-unverified": { status: 503, title: "The answer to the challenge could not be verified" },
  "not-configured": { status: 503, title: "The service is not configured" },
} as const satisfies { readonly [slug: string]: { readonly status: number; readonly title: string } };

export type ProblemSlug = keyof typeof PROBLEMS;

/** Told with `storage-unavailable`. */
export const STORAGE_RETRY_AFTER_SECONDS = 5;

/** One problem of one request. `members` are extension members of RFC 9457, for programs; `detail` is for people. */
export type Problem = {
  readonly slug: ProblemSlug;
  readonly detail: string;
  /** Places in the body that are wrong, as JSON Pointers (RFC 6901). */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[] | undefined;
  readonly members?: { readonly [name: string]: Json } | undefined;
  readonly retryAfterSeconds?: number | undefined;
};

/** A 400 that names every place which is wrong. */
export function invalid(errors: readonly { readonly pointer: string; readonly detail: string }[]): Problem {
  const [first] = errors;
  const detail = first === undefined ? "The request is not valid." : `${first.pointer || "The body"}: ${first.detail}.`;
  return {
    slug: "request-invalid",
    detail: errors.length > 1 ? `${detail} ${errors.length - 1} more.` : detail,
    errors,
  };
}

/**
 * The problem document.
 * @param issuer base of the absolute `type`, which resolves to a page about the problem
 * @param instance id of the request
 * @see RFC 9457
 */
export function problemDocument(problem: Problem, issuer: string, instance: string) {
  const { status, title } = PROBLEMS[problem.slug];
  return {
    type: `${issuer}/problems/${problem.slug}`,
    title,
    status,
    detail: problem.detail,
    instance,
    ...problem.members,
    ...(problem.errors === undefined ? {} : listed(problem.errors)),
  };
}

/** The first places; a hostile body can be wrong in thousands, and its answer must not be longer than what was sent. */
function listed(errors: NonNullable<Problem["errors"]>) {
  const more = errors.length - PROBLEM_ERRORS_MAX;
  return more <= 0 ? { errors } : { errors: errors.slice(0, PROBLEM_ERRORS_MAX), moreErrors: more };
}
