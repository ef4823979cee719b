import type { CheckoutState } from "./state.ts";

export const CHECKOUT_FORM = "form[data-checkout]";

/** What a page shows in the buyer's turn alone, and the button in it that gives the turn up. */
export const TURN_PART = "[data-turn]";
export const DECLINE_BUTTON = "[data-decline]";

/** In these states the form takes no press. */
const CLOSED_TO_PRESSES: readonly CheckoutState["kind"][] = [
  "early",
  "paused",
  "closed",
  "asking",
  "queued",
  "held",
  "review",
  "registered",
  "unregistered",
  "turn_over",
  "bought",
  "not_called",
];

export function takesPresses(state: CheckoutState): boolean {
  return state.kind === "waiting" || state.kind === "in_line"
    ? state.mayPress
    : !CLOSED_TO_PRESSES.includes(state.kind);
}

export function isCheckout(target: EventTarget | null): target is HTMLFormElement {
  return target instanceof HTMLFormElement && target.matches(CHECKOUT_FORM);
}

/** Where a form is sent. A field called "action" would stand in the place of the property. */
export function actionOf(form: HTMLFormElement): string {
  return new URL(form.getAttribute("action") ?? "", document.baseURI).href;
}

/** The button that sends a form. */
export function buttonOf(form: HTMLFormElement): HTMLButtonElement | null {
  return form.querySelector<HTMLButtonElement>("button:not([type=button])");
}

/** The texts of a form. Files are none of a checkout's. */
export function fieldsOf(form: HTMLFormElement): { [name: string]: string } {
  const fields: { [name: string]: string } = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields[name] = value;
  return fields;
}
