import { requestChallenge } from "../challenge/request-challenge.ts";
import { type Settled, type Settlement, settleChallenge } from "../challenge.ts";
import { isRecord } from "../is-record.ts";
import { buttonOf, CHECKOUT_FORM } from "./form.ts";
import { ENGLISH_WIDGET, type Words } from "./words.ts";

/** Cloudflare asks for this very address: a copy elsewhere fails with its next release. */
const SCRIPT_URL = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";
/** What the widget's own figures at Cloudflare are told apart by. */
const ACTION = "fair-checkout";

/** What is used of the widget's script. */
type Turnstile = {
  readonly render: (container: HTMLElement, options: object) => string | undefined;
  readonly remove: (widget: string) => void;
};

export type TurnstileWidget = {
  /** @param challengeId of the challenge that it settles; the widget is there while there is one, and at no other time */
  readonly ask: (challengeId: string | undefined) => void;
};

export type WidgetOptions = {
  readonly words: Words;
  /** The sale of the element, and the visit in which its challenges are asked. */
  readonly asking: () => Omit<Settlement, "challengeId"> | undefined;
  readonly settle: (settled: Settled) => Promise<void>;
  /** The widget is not to be had for this challenge, or nobody vouches for the browser. */
  readonly failed: (challengeId: string) => void;
};

/**
 * Cloudflare Turnstile's widget, at the end of an element with the attribute `turnstile`. It stands in the page and not in the element's
 * shadow, where its script looks for it.
 */
export function createTurnstileWidget(element: HTMLElement, options: WidgetOptions): TurnstileWidget {
  const { asking, settle, failed } = options;
  const said = options.words.widget ?? ENGLISH_WIDGET;
  const box = document.createElement("div");
  box.setAttribute("role", "group");
  box.ariaLabel = said.label;
  box.dataset.turnstile = "";
  let askedId: string | undefined;
  let rendered: { readonly turnstile: Turnstile; readonly widget: string } | undefined;

  function fail(challengeId: string): void {
    if (askedId !== challengeId) return;
    end();
    failed(challengeId);
  }

  function end(): void {
    askedId = undefined;
    const hadFocus = box.contains(document.activeElement);
    if (rendered !== undefined) rendered.turnstile.remove(rendered.widget);
    rendered = undefined;
    box.remove();
    const checkout = element.querySelector<HTMLFormElement>(CHECKOUT_FORM);
    if (hadFocus && checkout !== null) buttonOf(checkout)?.focus();
  }

  async function ask(challengeId: string): Promise<void> {
    askedId = challengeId;
    const [turnstile, siteKey] = await Promise.all([loadTurnstile(), siteKeyOf(challengeId)]);
    if (askedId !== challengeId) return;
    if (turnstile === undefined || siteKey === undefined) return fail(challengeId);
    element.append(box);
    const widget = turnstile.render(box, {
      sitekey: siteKey,
      cData: challengeId,
      action: ACTION,
      theme: "auto",
      size: "flexible",
      "response-field": false,
      callback: (turnstileToken: string) => void pass(challengeId, turnstileToken),
      "error-callback": () => {
        fail(challengeId);
        return true;
      },
      "unsupported-callback": () => fail(challengeId),
    });
    if (widget === undefined) fail(challengeId);
    else rendered = { turnstile, widget };
  }

  async function pass(challengeId: string, turnstileToken: string): Promise<void> {
    const asked = asking();
    const settled = asked && (await settleChallenge({ ...asked, challengeId, turnstileToken }));
    if (settled === undefined) fail(challengeId);
    else if (askedId === challengeId) await settle(settled);
  }

  async function siteKeyOf(challengeId: string): Promise<string | undefined> {
    const asked = asking();
    const answer = asked && (await requestChallenge({ ...asked, challengeId }).catch(() => undefined));
    const siteKey = isRecord(answer?.turnstile) ? answer.turnstile.siteKey : undefined;
    return typeof siteKey === "string" ? siteKey : undefined;
  }

  return {
    ask(challengeId) {
      if (challengeId === askedId) return;
      if (askedId !== undefined) end();
      if (challengeId !== undefined) ask(challengeId).catch(() => fail(challengeId));
    },
  };
}

let loading: Promise<Turnstile | undefined> | undefined;

/** The page's own, where it has the script already. A page that could not load it may try again. */
async function loadTurnstile(): Promise<Turnstile | undefined> {
  const own = turnstileOf(globalThis);
  if (own !== undefined) return own;
  loading ??= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = SCRIPT_URL;
    script.onload = () => resolve(turnstileOf(globalThis));
    script.onerror = () => resolve(undefined);
    document.head.append(script);
  });
  const loaded = await loading;
  if (loaded === undefined) loading = undefined;
  return loaded;
}

function turnstileOf(page: object): Turnstile | undefined {
  const found: unknown = Reflect.get(page, "turnstile");
  return isTurnstile(found) ? found : undefined;
}

function isTurnstile(found: unknown): found is Turnstile {
  return isRecord(found) && typeof found.render === "function" && typeof found.remove === "function";
}
