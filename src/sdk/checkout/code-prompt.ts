import type { Settled } from "../challenge.ts";
import { isRecord } from "../is-record.ts";
import { buttonOf, CHECKOUT_FORM } from "./form.ts";
import { ENGLISH_CODE, type Words } from "./words.ts";

/** Weaker than what the page says of the parts. A phone enlarges the page for a field with small letters. */
const STYLE = `form { display: grid; gap: 0.5em; max-width: 20em }
label { display: grid; gap: 0.25em }
input, button { box-sizing: border-box; width: 100%; min-height: 44px; font: inherit; font-size: max(16px, 1em) }
p { margin: 0 }`;

export type CodePrompt = {
  /** @param challengeId of the challenge that a code settles; the field is there while there is one, and at no other time */
  readonly ask: (challengeId: string | undefined) => void;
};

/**
 * The field for a one-time code of the shop's, at the end of an element with the attribute `code`: the address at which the
 * shop's backend takes `{ challengeId, code }` and answers with `{ challengeToken, retryVisitToken }`.
 */
export function createCodePrompt(
  element: HTMLElement,
  root: ShadowRoot,
  { words, settle }: { readonly words: Words; readonly settle: (settled: Settled) => Promise<void> },
): CodePrompt {
  const said = words.code ?? ENGLISH_CODE;
  const { form, field, button, fault } = formOf(said);
  let askedId: string | undefined;
  let sending = false;
  if ("adoptedStyleSheets" in root) {
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
  }

  function tell(text: string): void {
    fault.textContent = text;
    field.ariaInvalid = String(text !== "");
  }

  function ask(challengeId: string): void {
    if (askedId === challengeId) return;
    askedId = challengeId;
    field.value = "";
    tell("");
    const { activeElement } = document;
    root.append(form);
    // Whoever has gone on to another part of the page is left there.
    if (activeElement === null || activeElement === document.body || element.contains(activeElement)) field.focus();
  }

  function end(): void {
    askedId = undefined;
    const hadFocus = form.contains(root.activeElement);
    form.remove();
    const checkout = element.querySelector<HTMLFormElement>(CHECKOUT_FORM);
    if (hadFocus && checkout !== null) buttonOf(checkout)?.focus();
  }

  async function send(): Promise<void> {
    const address = element.getAttribute("code");
    if (sending || askedId === undefined || address === null) return;
    const challengeId = askedId;
    sending = true;
    button.ariaDisabled = "true";
    tell("");
    const answer = await confirm(address, { challengeId, code: field.value.trim() });
    sending = false;
    button.ariaDisabled = "false";
    if (askedId !== challengeId) return;
    if (typeof answer === "object") return await settle(answer);
    tell(said[answer]);
    field.select();
    field.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });

  return {
    ask(challengeId) {
      if (challengeId !== undefined) ask(challengeId);
      else if (askedId !== undefined) end();
    },
  };
}

function formOf(said: NonNullable<Words["code"]>) {
  const form = document.createElement("form");
  const label = document.createElement("label");
  const field = document.createElement("input");
  const fault = document.createElement("p");
  const button = document.createElement("button");
  form.setAttribute("part", "code");
  label.setAttribute("part", "code-label");
  field.setAttribute("part", "code-field");
  fault.setAttribute("part", "code-fault");
  button.setAttribute("part", "code-button");
  Object.assign(field, { name: "code", required: true, inputMode: "numeric", autocomplete: "one-time-code" });
  fault.id = "fault";
  fault.setAttribute("role", "alert");
  field.setAttribute("aria-describedby", fault.id);
  button.textContent = said.button;
  label.append(said.label, field);
  form.append(label, fault, button);
  return { form, field, button, fault };
}

/** @returns `wrong` where the backend refuses the code, `unsent` where it said nothing of it */
async function confirm(address: string, code: object): Promise<Settled | "wrong" | "unsent"> {
  try {
    const response = await fetch(new URL(address, document.baseURI), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(code),
    });
    if (response.status === 429 || response.status >= 500) return "unsent";
    if (!response.ok) return "wrong";
    const answer: unknown = await response.json();
    if (!isRecord(answer) || typeof answer.challengeToken !== "string") return "unsent";
    const { challengeToken, retryVisitToken } = answer;
    return typeof retryVisitToken === "string" ? { challengeToken, retryVisitToken } : { challengeToken };
  } catch {
    return "unsent";
  }
}
