import type { EnvironmentValue } from "../../../../src/domain/signals/client/observations.ts";

/** What a browser sends, and what it says of itself from within. */
export type SentBrowser = {
  readonly headers: { readonly [name: string]: string };
  readonly environment: Partial<EnvironmentValue>;
};

const FETCHED = { "sec-fetch-mode": "cors", "sec-fetch-site": "cross-site", "sec-fetch-dest": "empty" };

/** Browsers as their makers document them: none of them contradicts itself. */
export const BROWSERS: { readonly [name: string]: SentBrowser } = {
  "Chrome on Windows": {
    headers: {
      ...FETCHED,
      "user-agent":
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
      "sec-ch-ua": '"Not)A;Brand";v="8", "Chromium";v="138", "Google Chrome";v="138"',
      "sec-ch-ua-mobile": "?0",
      "sec-ch-ua-platform": '"Windows"',
      "accept-language": "en-IN,en;q=0.9,hi;q=0.8",
    },
    environment: { platform: "Win32", language: "en-IN", touchPoints: 0 },
  },
  "Edge on a Mac": {
    headers: {
      ...FETCHED,
      "user-agent":
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
      "sec-ch-ua": '"Not)A;Brand";v="8", "Chromium";v="138", "Microsoft Edge";v="138"',
      "sec-ch-ua-mobile": "?0",
      "sec-ch-ua-platform": '"macOS"',
      "accept-language": "de-DE,de;q=0.9",
    },
    environment: { platform: "MacIntel", language: "de-DE", touchPoints: 0 },
  },
  "Chrome on a telephone": {
    headers: {
      ...FETCHED,
      "user-agent":
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36",
      "sec-ch-ua": '"Not)A;Brand";v="8", "Chromium";v="138", "Google Chrome";v="138"',
      "sec-ch-ua-mobile": "?1",
      "sec-ch-ua-platform": '"Android"',
      "accept-language": "hi-IN,hi;q=0.9,en-US;q=0.8",
    },
    environment: { platform: "Linux armv81", language: "hi-IN", touchPoints: 5 },
  },
  "Chrome on a telephone that asks for the desktop's page": {
    headers: {
      ...FETCHED,
      "user-agent":
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
      "sec-ch-ua": '"Not)A;Brand";v="8", "Chromium";v="138", "Google Chrome";v="138"',
      "sec-ch-ua-mobile": "?0",
      "sec-ch-ua-platform": '"Linux"',
      "accept-language": "hi-IN,hi;q=0.9",
    },
    environment: { platform: "Linux armv81", language: "hi-IN", touchPoints: 5 },
  },
  "Samsung Internet": {
    headers: {
      ...FETCHED,
      "user-agent":
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
      "sec-ch-ua": '"Chromium";v="130", "Samsung Internet";v="28.0", "Not?A_Brand";v="99"',
      "sec-ch-ua-mobile": "?1",
      "sec-ch-ua-platform": '"Android"',
      "accept-language": "en-IN,en-GB;q=0.9",
    },
    environment: { platform: "Linux armv81", language: "en-IN", touchPoints: 5 },
  },
  "Safari on an iPhone": {
    headers: {
      ...FETCHED,
      "user-agent":
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
      "accept-language": "en-GB,en;q=0.9",
    },
    environment: { platform: "iPhone", language: "en-GB", touchPoints: 5 },
  },
  "Safari on an iPad, which calls itself a Mac": {
    headers: {
      ...FETCHED,
      "user-agent":
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
      "accept-language": "fr-FR,fr;q=0.9",
    },
    environment: { platform: "MacIntel", language: "fr-FR", touchPoints: 5 },
  },
  "Safari of years ago": {
    headers: {
      "user-agent":
        "Mozilla/5.0 (iPhone; CPU iPhone OS 15_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Mobile/15E148 Safari/604.1",
      "accept-language": "en-us",
    },
    environment: { platform: "iPhone", language: "en-US", touchPoints: 5 },
  },
  "Chrome on an iPhone": {
    headers: {
      ...FETCHED,
      "user-agent":
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0.7204.53 Mobile/15E148 Safari/604.1",
      "accept-language": "en-GB,en;q=0.9",
    },
    environment: { platform: "iPhone", language: "en-GB", touchPoints: 5 },
  },
  "a page within an app": {
    headers: {
      "user-agent":
        "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/138.0.0.0 Mobile Safari/537.36",
      "accept-language": "en-IN,en;q=0.9",
    },
    environment: { platform: "Linux aarch64", language: "en-IN", touchPoints: 5 },
  },
  "Firefox on Linux": {
    headers: {
      ...FETCHED,
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
      "accept-language": "en-US,en;q=0.5",
    },
    environment: { platform: "Linux x86_64", language: "en-US", touchPoints: 0 },
  },
  "a telephone with keys": {
    headers: {
      "user-agent": "Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
      "accept-language": "hi-IN,hi;q=0.9",
    },
    environment: { platform: "", language: "hi-IN", touchPoints: 0 },
  },
};
