import { defineCheckout, defineCheckoutAlone } from "./shop/checkout.ts";
import { runCountdowns } from "./shop/countdowns.ts";
import { runDirectCheckout } from "./shop/direct-checkout.ts";
import { handleForms } from "./shop/forms.ts";
import { showReadersZone } from "./shop/readers-zone.ts";
import { refreshRegions } from "./shop/regions.ts";
import { observeServerTime } from "./shop/server-clock.ts";

const shop = document.querySelector<HTMLElement>("[data-shop]");

const drawn = document.querySelector<HTMLElement>("[data-drawn]");
if (drawn !== null) void defineCheckoutAlone(drawn);

const direct = document.querySelector<HTMLElement>("[data-direct]");
if (direct !== null) void runDirectCheckout(direct);

if (shop !== null) {
  observeServerTime(Number(shop.dataset.serverNow));
  void defineCheckout(shop);
  runCountdowns((region) => void refreshRegions([region]).catch(() => undefined));
  handleForms(shop);
  showReadersZone();
}
