import { runCountdowns } from "./shop/countdowns.ts";
import { handleForms } from "./shop/forms.ts";
import { showReadersZone } from "./shop/readers-zone.ts";
import { refreshRegions } from "./shop/regions.ts";
import { observeServerTime } from "./shop/server-clock.ts";
import { startSession } from "./shop/session.ts";
import { watchReturns } from "./shop/watch-returns.ts";

const shop = document.querySelector<HTMLElement>("[data-shop]");
const { sale: saleId, base: baseUrl } = shop?.dataset ?? {};

if (shop !== null && saleId !== undefined && baseUrl !== undefined) {
  const session = startSession({ saleId, baseUrl });
  observeServerTime(Number(shop.dataset.serverNow));
  runCountdowns(() => void refreshRegions().catch(() => undefined));
  handleForms(shop, session);
  watchReturns();
  showReadersZone();
}
