import { createFlow, type Flow } from "./checkout/flow.ts";
import type { CheckoutState } from "./checkout/state.ts";
import { ENGLISH, type Words } from "./checkout/words.ts";
import { type StartOptions, start } from "./session.ts";

export type { ShopAnswer } from "./checkout/order.ts";
export type { CheckoutState, Words };

/** A clock on the page changes so often. */
const TICK_MS = 1_000;
/** Spread, so that not all pages ask at once. */
const LOOK_SPREAD_MS = 1_000;

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
/** In these the sale is asked again and again. */
const WATCHED: readonly CheckoutState["kind"][] = [
  "unknown",
  "paused",
  "waiting",
  "sold_out",
  "registered",
  "in_line",
  "your_turn",
];

/**
 * Defines `<fair-checkout sale="..." base="...">`, an element around the shop's own form, which it marks with
 * `data-checkout`: counts down to the opening by the server's clock, sends the form as JSON to its `action` with what the SDK
 * collected, asks again where the checkout is busy, lets the browser settle a proof of work, and says in a live region what
 * is going on. Without script the form is an ordinary form.
 *
 * Events, both of which bubble: `fair-state` with the `CheckoutState` as `detail`, and `fair-answer` with the `ShopAnswer`;
 * a page that shows the answer itself prevents the default of the latter. Parts to style: `status`. A page in another
 * language gives its `words`. Without `sale` the element does nothing; `base` is by default where the page is. A second call
 * with a name that is taken changes nothing.
 * @throws DOMException `SyntaxError` where no element can have that name
 */
export function defineFairCheckout({ name = "fair-checkout", words = ENGLISH, botd }: FairCheckoutOptions = {}): void {
  if (customElements.get(name) !== undefined) return;
  customElements.define(name, elementClass(words, botd));
}

export type FairCheckoutOptions = {
  /** Of the element, with a hyphen; by default `fair-checkout`. */
  readonly name?: string;
  /** What it says; by default in English. */
  readonly words?: Words;
} & Pick<StartOptions, "botd">;

function elementClass(words: Words, botd: StartOptions["botd"]): CustomElementConstructor {
  return class FairCheckout extends HTMLElement {
    #status = document.createElement("p");
    #ending: AbortController | undefined;
    #flow: Flow | undefined;
    /** Words that a button has by itself, to be given back. */
    #ownWords = new WeakMap<Element, string>();
    #shown = "";
    /** What the page says by now; nothing where the page has put other things into the element since. */
    #said: string | undefined;
    #lookAtMs = 0;
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor() {
      super();
      this.#status.setAttribute("role", "status");
      this.#status.setAttribute("part", "status");
      this.attachShadow({ mode: "open" }).append(document.createElement("slot"), this.#status);
    }

    connectedCallback(): void {
      const saleId = this.getAttribute("sale");
      if (saleId === null || this.#flow !== undefined) return;
      const baseUrl = this.getAttribute("base") ?? "";
      const session = start({ saleId, baseUrl, botd });
      this.#ending = new AbortController();
      const { signal } = this.#ending;
      this.#flow = createFlow({
        saleId,
        baseUrl,
        session,
        changed: () => this.#show(),
        answered: (detail) => !this.dispatchEvent(new CustomEvent("fair-answer", { ...BUBBLES, detail })),
      });
      const replaced = new MutationObserver(() => {
        this.#said = undefined;
        this.#show();
      });
      replaced.observe(this, { childList: true, subtree: true });
      signal.addEventListener("abort", () => {
        clearTimeout(this.#timer);
        replaced.disconnect();
        session.stop();
        this.#flow?.stop();
        this.#flow = undefined;
      });
      this.addEventListener("submit", (event) => this.#submit(event), { signal, capture: true });
      document.addEventListener("visibilitychange", () => this.#lookSoon(0), { signal });
      void this.#look();
      this.#timer = setTimeout(() => this.#tick(), TICK_MS);
    }

    disconnectedCallback(): void {
      this.#ending?.abort();
    }

    #submit(event: SubmitEvent): void {
      const form = event.target;
      if (this.#flow === undefined || !isCheckout(form)) return;
      event.preventDefault();
      if (!takesPresses(this.#flow.state())) return;
      // A field called "action" would stand in the place of the property.
      const action = new URL(form.getAttribute("action") ?? "", document.baseURI).href;
      void this.#flow.submit(action, fieldsOf(form));
    }

    #tick(): void {
      this.#show();
      const state = this.#flow?.state();
      const due = state !== undefined && WATCHED.includes(state.kind) && performance.now() >= this.#lookAtMs;
      if (due && document.visibilityState === "visible") void this.#look();
      this.#timer = setTimeout(() => this.#tick(), this.#untilTickMs(state));
    }

    /** Until a clock that counts down shows another second, or is over. */
    #untilTickMs(state: CheckoutState | undefined): number {
      if (this.#flow === undefined || state === undefined || !("untilMs" in state)) return TICK_MS;
      if (state.untilMs === undefined) return TICK_MS;
      const leftMs = state.untilMs - this.#flow.serverNow();
      return leftMs > 0 ? leftMs % TICK_MS || TICK_MS : TICK_MS;
    }

    async #look(): Promise<void> {
      this.#lookSoon((this.#flow?.lookAfterMs() ?? 0) + Math.random() * LOOK_SPREAD_MS);
      await this.#flow?.look();
    }

    #lookSoon(afterMs: number): void {
      this.#lookAtMs = performance.now() + afterMs;
    }

    /** Writes only what changed: a screen reader reads out every change of the status. */
    #show(): void {
      if (this.#flow === undefined) return;
      const state = this.#flow.state();
      const nowMs = this.#flow.serverNow();
      const [status, label] = [words.status(state, nowMs), words.button(state, nowMs)];
      const said = JSON.stringify([state.kind, status, label]);
      if (said === this.#said) return;
      this.#said = said;
      write(this.#status, status);
      for (const form of this.querySelectorAll<HTMLFormElement>(CHECKOUT_FORM)) {
        const button = form.querySelector<HTMLButtonElement>("button:not([type=button])");
        if (button === null) continue;
        const ownWords = this.#ownWords.get(button) ?? button.textContent ?? "";
        this.#ownWords.set(button, ownWords);
        write(button, label ?? ownWords);
        // A disabled button loses the focus, and with it a keyboard user's place.
        button.disabled = false;
        button.ariaDisabled = String(!takesPresses(state));
      }
      if (this.#shown === state.kind) return;
      this.#shown = state.kind;
      this.dataset.state = state.kind;
      this.dispatchEvent(new CustomEvent("fair-state", { ...BUBBLES, detail: state }));
    }
  };
}

function takesPresses(state: CheckoutState): boolean {
  return state.kind === "waiting" || state.kind === "in_line"
    ? state.mayPress
    : !CLOSED_TO_PRESSES.includes(state.kind);
}

const CHECKOUT_FORM = "form[data-checkout]";
const BUBBLES = { bubbles: true, composed: true, cancelable: true };

function isCheckout(target: EventTarget | null): target is HTMLFormElement {
  return target instanceof HTMLFormElement && target.matches(CHECKOUT_FORM);
}

/** The texts of a form. Files are none of a checkout's. */
function fieldsOf(form: HTMLFormElement): { [name: string]: string } {
  const fields: { [name: string]: string } = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields[name] = value;
  return fields;
}

/** Changes a text where it stands: a browser lays out less than for another text in its place. */
function write(element: Element, text: string): void {
  if (element.textContent === text) return;
  const only = element.childNodes.length === 1 ? element.firstChild : null;
  if (only instanceof Text) only.data = text;
  else element.textContent = text;
}
