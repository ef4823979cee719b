import { countdown } from "../../../sdk/checkout/countdown.ts";
import { openingWords, untilWords } from "./opening-words.ts";
import { PRODUCT } from "./product.ts";
import type { ShopView } from "./shop-view.ts";

type MomentLineProps = { readonly view: ShopView; readonly nowMs: number };

/** The time that matters now, with the exact moment written out. Nothing where only the buyer's own order matters. */
export const MomentLine = ({ view, nowMs }: MomentLineProps) => {
  switch (view.kind) {
    case "early":
      return (
        <div class="moment">
          <p class="countdown">
            Opens in <Countdown untilMs={view.opensAtMs} nowMs={nowMs} />
          </p>
          <p class="soft small">
            <WrittenOut atMs={view.opensAtMs} />
          </p>
        </div>
      );
    case "open":
      return (
        <div class="moment">
          <p class="open-now">{view.low ? "Open now, and nearly gone" : "Open now"}</p>
          <p class="soft small">
            Closes <WrittenOut atMs={view.closesAtMs} />
          </p>
        </div>
      );
    case "sold_out":
      return (
        <p class="moment soft small">
          Units may return until {untilWords(view.closesAtMs, nowMs)}, when a buyer does not pay.
        </p>
      );
    case "closed":
      return (
        <p class="moment soft small">
          Closed <WrittenOut atMs={view.closesAtMs} />
        </p>
      );
    case "unreachable":
    case "paused":
    case "waiting":
    case "order":
      return null;
  }
};

/** Time left, written by the server and counted down by script, by the server's clock. */
export const Countdown = ({ untilMs, nowMs }: { readonly untilMs: number; readonly nowMs: number }) => (
  <span class="figure" role="timer" data-until={untilMs}>
    {countdown(untilMs - nowMs)}
  </span>
);

/** A moment in the shop's zone; script adds the reader's own where that is another. */
const WrittenOut = ({ atMs }: { readonly atMs: number }) => (
  <time datetime={new Date(atMs).toISOString()} data-written-out data-zone={PRODUCT.timeZone}>
    {openingWords(atMs)}
  </time>
);
