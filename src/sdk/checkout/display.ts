import { buttonOf, CHECKOUT_FORM, TURN_PART, takesPresses } from "./form.ts";
import type { CheckoutState } from "./state.ts";
import type { Words } from "./words.ts";

/** What an element says of its checkout: the status, and the button of each form in it. */
export function createDisplay(element: HTMLElement, status: HTMLElement, words: Words) {
  /** Words that a button has by itself, to be given back. */
  const ownWords = new WeakMap<Element, string>();
  /** What the page says by now; nothing where the page has put other things into the element since. */
  let said: string | undefined;

  function label(button: HTMLButtonElement, text: string | undefined, state: CheckoutState): void {
    const own = ownWords.get(button) ?? button.textContent ?? "";
    ownWords.set(button, own);
    write(button, text ?? own);
    // A disabled button loses the focus, and with it a keyboard user's place.
    button.disabled = false;
    button.ariaDisabled = String(!takesPresses(state));
  }

  return {
    /** Writes only what changed: a screen reader reads out every change of the status. */
    show(state: CheckoutState, nowMs: number): void {
      const [statusText, buttonText] = [words.status(state, nowMs), words.button(state, nowMs)];
      const next = JSON.stringify([state.kind, statusText, buttonText]);
      if (next === said) return;
      said = next;
      write(status, statusText);
      for (const part of element.querySelectorAll<HTMLElement>(TURN_PART)) part.hidden = state.kind !== "your_turn";
      for (const form of element.querySelectorAll<HTMLFormElement>(CHECKOUT_FORM)) {
        const button = buttonOf(form);
        if (button !== null) label(button, buttonText, state);
      }
    },
    /** The page has put other things into the element. */
    forget(): void {
      said = undefined;
    },
  };
}

/** Changes a text where it stands: a browser lays out less than for another text in its place. */
function write(element: Element, text: string): void {
  if (element.textContent === text) return;
  const only = element.childNodes.length === 1 ? element.firstChild : null;
  if (only instanceof Text) only.data = text;
  else element.textContent = text;
}
