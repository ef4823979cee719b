import { observed } from "../client/observed.ts";
import type { ClientReading } from "../client/reading.ts";
import type { BrowserClaim, EdgeFacts } from "./edge-facts.ts";
import { platformOf } from "./user-agent.ts";

/** What is compared: what was seen of a browser, and what it said from within. */
export type CoherenceFacts = {
  /** Of the browser's own checkout; of its visit where its shop calls. */
  readonly seen: EdgeFacts;
  /** Who came for the visit, and who for the checkout, as it says itself or as its shop passes on. */
  readonly atVisit?: BrowserClaim | undefined;
  readonly atCheckout?: BrowserClaim | undefined;
  readonly client: ClientReading;
};

/** Undefined where there is nothing to compare. */
type Contradicts = (facts: CoherenceFacts) => boolean | undefined;

/** Versions from which on browsers send these headers with every call to a secure address. */
const HINTS_SINCE = 90;
const FETCH_METADATA_SINCE = { chromium: 80, firefox: 90, webkit: 17 };

type Contradiction = { readonly words: string; readonly found: Contradicts };

/**
 * Ways in which a browser contradicts itself, by name. Each has honest cases: a browser that hides what it is on purpose, a company's
 * proxy, an extension. So they are counted, and one alone means little.
 */
const CONTRADICTIONS: { readonly [name: string]: Contradiction } = {
  platform: {
    words: "its user agent, its hints and its scripts name different platforms",
    found: ({ seen: { claim, hints }, client }) => {
      const inside = observed(client, "environment")?.platform;
      return anyDiffers(claim?.platform, [hints?.platform, inside === undefined ? undefined : platformOf(inside)]);
    },
  },
  mobile: {
    words: "its user agent and its hints differ on whether it is a telephone",
    found: ({ seen: { claim, hints } }) => anyDiffers(claim?.mobile, [hints?.mobile]),
  },
  version: {
    words: "its user agent and its hints name different versions of Chromium",
    found: ({ seen: { claim, hints } }) =>
      claim?.engine === "chromium" ? anyDiffers(claim.version, [hints?.version]) : undefined,
  },
  headless: { words: "its hints say that it has no window", found: ({ seen: { hints } }) => hints?.headless },
  hints_missing: {
    words: "it calls itself Chromium and sends none of Chromium's hints",
    found: ({ seen: { claim, hints } }) =>
      claim?.engine === "chromium" && sends(claim, HINTS_SINCE) ? hints === undefined : undefined,
  },
  fetch_missing: {
    words: "it does not say what its call is for, as the browser that it names does",
    found: ({ seen: { claim, fetchMetadata } }) =>
      claim?.engine !== undefined && sends(claim, FETCH_METADATA_SINCE[claim.engine]) ? !fetchMetadata : undefined,
  },
  protocol: {
    words: "it speaks an older HTTP than the browser that it names",
    found: ({ seen: { claim, protocol, tlsVersion } }) =>
      claim?.engine === undefined || protocol === undefined || tlsVersion === undefined
        ? undefined
        : protocol.startsWith("HTTP/1"),
  },
  touch: {
    words: "it calls itself a telephone, and its screen takes no finger",
    // A telephone without a platform of ours is one with keys.
    found: ({ seen: { claim }, client }) => {
      const environment = observed(client, "environment");
      return environment === undefined || claim?.platform === undefined || !claim.mobile
        ? undefined
        : environment.touchPoints === 0;
    },
  },
  screen: {
    words: "its window is larger than its screen",
    found: ({ client }) => observed(client, "environment")?.exceedsScreen,
  },
  time_zone: {
    words: "its clock does not show the time of its time zone",
    found: ({ client }) => observed(client, "environment")?.offZone,
  },
  language: {
    words: "it asks for another language than its scripts name",
    found: ({ seen: { language }, client }) =>
      anyDiffers(language, [observed(client, "environment")?.language?.split("-")[0]?.toLowerCase()]),
  },
  changed: {
    words: "another browser came for the checkout than for the visit",
    found: ({ atVisit, atCheckout }) =>
      atVisit === undefined || atCheckout === undefined || atVisit.inApp || atCheckout.inApp
        ? undefined
        : either(anyDiffers(atVisit.platform, [atCheckout.platform]), anyDiffers(atVisit.engine, [atCheckout.engine])),
  },
};

/** The names of all contradictions there are. */
export const CONTRADICTION_NAMES = Object.keys(CONTRADICTIONS);

/** What a name means, for staff; the name itself where it is none of today's. */
export function contradictionWords(name: string): string {
  return CONTRADICTIONS[name]?.words ?? name;
}

/**
 * The names of what contradicts itself.
 * @returns undefined where nothing could be compared
 */
export function contradictionsOf(facts: CoherenceFacts): readonly string[] | undefined {
  const compared = Object.entries(CONTRADICTIONS).map(([name, { found }]) => ({ name, is: found(facts) }));
  if (compared.every(({ is }) => is === undefined)) return undefined;
  return compared.filter(({ is }) => is === true).map(({ name }) => name);
}

function anyDiffers<Value>(value: Value | undefined, others: readonly (Value | undefined)[]): boolean | undefined {
  const known = others.filter((other) => other !== undefined);
  return value === undefined || known.length === 0 ? undefined : known.some((other) => other !== value);
}

function either(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  return one === undefined && other === undefined ? undefined : one === true || other === true;
}

/** An app may change what the browser within it sends. */
function sends({ inApp, version }: BrowserClaim, since: number): boolean {
  return !inApp && version !== undefined && version >= since;
}
