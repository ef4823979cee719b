import { countdown } from "./countdown.ts";
import type { CheckoutState } from "./state.ts";

const MINUTE_MS = 60_000;

/** Time left at which a screen reader is told how much it is; between them only the clock on the page moves. */
const ANNOUNCED_MS: readonly (readonly [number, string])[] = [
  [10_000, "It opens in a few seconds."],
  [MINUTE_MS, "It opens in less than a minute."],
  [5 * MINUTE_MS, "It opens in less than 5 minutes."],
  [10 * MINUTE_MS, "It opens in less than 10 minutes."],
];

/** What a state is called on the page. A shop that speaks another language brings its own. */
export type Words = {
  /** What happened and what to do now, in a sentence; read out by screen readers whenever it changes. */
  readonly status: (state: CheckoutState, nowMs: number) => string;
  /** What the button says instead of its own words; `undefined` where it keeps them. */
  readonly button: (state: CheckoutState, nowMs: number) => string | undefined;
  /** At the field for a one-time code; by default in English. */
  readonly code?: {
    readonly label: string;
    readonly button: string;
    /** The code is not the one that was sent. */
    readonly wrong: string;
    /** The shop has not said whether it is. */
    readonly unsent: string;
  };
  /** At Turnstile's widget, whose own words are Cloudflare's; by default in English. */
  readonly widget?: { readonly label: string };
};

export const ENGLISH_CODE: NonNullable<Words["code"]> = {
  label: "Code that we sent you",
  button: "Confirm",
  wrong: "That is not the code that was sent. Look again and enter it once more.",
  unsent: "The code could not be checked. Wait a moment, then confirm it again.",
};

export const ENGLISH_WIDGET: NonNullable<Words["widget"]> = { label: "Check of your browser by Cloudflare" };

export const ENGLISH: Words = {
  status(state, nowMs) {
    switch (state.kind) {
      case "loading":
      case "open":
        return "";
      case "unknown":
        return "The checkout does not answer at the moment. You can try all the same.";
      case "early":
        return ANNOUNCED_MS.find(([leftMs]) => state.untilMs - nowMs <= leftMs)?.[1] ?? "The sale is not open yet.";
      case "paused":
        return `The sale is paused and will go on. ${state.message} This page looks again by itself.`.replace(
          "  ",
          " ",
        );
      case "closed":
        return "This sale is over.";
      case "waiting":
        return state.message || "Please wait. This page asks again by itself.";
      case "asking":
        return "Asking for one. Please wait a moment.";
      case "queued":
        return "Many are buying at this moment. We ask again for you; you need not press anything.";
      case "challenge":
        return state.working
          ? "One more check, which your browser does by itself. It takes a few seconds."
          : state.message || "One more step: confirm that it is you.";
      case "held":
        return state.message || "It is held for you.";
      case "expired":
        return "The time to pay is over. Nothing was charged; you can try again.";
      case "sold_out":
        return state.final
          ? "All units are sold."
          : "All units are taken right now. Units may return when a buyer does not pay; this page tells you.";
      case "refused":
        return state.message || "This order cannot be placed.";
      case "review":
        return state.message || "A person looks at this order. You need not wait on this page.";
      case "registering":
        return "Registration is open. Take your time: nobody gains by being early.";
      case "late":
        return "The first seconds are over. Whoever comes now stands behind those who came in them, by the second.";
      case "registered":
        return "You are registered. This page tells you when it goes on.";
      case "unregistered":
        return "Only who registered may buy in this sale.";
      case "in_line":
        return inLine(state.outlook);
      case "your_turn":
        return "It is your turn. A unit is kept for you.";
      case "turn_over":
        return "Your turn is over, and its unit went to the next in line.";
      case "bought":
        return "You bought one in this sale.";
      case "not_called":
        return state.message || "The draw is over, and you were not called. Nothing was charged.";
      case "unsent":
        return "The order did not get through. Check your connection and press the button again: you never order twice.";
    }
  },
  button(state, nowMs) {
    switch (state.kind) {
      case "early":
        return `Opens in ${countdown(state.untilMs - nowMs)}`;
      case "asking":
        return "Asking for one…";
      case "queued":
        return `Asking again in ${countdown(state.untilMs - nowMs)}`;
      case "challenge":
        return state.working ? "Checking…" : undefined;
      case "held":
        return `Holding yours: ${countdown(state.untilMs - nowMs)} to pay`;
      case "paused":
        return "Paused for now";
      case "closed":
        return "Over";
      case "sold_out":
        return "Sold out";
      case "waiting":
        return state.mayPress ? undefined : "Please wait";
      case "review":
        return "We are looking at it";
      case "registering":
        return `Register: closes in ${countdown(state.untilMs - nowMs)}`;
      case "late":
        return "Join the line";
      case "registered":
        return state.untilMs !== undefined && state.untilMs > nowMs
          ? `Drawn in ${countdown(state.untilMs - nowMs)}`
          : "You are registered";
      case "unregistered":
        return "Not registered";
      case "in_line":
        return state.ahead === undefined ? "In line" : before(state.ahead);
      case "your_turn":
        return `Your turn: ${countdown(state.untilMs - nowMs)} to buy`;
      case "turn_over":
        return "Your turn is over";
      case "bought":
        return "Bought";
      case "not_called":
        return "Not called";
      case "loading":
      case "unknown":
      case "open":
      case "expired":
      case "refused":
      case "unsent":
        return undefined;
    }
  },
};

/** Said only when it changes: how many are before is on the button, which is not read out. */
function inLine(outlook: string | undefined): string {
  if (outlook === "none") return "All units are sold. You are called only if an order is cancelled.";
  if (outlook === "unlikely")
    return "You are in line. More people are before you than there are units, so it is unlikely.";
  return "You are in line. This page tells you when it is your turn.";
}

function before(ahead: number): string {
  if (ahead === 0) return "You are next";
  return ahead === 1 ? "1 before you" : `${ahead.toLocaleString("en")} before you`;
}
