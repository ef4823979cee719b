import { isMadeBySdk } from "../client/made-by-sdk.ts";
import type { RequestFacts, Signal } from "../signal.ts";

/** A sale takes it back where the token was used before. */
export const PRIVATE_TOKEN_SIGNAL = "client.private_token";

/** The visit before the checkout, and the browser that made it. */
export const VISIT: readonly Signal<RequestFacts>[] = [
  {
    name: "device.key",
    title: "Pseudonym of the device",
    type: "string",
    unit: "pseudonym",
    privacy: "pseudonym",
    derive: ({ keys }) => keys.device,
  },
  {
    name: "visit.state",
    title: "How the visit token was judged",
    type: "string",
    unit: "ok, missing, expired, replayed, invalid",
    privacy: "none",
    derive: ({ visit }) => visit.state,
  },
  {
    name: "visit.elapsed_ms",
    title: "Time from the first visit, or the opening where that came later, to the checkout, measured by the server",
    type: "number",
    unit: "ms",
    privacy: "behaviour",
    derive: ({ visit }) => visit.elapsedMs,
  },
  {
    name: "visit.retries",
    title: "Tries before this one in the same visit",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ visit }) => visit.retries,
  },
  {
    name: "visit.address_changed",
    title: "The network address changed between visit and checkout",
    type: "bool",
    unit: "yes or no",
    privacy: "behaviour",
    mayLeadTo: {
      consequences: ["weight", "challenge", "review", "allow"],
      because: "mobile networks change addresses all the time",
    },
    derive: ({ visit }) => visit.addressChanged,
  },
  {
    name: "client.state",
    title: "Whether the browser's signals could be used",
    type: "string",
    unit: "ok, absent, invalid",
    privacy: "none",
    derive: ({ client }) => client.state,
  },
  {
    name: "client.key_proved",
    title: "The browser proved that it holds its device key",
    type: "bool",
    unit: "yes or no",
    privacy: "none",
    derive: ({ client }) => (client.state === "ok" ? client.deviceKeyThumbprint !== undefined : undefined),
  },
  {
    name: PRIVATE_TOKEN_SIGNAL,
    title:
      "The maker of the browser's device vouched for it by a Private Access Token, which no other visit of the sale used",
    type: "bool",
    unit: "yes",
    privacy: "attribute",
    mayLeadTo: {
      consequences: ["weight"],
      because: "most browsers get no such token, and farms have devices that get them",
    },
    derive: ({ visit }) => visit.privateToken,
  },
  {
    name: "client.made_by_sdk",
    title: "The browser's signals have every source of the SDK, and agree with each other as the SDK's do",
    type: "bool",
    unit: "yes or no",
    privacy: "none",
    derive: ({ client }) => isMadeBySdk(client),
  },
];
