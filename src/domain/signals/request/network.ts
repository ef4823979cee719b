import { isHosting } from "../edge/hosting-networks.ts";
import type { MayLeadTo, RequestFacts, Signal } from "../signal.ts";

/** No fact of a connection or a browser's words refuses or vouches: everything but the network is the sender's to choose. */
export const OF_THE_EDGE: MayLeadTo = {
  consequences: ["weight", "challenge"],
  because: "people use tunnels, proxies of companies and browsers that hide what they are",
};

type Facts = Pick<RequestFacts, "edge">;
type Text = { readonly name: string; readonly title: string; readonly unit: string };

/** The network and the connection by which the browser came, as Cloudflare saw them at its own checkout, or else at its visit. */
export const NETWORK: readonly Signal<RequestFacts>[] = [
  text(
    { name: "network.as", title: "Number of the network (AS) by which the browser came", unit: "AS and digits" },
    (edge) => (edge?.seen?.asn === undefined ? undefined : `AS${edge.seen.asn}`),
  ),
  {
    name: "network.hosting",
    title: "The browser came by the network of a company that lets servers",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    mayLeadTo: OF_THE_EDGE,
    derive: ({ edge }) => (edge?.seen?.asn === undefined ? undefined : isHosting(edge.seen.asn)),
  },
  {
    name: "network.bot_score",
    title: "Cloudflare's score of the request, 1 for a program to 99 for a person",
    type: "number",
    unit: "1 to 99",
    privacy: "attribute",
    mayLeadTo: OF_THE_EDGE,
    derive: ({ edge }) => edge?.botScore,
  },
  text({ name: "tls.version", title: "Version of TLS", unit: "such as TLSv1.3" }, (edge) => edge?.seen?.tlsVersion),
  text({ name: "tls.cipher", title: "Cipher of TLS", unit: "text" }, (edge) => edge?.seen?.tlsCipher),
  text(
    {
      name: "tls.fingerprint",
      title: "How the browser opens TLS, alike for all of one build",
      unit: "JA4, or JA3's hash",
    },
    (edge) => edge?.seen?.tlsFingerprint,
  ),
  text({ name: "http.protocol", title: "Version of HTTP", unit: "such as HTTP/2" }, (edge) => edge?.seen?.protocol),
  text(
    { name: "browser.platform", title: "Platform that the browser's user agent names", unit: "windows, apple, linux" },
    (edge) => edge?.atCheckout?.platform ?? edge?.seen?.claim?.platform,
  ),
  text(
    { name: "browser.engine", title: "Engine that the browser's user agent names", unit: "chromium, firefox, webkit" },
    (edge) => edge?.atCheckout?.engine ?? edge?.seen?.claim?.engine,
  ),
];

function text(about: Text, read: (edge: Facts["edge"]) => string | undefined): Signal<RequestFacts> {
  return { ...about, type: "string", privacy: "attribute", mayLeadTo: OF_THE_EDGE, derive: ({ edge }) => read(edge) };
}
