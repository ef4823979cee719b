import type { Flow } from "./flow.ts";
import type { CheckoutState } from "./state.ts";

/** A clock on the page changes so often. */
const TICK_MS = 1_000;
/** Spread, so that not all pages ask at once. */
const LOOK_SPREAD_MS = 1_000;
/** In these states the sale is asked again and again. */
const WATCHED: readonly CheckoutState["kind"][] = [
  "unknown",
  "paused",
  "waiting",
  "sold_out",
  "late",
  "registered",
  "in_line",
  "your_turn",
];

export type WatchOptions = {
  readonly flow: Flow;
  /** Shows the state of this moment. */
  readonly show: () => void;
  readonly signal: AbortSignal;
};

/** Lets the clocks of a page run, and asks how the sale stands: at once, as often as it may change, and when the page is seen again. */
export function keepLooking({ flow, show, signal }: WatchOptions): void {
  let lookAtMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    lookAtMs = performance.now() + flow.lookAfterMs() + Math.random() * LOOK_SPREAD_MS;
    await flow.look();
  }

  function tick(): void {
    show();
    // A page that is told of its state may take the element away.
    if (signal.aborted) return;
    const state = flow.state();
    const isDue = WATCHED.includes(state.kind) && performance.now() >= lookAtMs;
    if (isDue && document.visibilityState === "visible") void look();
    timer = setTimeout(tick, untilTickMs(state, flow.serverNow()));
  }

  const seenAgain = () => {
    lookAtMs = performance.now();
  };
  document.addEventListener("visibilitychange", seenAgain, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  void look();
  timer = setTimeout(tick, TICK_MS);
}

/** Until a clock that counts down shows another second, or is over. */
function untilTickMs(state: CheckoutState, nowMs: number): number {
  if (!("untilMs" in state) || state.untilMs === undefined) return TICK_MS;
  const leftMs = state.untilMs - nowMs;
  return leftMs > 0 ? leftMs % TICK_MS || TICK_MS : TICK_MS;
}
