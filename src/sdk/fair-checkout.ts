import type { Settled } from "./challenge.ts";
import { createDisplay } from "./checkout/display.ts";
import { createFlow, type Flow } from "./checkout/flow.ts";
import { actionOf, DECLINE_BUTTON, fieldsOf, isCheckout, takesPresses } from "./checkout/form.ts";
import { createPrompts } from "./checkout/prompts.ts";
import type { CheckoutState } from "./checkout/state.ts";
import { keepLooking } from "./checkout/watch.ts";
import { ENGLISH, type Words } from "./checkout/words.ts";
import { type Session, type StartOptions, start } from "./session.ts";

export type { ShopAnswer } from "./checkout/order.ts";
export type { CheckoutState, Words };

const BUBBLES = { bubbles: true, composed: true, cancelable: true };

/**
 * Defines `<fair-checkout sale="..." base="...">`, an element around the shop's own form, which it marks with
 * `data-checkout`: counts down to the opening by the server's clock, sends the form as JSON to its `action` with what the SDK
 * collected, asks again where the checkout is busy, lets the browser settle a proof of work, and says in a live region what
 * is going on. What the page marks with `data-turn` is shown in the buyer's turn alone, and a button `data-decline` gives the turn up.
 * Without script the form is an ordinary form.
 *
 * Events, both of which bubble: `fair-state` with the `CheckoutState` as `detail`, and `fair-answer` with the `ShopAnswer`;
 * a page that shows the answer itself prevents the default of the latter. Where a challenge is not the browser's to settle, the state
 * says `asked: { id, kinds }`, and the page hands back what settled it: `element.settle({ challengeToken, retryVisitToken })`.
 * With the attribute `code`, the address at which the shop's backend takes a one-time code, the element asks for that by
 * itself; with the attribute `turnstile` it shows Cloudflare's widget by itself, whose host the page's Content-Security-Policy has to allow. Parts to style: `status`, `code`, `code-label`, `code-field`, `code-fault`, `code-button`. A page in another
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
    #display = createDisplay(this, this.#status, words);
    #ending: AbortController | undefined;
    #flow: Flow | undefined;
    #shown = "";
    #prompts: ReturnType<typeof createPrompts>;
    #asking: { readonly saleId: string; readonly baseUrl: string; readonly session: Session } | undefined;

    constructor() {
      super();
      this.#status.setAttribute("role", "status");
      this.#status.setAttribute("part", "status");
      const root = this.attachShadow({ mode: "open" });
      root.append(document.createElement("slot"), this.#status);
      this.#prompts = createPrompts(this, root, {
        words,
        asking: () => this.#asking && { ...this.#asking, visitToken: this.#asking.session.visitToken() },
        settle: (settled) => this.settle(settled),
      });
    }

    connectedCallback(): void {
      const saleId = this.getAttribute("sale");
      if (saleId === null || this.#flow !== undefined) return;
      const baseUrl = this.getAttribute("base") ?? "";
      const session = start({ saleId, baseUrl, botd, partner: this.getAttribute("partner") ?? undefined });
      this.#asking = { saleId, baseUrl, session };
      this.#ending = new AbortController();
      const { signal } = this.#ending;
      const show = () => this.#show();
      const flow = createFlow({
        saleId,
        baseUrl,
        session,
        changed: show,
        answered: (detail) => !this.dispatchEvent(new CustomEvent("fair-answer", { ...BUBBLES, detail })),
      });
      this.#flow = flow;
      const replaced = new MutationObserver(() => {
        this.#display.forget();
        this.#show();
      });
      replaced.observe(this, { childList: true, subtree: true });
      signal.addEventListener("abort", () => {
        replaced.disconnect();
        session.stop();
        flow.stop();
        this.#flow = undefined;
      });
      this.addEventListener("submit", (event) => this.#submit(event), { signal, capture: true });
      this.addEventListener("click", (event) => this.#press(event), { signal });
      keepLooking({ flow, show, signal });
    }

    disconnectedCallback(): void {
      this.#ending?.abort();
    }

    /** Goes on after a challenge that the page or its shop settled; without one that is open it does nothing. */
    async settle(settled: Settled): Promise<void> {
      await this.#flow?.resume(settled);
    }

    #submit(event: SubmitEvent): void {
      const form = event.target;
      if (this.#flow === undefined || !isCheckout(form)) return;
      event.preventDefault();
      if (takesPresses(this.#flow.state())) void this.#flow.submit(actionOf(form), fieldsOf(form));
    }

    #press(event: MouseEvent): void {
      const isDecline = event.target instanceof Element && event.target.closest(DECLINE_BUTTON) !== null;
      if (this.#flow === undefined || !isDecline) return;
      event.preventDefault();
      void this.#flow.decline();
    }

    #show(): void {
      if (this.#flow === undefined) return;
      const state = this.#flow.state();
      this.#prompts.show(state);
      this.#display.show(state, this.#flow.serverNow());
      // What is left to the page after the browser's own try is news, too.
      const step = state.kind === "challenge" && state.asked !== undefined ? state.asked.id : state.kind;
      if (this.#shown === step) return;
      this.#shown = step;
      this.dataset.state = state.kind;
      this.dispatchEvent(new CustomEvent("fair-state", { ...BUBBLES, detail: state }));
    }
  };
}
