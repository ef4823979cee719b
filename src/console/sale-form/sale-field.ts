import { CHALLENGE_KINDS } from "../../domain/challenge/challenge-kind.ts";
import { LIMITS } from "../../domain/terms/limits.ts";

type Choice = readonly [value: string, words: string];

/** How a term is written into a form, and what its text stands for. */
export type FieldKind =
  | { readonly is: "text" | "number" | "moment" | "list" | "waves" }
  /** An amount as people write it, in the currency of the price. */
  | { readonly is: "amount" }
  | { readonly is: "switch" }
  /** A switch that is left out where it is off. */
  | { readonly is: "mark" }
  | { readonly is: "choice" | "several"; readonly choices: readonly Choice[] };

/** A term of a sale as the form asks for it. */
export type SaleField = {
  /** Its place in the body of `PUT /v1/sales/{saleId}`, and its name in the form. */
  readonly pointer: `/${string}`;
  readonly label: string;
  readonly hint?: string;
  /** It cannot change once the sale is made. */
  readonly isFixed?: true;
} & FieldKind;

export type SaleFieldGroup = { readonly title: string; readonly fields: readonly SaleField[] };

const UTC = "In UTC.";

/** Every term of a sale, in the order of the form. */
export const SALE_FIELDS: readonly SaleFieldGroup[] = [
  {
    title: "What is sold",
    fields: [
      { pointer: "/title", is: "text", label: "Title, for buyers" },
      { pointer: "/sku", is: "text", label: "The shop's number of the product", isFixed: true },
      { pointer: "/units", is: "number", label: "Units", isFixed: true, hint: "Later ones are added to the stock." },
      { pointer: "/price/amountMinor", is: "amount", label: "Price of one", isFixed: true, hint: "Such as 13999.00." },
      { pointer: "/price/currency", is: "text", label: "Currency", isFixed: true, hint: "ISO 4217, such as INR." },
      {
        pointer: "/test",
        is: "mark",
        label: "A test sale: nothing of it counts elsewhere",
        isFixed: true,
      },
      { pointer: "/campaignId", is: "text", label: "Campaign", hint: "The shop's number of it, if it belongs to one." },
    ],
  },
  {
    title: "When",
    fields: [
      { pointer: "/opensAt", is: "moment", label: "Opens", hint: UTC },
      { pointer: "/closesAt", is: "moment", label: "Closes", hint: UTC },
      { pointer: "/timeZone", is: "text", label: "Time zone of its days", hint: "Such as Asia/Kolkata; UTC if empty." },
    ],
  },
  {
    title: "Limits and payment",
    fields: [
      ...LIMITS.map(({ name, owner }) => ({
        pointer: `/limits/${name}` as const,
        is: "number" as const,
        label: `Units per ${owner}`,
      })),
      { pointer: "/holdTtlSeconds", is: "number", label: "Seconds to pay", hint: "A unit is held for so long." },
      {
        pointer: "/acceptedPayments",
        is: "list",
        label: "Payments",
        hint: "In the shop's words, with commas between.",
      },
    ],
  },
  {
    title: "Checks",
    fields: [
      {
        pointer: "/clientSignals",
        is: "choice",
        label: "Signals of the browser",
        choices: [
          ["optional", "Optional: their absence says nothing"],
          ["required", "Required: without them a checkout is challenged"],
        ],
      },
      {
        pointer: "/holderProof",
        is: "choice",
        label: "Proof by the browser's key when paying",
        choices: [
          ["none", "Not asked for"],
          ["required", "Required"],
        ],
      },
      {
        pointer: "/challengeKinds",
        is: "several",
        label: "What may settle a challenge",
        hint: "All that the deployment can verify, if none is chosen.",
        choices: CHALLENGE_KINDS.map((kind) => [kind, kind.replaceAll("_", " ")] as const),
      },
      { pointer: "/addressLocked", is: "switch", label: "Orders go where the checkout said" },
      {
        pointer: "/phoneCountry",
        is: "text",
        label: "Country of telephone numbers without a code",
        isFixed: true,
        hint: "Such as IN; needed for orders that are picked up.",
      },
    ],
  },
  {
    title: "Registration and draw",
    fields: [
      { pointer: "/registration/opensAt", is: "moment", label: "Registration opens", hint: UTC },
      { pointer: "/registration/closesAt", is: "moment", label: "Registration closes", hint: UTC },
      {
        pointer: "/registration/invite",
        is: "choice",
        label: "Who may register",
        choices: [
          ["", "Everybody"],
          ["required", "Who is invited"],
        ],
      },
      { pointer: "/draw/drawAt", is: "moment", label: "The order is drawn", hint: UTC },
      { pointer: "/draw/leadSeconds", is: "number", label: "Seconds for which the list is public before" },
      { pointer: "/draw/turnSeconds", is: "number", label: "Seconds of a turn" },
      { pointer: "/draw/weightMax", is: "number", label: "Tickets of one entry at most" },
      {
        pointer: "/fairWindowSeconds",
        is: "number",
        label: "Seconds of a fair window",
        hint: "Who comes in them is called in a drawn order. In place of registration and draw.",
      },
      { pointer: "/admitPerSecond", is: "number", label: "Places that it calls in a second" },
      { pointer: "/registrationShards", is: "number", label: "Objects that take registrations" },
    ],
  },
  {
    title: "Sending and collecting",
    fields: [
      { pointer: "/shipBy", is: "moment", label: "Sent at the latest", hint: UTC },
      { pointer: "/shipWithinDays", is: "number", label: "Or days after payment" },
      { pointer: "/waves", is: "waves", label: "Or in waves", hint: "A line each: units, and the date in UTC." },
      { pointer: "/deposit/amountMinor", is: "amount", label: "Deposit for one", isFixed: true },
      { pointer: "/collectWithinDays", is: "number", label: "Days for which an order waits to be collected" },
    ],
  },
];

/** The field that a problem's pointer is about: its own, the one that it is a part of, or the first of its parts. */
export function fieldOf(pointer: string): SaleField | undefined {
  const all = SALE_FIELDS.flatMap(({ fields }) => fields);
  return (
    all.find((field) => field.pointer === pointer) ??
    all.find((field) => pointer.startsWith(`${field.pointer}/`)) ??
    all.find((field) => field.pointer.startsWith(`${pointer}/`))
  );
}
