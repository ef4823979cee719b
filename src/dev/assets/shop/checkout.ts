import type { CheckoutState, ShopAnswer } from "../../../sdk/fair-checkout.ts";
import { announceOutcome, refreshRegions } from "./regions.ts";

/** Where the SDK is served, as a real shop would name it. */
const SDK_URL = "/sdk/fair-checkout.js";

/** Looks for automation too. Blockers of advertising know the library by name, and the shop sells without it. */
const BOTD_URL = "/sdk/botd.js";

type Sdk = typeof import("../../../sdk/fair-checkout.ts");
type Botd = typeof import("../../../sdk/botd.ts");

declare global {
  interface HTMLElementEventMap {
    "fair-answer": CustomEvent<ShopAnswer>;
    "fair-state": CustomEvent<CheckoutState>;
  }
}

/**
 * Brings the page's `<fair-checkout>` to life. Where the SDK cannot be loaded its form is an ordinary one, at the price of one
 * more question to the buyer. The shop shows each answer by itself, so the element need not.
 */
export async function defineCheckout(shop: HTMLElement): Promise<void> {
  let shown: CheckoutState["kind"] = "loading";
  shop.addEventListener("fair-answer", (event) => {
    event.preventDefault();
    refreshRegions()
      .then(announceOutcome)
      .catch(() => undefined);
  });
  shop.addEventListener("fair-state", ({ detail: { kind } }) => {
    const before = shown;
    shown = kind;
    // At the opening the form stays as it is: the buyer may be typing in it.
    if (before === "early" && kind === "open") return;
    if (CHANGES_OF_THE_SALE.includes(before) && CHANGES_OF_THE_SALE.includes(kind)) {
      refreshRegions().catch(() => undefined);
    }
  });
  await defineElement();
}

/** The same where the element says by itself how it stands, and asks for a code; what was bought is shown by the page alone. */
export async function defineCheckoutAlone(shop: HTMLElement): Promise<void> {
  shop.addEventListener("fair-answer", (event) => {
    const { allocation, challenge } = event.detail;
    if (challenge !== undefined) void showSent(shop);
    if (allocation?.status !== "held") return;
    event.preventDefault();
    location.reload();
  });
  // What the page said when it was made is older than what the element says.
  shop.addEventListener("fair-state", () => shop.querySelector("[data-standing]")?.remove());
  await defineElement();
}

/** What a telephone would show to a customer. */
async function showSent(shop: HTMLElement): Promise<void> {
  const place = shop.querySelector<HTMLElement>("[data-sent]");
  const address = place?.dataset.sent;
  if (place === null || address === undefined) return;
  const sent = await fetch(address);
  if (sent.ok) place.textContent = await sent.text();
}

async function defineElement(): Promise<void> {
  try {
    const loading: Promise<Partial<Botd>> = import(BOTD_URL).catch(() => ({}));
    const { defineFairCheckout }: Sdk = await import(SDK_URL);
    const { botd } = await loading;
    defineFairCheckout({ botd });
  } catch {
    // Then the checkout is an ordinary form.
  }
}

/** What the sale does by itself, while the page is looked at. */
const CHANGES_OF_THE_SALE: readonly CheckoutState["kind"][] = [
  "early",
  "open",
  "waiting",
  "sold_out",
  "paused",
  "closed",
];
