import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EnvironmentValue } from "../../../../src/domain/signals/client/observations.ts";
import {
  CONTRADICTION_NAMES,
  contradictionsOf,
  contradictionWords,
} from "../../../../src/domain/signals/edge/coherence.ts";
import { readEdge } from "../../../../src/domain/signals/edge/read-edge.ts";
import { BROWSERS, type SentBrowser } from "./browsers.ts";

const CF = { httpProtocol: "HTTP/2", tlsVersion: "TLSv1.3", asn: 55836 };
const CHROME = BROWSERS["Chrome on Windows"] ?? never();
const TELEPHONE = BROWSERS["Chrome on a telephone"] ?? never();
const SAFARI = BROWSERS["Safari on an iPhone"] ?? never();

function never(): never {
  throw new Error("the browser is in the table");
}

function seenOf({ headers }: SentBrowser, cf: object = CF) {
  return readEdge({ header: (name) => headers[name], cf: { ...cf } });
}

function judge(browser: SentBrowser, more: { cf?: object; atCheckout?: SentBrowser } = {}) {
  const environment: EnvironmentValue = {
    coarsePointer: false,
    touchPoints: 0,
    exceedsScreen: false,
    offZone: false,
    ...browser.environment,
  };
  const seen = seenOf(browser, more.cf);
  return contradictionsOf({
    seen,
    atVisit: seen.claim,
    atCheckout: more.atCheckout === undefined ? undefined : seenOf(more.atCheckout).claim,
    client: { state: "ok", observations: { environment: { state: "ok", value: environment } } },
  });
}

function changed(browser: SentBrowser, headers: object, environment: Partial<EnvironmentValue> = {}): SentBrowser {
  return { headers: { ...browser.headers, ...headers }, environment: { ...browser.environment, ...environment } };
}

function without(browser: SentBrowser, ...names: readonly string[]): SentBrowser {
  const headers = Object.fromEntries(Object.entries(browser.headers).filter(([name]) => !names.includes(name)));
  return { ...browser, headers };
}

const HINTS = ["sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform"];

describe("a browser that is what it says", () => {
  it.each(Object.entries(BROWSERS))("%s contradicts nothing", (_, browser) => {
    expect(judge(browser, { atCheckout: browser })).toEqual([]);
  });
});

describe("a browser that contradicts itself", () => {
  it.each<[string, SentBrowser, Parameters<typeof judge>[1]]>([
    ["platform", changed(CHROME, {}, { platform: "Linux x86_64" }), {}],
    ["platform", changed(CHROME, { "sec-ch-ua-platform": '"Linux"' }), {}],
    ["mobile", changed(TELEPHONE, { "sec-ch-ua-mobile": "?0" }), {}],
    ["version", changed(CHROME, { "sec-ch-ua": '"Chromium";v="124"' }), {}],
    ["headless", changed(CHROME, { "sec-ch-ua": '"HeadlessChrome";v="138", "Chromium";v="138"' }), {}],
    ["hints_missing", without(CHROME, ...HINTS), {}],
    ["fetch_missing", without(CHROME, "sec-fetch-mode"), {}],
    ["fetch_missing", without(SAFARI, "sec-fetch-mode"), {}],
    ["protocol", CHROME, { cf: { ...CF, httpProtocol: "HTTP/1.1" } }],
    ["touch", changed(TELEPHONE, {}, { touchPoints: 0 }), {}],
    ["screen", changed(CHROME, {}, { exceedsScreen: true }), {}],
    ["time_zone", changed(CHROME, {}, { offZone: true }), {}],
    ["language", changed(CHROME, {}, { language: "zh-CN" }), {}],
    ["changed", CHROME, { atCheckout: SAFARI }],
  ])("is named by %s alone", (name, browser, more) => {
    expect(judge(browser, more)).toEqual([name]);
  });

  it("is found in each of the ways that there are, and each has words for staff", () => {
    expect(CONTRADICTION_NAMES).toHaveLength(12);
    expect(CONTRADICTION_NAMES.filter((name) => contradictionWords(name) === name)).toEqual([]);
    expect(contradictionWords("of-another-year")).toBe("of-another-year");
  });

  it("is a program that takes a browser's name and sends nothing else", () => {
    const script = { headers: { "user-agent": CHROME.headers["user-agent"] ?? "" }, environment: {} };
    expect(judge(script, { cf: { ...CF, httpProtocol: "HTTP/1.1" } })).toEqual([
      "hints_missing",
      "fetch_missing",
      "protocol",
    ]);
  });
});

describe("what cannot be compared", () => {
  it("contradicts nothing: a program that calls itself nothing, without a payload", () => {
    const seen = readEdge({ header: () => undefined, cf: {} });
    expect(contradictionsOf({ seen, client: { state: "absent" } })).toBe(undefined);
  });

  it("is never an error, whatever is sent", () => {
    const anything = fc.dictionary(
      fc.constantFrom("user-agent", "accept-language", "sec-fetch-mode", ...HINTS),
      fc.oneof(fc.string(), fc.constantFrom("Mozilla/5.0 (", "Chrome/", "Firefox/9", '"Chromium";v="', "?2")),
    );
    fc.assert(
      fc.property(
        anything,
        fc.dictionary(fc.constantFrom(...Object.keys(CF), "botManagement"), fc.anything()),
        (headers, cf) => {
          const seen = readEdge({ header: (name) => headers[name], cf });
          const named = contradictionsOf({ seen, client: { state: "absent" } }) ?? [];
          expect(CONTRADICTION_NAMES).toEqual(expect.arrayContaining([...named]));
        },
      ),
    );
  });
});
