import type { BrowserClaim, Platform } from "./edge-facts.ts";

/** In this order: an Android's words name Linux, too, and a telephone of Apple says that it is like a Mac. */
const PLATFORM_WORDS: readonly (readonly [Platform, readonly string[]])[] = [
  ["windows", ["Windows", "Win32"]],
  ["apple", ["iPhone", "iPad", "iPod", "Mac OS", "macOS", "Mac", "iOS"]],
  ["linux", ["Android", "CrOS", "Chrome OS", "Chromium OS", "Linux", "X11"]],
];

/** What a browser claims to be by its `User-Agent`. Other programs' words are no claim: they say nothing that could be contradicted. */
export function claimOf(userAgent: string): BrowserClaim | undefined {
  if (!userAgent.startsWith("Mozilla/5.0 (")) return undefined;
  const firefox = versionAfter(userAgent, "Firefox/");
  const chromium = versionAfter(userAgent, "Chrome/");
  const webkit = versionAfter(userAgent, "Version/");
  const engine =
    firefox !== undefined
      ? "firefox"
      : chromium !== undefined
        ? "chromium"
        : userAgent.includes("AppleWebKit/")
          ? "webkit"
          : undefined;
  return {
    platform: platformOf(userAgent),
    engine,
    version: firefox ?? chromium ?? webkit,
    mobile: userAgent.includes("Mobi"),
    inApp: userAgent.includes("; wv)") || (engine === "webkit" && webkit === undefined),
  };
}

/** The class of a platform by any words of a browser for it. */
export function platformOf(words: string): Platform | undefined {
  return PLATFORM_WORDS.find(([, names]) => names.some((name) => words.includes(name)))?.[0];
}

function versionAfter(text: string, name: string): number | undefined {
  const at = text.indexOf(name);
  if (at < 0) return undefined;
  const version = Number.parseInt(text.slice(at + name.length, at + name.length + 4), 10);
  return Number.isNaN(version) ? undefined : version;
}
