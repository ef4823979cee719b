import type {
  InviteRefusal,
  InviteRejection,
  LineProblem,
  ReturnRejection,
  ShareRejection,
} from "../domain/invite/invite.ts";
import { moneyWords } from "../domain/money-words.ts";
import type { RegistrationRefusal } from "../domain/registration/registration.ts";
import type { SaleRefusal } from "../domain/sale/refusal.ts";
import { type Problem, STORAGE_RETRY_AFTER_SECONDS } from "./problem.ts";

type Refusal = SaleRefusal | RegistrationRefusal | InviteRefusal;
type Kind = Refusal["kind"];
/** Written as a map over kinds, so that the compiler sees which refusal goes with which entry. */
type RefusalOf<K extends Kind> = { readonly [P in K]: { readonly kind: P } & Extract<Refusal, { kind: P }> }[K];

const REJECTED: { readonly [because in InviteRejection]: string } = {
  unknown: "This is no invite to this sale.",
  for_another:
    "This invite is for another account, or for a mailbox or a number that the shop has not confirmed of this one.",
  used: "Another account has registered with this invite.",
  over: "This invite was to be used by a time that is over.",
  returned: "This invite was given back.",
  revoked: "The shop has revoked this invite.",
  forgotten: "This invite is for nobody any more.",
};
const NOT_SHAREABLE: { readonly [because in ShareRejection]: string } = {
  not_used: "Nobody has registered with this invite yet: it is passed on by whoever did.",
  not_shareable: "This invite is not one to pass on.",
  shared: "This invite was passed on. It can be again when that one comes back.",
  invited: "This person is invited already.",
  tries: "Too many people were named who are invited already.",
  over: "This invite was to be passed on by a time that is over.",
  revoked: "The shop has revoked this invite.",
};
const NOT_RETURNABLE: { readonly [because in ReturnRejection]: string } = {
  issued: "The shop issued this invite: there is nobody to give it back to.",
  once: "Another invite of its sender came back before.",
  for_another: "This invite is neither for this account nor from it.",
  used: "An account has registered with this invite.",
  over: "This invite was to be used by a time that is over.",
  revoked: "The shop has revoked this invite.",
  forgotten: "This invite is for nobody any more.",
};
const WRONG_LINE: { readonly [because in LineProblem["because"]]: string } = {
  invited: "is invited already, or has registered",
  twice: "is named by a line before",
  over: "must be later than now",
};

/** What is told of each refusal. A new kind does not compile until it stands here. */
const TOLD: { readonly [K in Kind]: (refusal: RefusalOf<K>) => Omit<Problem, "slug"> } = {
  "sale-unknown": () => ({
    detail: "No sale of this shop has this id. Create it with PUT /v1/sales/{saleId}.",
  }),
  "sale-halted": () => ({
    detail:
      "The figures of this sale contradict each other, so nothing is changed until its operator has looked at it.",
    retryAfterSeconds: 60,
  }),
  "sale-full": () => ({
    detail: "This sale has no room for further checkouts. What is held can still be paid and released.",
    retryAfterSeconds: 60,
  }),
  "storage-unavailable": (refusal) => ({
    detail: `What was bought in earlier sales of campaign ${refusal.campaignId} cannot be read just now, and counts in this sale. Repeat the call under the same Idempotency-Key.`,
    retryAfterSeconds: STORAGE_RETRY_AFTER_SECONDS,
  }),
  "sale-id-taken": () => ({ detail: "Sale ids are shared by all shops of a deployment. Choose another id." }),
  "sale-field-fixed": (refusal) => ({
    detail: `These can no longer change: ${refusal.fields.join(", ")}. Units are moved with POST /v1/sales/{saleId}/stock; limits may only become tighter once the sale is open, and once it has closed nothing changes but the dates by which orders are sent.`,
    errors: refusal.fields.map((field) => ({ pointer: `/${field}`, detail: "is fixed" })),
  }),
  "pools-exceed-units": (refusal) => ({
    detail: "Only free units move from one pool to another. Nothing was changed.",
    errors: refusal.problems,
  }),
  "pool-short": (refusal) => ({
    detail: `${refusal.partnerId === undefined ? "Of the common units" : `Of the units of ${refusal.partnerId}`} ${refusal.free} are free. Nothing was changed.`,
    members: { free: refusal.free },
  }),
  "draw-undivided": () => ({
    detail:
      "An order is drawn for all units of a sale: whoever is called has one of them until the turn is over, and the pool of one partner could be empty by then. Leave out the draw or the fair window, or put one drawn sale for each partner.",
  }),
  "sale-undivided": () => ({ detail: "Divide the units first, with PUT /v1/sales/{saleId}/pools." }),
  "mode-not-supported": (refusal) => ({
    detail: `Sales of mode ${refusal.mode} are not built yet. Use ${refusal.supported.join(" or ")}.`,
  }),
  "terms-refused": (refusal) => ({
    detail: "The terms of the sale do not fit its mode.",
    errors: refusal.problems,
  }),
  "sale-not-open": (refusal) => ({
    detail: `The sale is ${refusal.phase}.`,
    members: {
      phase: refusal.phase,
      opensAt: new Date(refusal.opensAtMs).toISOString(),
      serverTimeMs: refusal.serverTimeMs,
    },
  }),
  "registration-required": (refusal) => ({
    detail: "Only accounts that registered may buy in this sale, and this one did not, or took it back.",
    members: windowMembers({ ...refusal.registration, serverTimeMs: refusal.serverTimeMs }),
  }),
  "not-your-turn": (refusal) => ({
    detail:
      refusal.ahead === undefined
        ? "The order of this sale is drawn, and has not called this registration."
        : "The order of this sale has not come to this registration yet.",
    members: {
      ...(refusal.ahead === undefined ? {} : { ahead: refusal.ahead }),
      ...(refusal.outlook === undefined ? {} : { outlook: refusal.outlook }),
      ...(refusal.turnFromMs === undefined ? {} : { turnFromAt: new Date(refusal.turnFromMs).toISOString() }),
      serverTimeMs: refusal.serverTimeMs,
    },
  }),
  "turn-over": (refusal) => ({
    detail:
      refusal.because === "shared"
        ? "Another account holds or bought the one unit of this place in the order."
        : "The turn of this registration is over, and its unit went to the next of the order.",
  }),
  "registration-not-open": (refusal) => ({
    detail: "Registrations are taken, and taken back, between opensAt and closesAt.",
    members: windowMembers(refusal),
  }),
  "registration-unknown": () => ({ detail: "No registration of this shop has this id." }),
  "invite-unknown": () => ({ detail: "No invite to this sale has this id, or is named by this token." }),
  "invite-required": () => ({ detail: "Send the inviteToken with which this account was invited." }),
  "invite-rejected": ({ because }) => ({ detail: REJECTED[because], members: { because } }),
  "invite-not-shareable": ({ because }) => ({ detail: NOT_SHAREABLE[because], members: { because } }),
  "invite-not-returnable": ({ because }) => ({ detail: NOT_RETURNABLE[because], members: { because } }),
  "invites-refused": ({ lines }) => ({
    detail: `None was issued: ${lines.length} of the lines cannot be.`,
    errors: lines.map(({ at, because }) => ({
      pointer: `/invites/${at}/${because === "over" ? "useBy" : "for"}`,
      detail: WRONG_LINE[because],
    })),
  }),
  "invites-full": () => ({ detail: "So many invites were issued that this sale takes no further ones." }),
  "invites-exceed-units": ({ units }) => ({
    detail: `Each invite promises a unit, and the sale has ${units}. Add units, or revoke invites that are not used.`,
    members: { units },
  }),
  "units-promised": ({ units }) => ({
    detail: `Fewer units would be left than invites promise: ${units} cannot be withdrawn. Add as many first, or let those of the order return.`,
  }),
  "idempotency-key-reused": () => ({
    detail: "This Idempotency-Key belongs to a different request. Use a new key for a new request.",
  }),
  "token-rejected": () => ({ detail: "The token cannot be used." }),
  "token-spent": (refusal) => ({
    detail: `The token was redeemed for order ${refusal.orderId}.`,
    members: { orderId: refusal.orderId },
  }),
  "hold-unknown": () => ({ detail: "No hold of this shop has this id." }),
  "hold-sold": (refusal) => ({
    detail: `The hold was sold as order ${refusal.orderId}; a return is a stock movement of its own.`,
    members: { orderId: refusal.orderId },
  }),
  "hold-released": () => ({ detail: "The hold was released before. A new checkout is needed." }),
  "hold-expired": () => ({ detail: "The hold's time was over. A new checkout is needed." }),
  "address-changed": () => ({
    detail: "This sale locks the address: the order must go where the checkout said. Nothing was consumed.",
  }),
  "proof-rejected": () => ({
    detail: "The order needs a proof by the key that the buyer's browser showed at checkout. Nothing was consumed.",
  }),
  "order-unknown": () => ({ detail: "No order of this sale has this number." }),
  "order-dispatched": (refusal) => ({
    detail: `Order ${refusal.orderId} is on its way. What comes back is a return, which the shop settles with its buyer.`,
    members: { orderId: refusal.orderId },
  }),
  "order-collected": (refusal) => ({
    detail: `Order ${refusal.orderId} was handed over. Nothing was changed.`,
    members: { orderId: refusal.orderId },
  }),
  "order-lapsed": (refusal) => ({
    detail: `Order ${refusal.orderId} was not collected in time, and its units went back to the sale. A new checkout is needed.`,
    members: { orderId: refusal.orderId },
  }),
  "order-cancelled": (refusal) => ({
    detail: `Order ${refusal.orderId} was cancelled. Nothing was changed; a new checkout is needed.`,
    members: { orderId: refusal.orderId },
  }),
  "appeal-not-open": ({ because }) => ({
    detail: {
      none: "Only an order that was cancelled for fraud has an appeal.",
      decided: "Somebody has decided this appeal. Nothing was changed.",
      own: "You cancelled this order yourself: another person of the staff has to look at it again.",
    }[because],
  }),
  "fulfilment-differs": (refusal) => ({
    detail:
      refusal.fulfilment === "sent"
        ? "This order is sent to an address: dispatch it. A hold that is collected is another order."
        : "This order is collected at a partner: have it collected. A hold that goes elsewhere, or came after it was ready, is another order.",
    members: { fulfilment: refusal.fulfilment },
  }),
  "code-rejected": (refusal) => ({
    detail:
      refusal.triesLeft > 0
        ? `This is not the code of this order. Tries left in this hour: ${refusal.triesLeft}.`
        : "Too many wrong codes were tried: no code of this order is looked at for a while.",
    members: {
      triesLeft: refusal.triesLeft,
      ...(refusal.triesFromMs === undefined ? {} : { triesFrom: new Date(refusal.triesFromMs).toISOString() }),
    },
  }),
  "balance-due": (refusal) => ({
    detail: `Of this order ${moneyWords(refusal.due)} is due: say in paid what was paid, in the currency of the sale. Nothing was changed.`,
    members: { due: { ...refusal.due } },
  }),
  "wrong-place": (refusal) => ({
    detail: `This order is collected at ${refusal.partnerId}.`,
    members: { partnerId: refusal.partnerId },
  }),
  "challenge-unknown": () => ({ detail: "No open challenge has this id. It may have expired." }),
  "challenge-settled": () => ({
    detail: "A browser settles a challenge once; the token that it got then counts. Repeat a call under its own key.",
  }),
  "kind-not-offered": (refusal) => ({
    detail: `This challenge is settled by: ${refusal.kinds.join(", ")}.`,
    members: { kinds: [...refusal.kinds] },
  }),
  "visit-changed": () => ({
    detail: "Send the visitToken of the visit in which the challenge was asked. A new visit needs a new checkout.",
  }),
  "policy-unavailable": () => ({
    detail: "Nothing was decided: the policy to decide by cannot be had just now. Send the same request again.",
    retryAfterSeconds: 5,
  }),
  "decision-unknown": () => ({ detail: "No decision of this shop has this id." }),
};

/** What the caller hears of a refusal. A problem is called as its refusal; terms are a part of the request. */
export function problemOf<K extends Kind>(refusal: RefusalOf<K>): Problem {
  const kind: Kind = refusal.kind;
  const tell: (refusal: RefusalOf<K>) => Omit<Problem, "slug"> = TOLD[refusal.kind];
  return { slug: kind === "terms-refused" ? "request-invalid" : kind, ...tell(refusal) };
}

function windowMembers(window: {
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  readonly serverTimeMs: number;
}) {
  return {
    opensAt: new Date(window.opensAtMs).toISOString(),
    closesAt: new Date(window.closesAtMs).toISOString(),
    serverTimeMs: window.serverTimeMs,
  };
}
