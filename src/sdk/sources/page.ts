import type { PageValue } from "../../domain/signals/client/observations.ts";
import type { Source } from "../observation.ts";

/** A scroll after a longer silence is another one. */
const SILENCE_MS = 150;

/** How long the page was open and hidden since the visit, and how often it was scrolled. */
export const pageSource: Source<PageValue> = ({ signal, listen }) => {
  /** Spans in which the page was hidden; an open one has no end. */
  const hidden: { readonly fromMs: number; toMs?: number }[] = [];
  let scrolls = 0;
  let scrolledAtMs = Number.NEGATIVE_INFINITY;
  function see(nowMs: number) {
    const last = hidden.at(-1);
    if (document.hidden) hidden.push({ fromMs: nowMs });
    else if (last !== undefined) last.toMs ??= nowMs;
  }
  if (document.hidden) see(performance.now());
  document.addEventListener("visibilitychange", ({ timeStamp }) => see(timeStamp), { signal });
  listen(["scroll"], ({ timeStamp }) => {
    if (timeStamp - scrolledAtMs > SILENCE_MS) scrolls += 1;
    scrolledAtMs = timeStamp;
  });
  return {
    read({ sinceMs, nowMs }) {
      const elapsedMs = Math.max(0, Math.round(nowMs - sinceMs));
      let hiddenMs = 0;
      for (const { fromMs, toMs = nowMs } of hidden) hiddenMs += Math.max(0, toMs - Math.max(fromMs, sinceMs));
      return { elapsedMs, hiddenMs: Math.min(elapsedMs, Math.round(hiddenMs)), scrolls };
    },
  };
};
