import type { ReadinessFacts } from "../../domain/sale/readiness.ts";
import { countOf } from "../words/count.ts";
import { durationWords } from "../words/duration.ts";

/** One thing to look at before a sale opens. */
export type ReadinessItem = {
  readonly title: string;
  readonly state: "ready" | "look" | "unknown";
  readonly words: string;
  /** Where it can be mended. */
  readonly href?: string | undefined;
};

/** Clocks that differ by less show nobody another countdown. */
const CLOCK_TOLERANCE_MS = 1000;

const UNKNOWN = { state: "unknown", words: "It could not be asked just now." } as const;

/** What is ready for a sale to open and what is not, each with what to do. */
export function readinessItems(facts: ReadinessFacts): readonly ReadinessItem[] {
  return [units(facts), signals(facts), keys(facts), policy(facts), webhooks(facts), clock(facts)];
}

function units({ free }: ReadinessFacts): ReadinessItem {
  const state = free > 0 ? "ready" : "look";
  return {
    title: "Units",
    state,
    words: free > 0 ? `${countOf(free, "unit is", "units are")} free.` : "No unit is free.",
  };
}

function signals({ visits, clientSignals }: ReadinessFacts): ReadinessItem {
  const title = "Signals of the browser";
  if (visits === undefined) return { title, ...UNKNOWN };
  if (visits > 0) {
    return {
      title,
      state: "ready",
      words: `${countOf(visits, "visit was", "visits were")} begun by pages with the SDK.`,
    };
  }
  const words =
    clientSignals === "required"
      ? "No page has begun a visit. The sale requires signals: without the SDK in the shop's page every buyer is challenged."
      : "No page has begun a visit. Checkouts go on without signals, and are told from programs by less.";
  return { title, state: "look", words, href: "/docs" };
}

function keys({ shop, signingKeys }: ReadinessFacts): ReadinessItem {
  const title = "Keys";
  if (shop === undefined)
    return { title, state: "look", words: "The shop is none of this deployment's settings any more." };
  const words = [
    countOf(shop.keys, "shop key", "shop keys"),
    countOf(signingKeys, "signing key", "signing keys"),
    shop.accountKeys === 0
      ? "and no key for account tokens: checkouts from browsers are refused"
      : `and ${countOf(shop.accountKeys, "key", "keys")} for account tokens`,
  ];
  return { title, state: "ready", words: `${words.join(", ")}.` };
}

function policy({ policy: live }: ReadinessFacts): ReadinessItem {
  const title = "Policy";
  const href = "/console/rules";
  if (live === undefined) return { title, ...UNKNOWN, href };
  const waiting = live.proposals === 0 ? "" : ` ${countOf(live.proposals, "proposal waits", "proposals wait")}.`;
  if (live.isShipped) {
    const words = `The policy that came with the service is live, and nobody has published one.${waiting}`;
    return { title, state: "look", words, href };
  }
  const isReplayed = live.replayed !== undefined && live.replayed > 0;
  const words = isReplayed
    ? `Published, after it was tried on ${countOf(live.replayed ?? 0, "recorded decision", "recorded decisions")}.${waiting}`
    : `Published without being tried on recorded decisions.${waiting}`;
  return { title, state: isReplayed && live.proposals === 0 ? "ready" : "look", words, href };
}

function webhooks({ webhooks: known }: ReadinessFacts): ReadinessItem {
  const title = "Webhooks";
  const href = "/console/webhooks";
  if (known === undefined) return { title, ...UNKNOWN, href };
  const { enabled, disabled, silent } = known;
  if (enabled === 0)
    return { title, state: "look", words: "The shop is told of nothing: it has no webhook that is on.", href };
  if (silent > 0) {
    return { title, state: "look", words: `${countOf(silent, "webhook does", "webhooks do")} not answer.`, href };
  }
  const off = disabled === 0 ? "" : ` ${countOf(disabled, "is", "are")} off.`;
  return { title, state: "ready", words: `${countOf(enabled, "webhook is", "webhooks are")} on.${off}`, href };
}

function clock({ clockAheadMs, nowMs, opensAtMs }: ReadinessFacts): ReadinessItem {
  const title = "Clock";
  const opens = opensAtMs > nowMs ? ` It opens in ${durationWords(opensAtMs - nowMs)}.` : " It has opened.";
  if (clockAheadMs === undefined) return { title, ...UNKNOWN };
  const apart = Math.abs(clockAheadMs);
  if (apart <= CLOCK_TOLERANCE_MS) return { title, state: "ready", words: `Service and database agree.${opens}` };
  return { title, state: "look", words: `Service and database differ by ${durationWords(apart)}.${opens}` };
}
