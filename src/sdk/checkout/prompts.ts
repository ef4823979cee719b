import { createCodePrompt } from "./code-prompt.ts";
import type { CheckoutState } from "./state.ts";
import { createTurnstileWidget, type WidgetOptions } from "./turnstile.ts";

/**
 * What the element asks for by itself, where its attributes say that it may: one thing at a time, the code of the shop where Cloudflare's
 * widget is not to be had.
 */
export function createPrompts(element: HTMLElement, root: ShadowRoot, options: Omit<WidgetOptions, "failed">) {
  let shown: CheckoutState | undefined;
  let withoutWidget: string | undefined;
  const code = createCodePrompt(element, root, options);
  const widget = createTurnstileWidget(element, {
    ...options,
    failed: (challengeId) => {
      withoutWidget = challengeId;
      if (shown !== undefined) show(shown);
    },
  });

  function show(state: CheckoutState): void {
    shown = state;
    const asked = state.kind === "challenge" && !state.working ? state.asked : undefined;
    const mayAsk = (attribute: string, kind: string) =>
      element.hasAttribute(attribute) && asked?.kinds.includes(kind) === true;
    const byWidget = mayAsk("turnstile", "turnstile") && asked?.id !== withoutWidget;
    widget.ask(byWidget ? asked?.id : undefined);
    code.ask(!byWidget && mayAsk("code", "shop_otp") ? asked?.id : undefined);
  }
  return { show };
}
