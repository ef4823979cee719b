import { text } from "node:stream/consumers";
import { serveLocally } from "../support/local-server.ts";

/** The page's clock and the server's differ by an hour, so that a test sees which of them is used. */
export const SERVER_AHEAD_MS = 3_600_000;

/** A shop's page at `/<saleId>`, its backend at `/order`, and a service that grants visits, on one local port. */
export type Shop = {
  readonly origin: string;
  /** Bodies of the requests for a visit, in order. */
  readonly visits: { readonly deviceKeyThumbprint?: string; readonly privateToken?: string }[];
  /** Bodies of the orders, in order. */
  readonly orders: URLSearchParams[];
  /** How the service answers: the status, how long the visits are good for, and what a browser with a private token gets. */
  readonly service: { status: number; expiresInMs: number; privateToken?: string };
  readonly close: () => void;
};

export async function openShop(scripts: ReadonlyMap<string, string>): Promise<Shop> {
  const visits: Shop["visits"] = [];
  const orders: Shop["orders"] = [];
  const service: Shop["service"] = { status: 200, expiresInMs: 600_000 };

  function visitAnswer() {
    const serverTimeMs = Date.now() + SERVER_AHEAD_MS;
    const expiresAt = new Date(serverTimeMs + service.expiresInMs).toISOString();
    return { visitToken: `visit-${visits.length}`, nonce: `nonce-${visits.length}`, serverTimeMs, expiresAt };
  }

  const { origin, close } = await serveLocally(async (request, response) => {
    const { url = "/" } = request;
    const body = await text(request);
    const script = scripts.get(url);
    if (script !== undefined) response.setHeader("content-type", "text/javascript").end(script);
    else if (url.endsWith("/visits")) {
      visits.push(JSON.parse(body));
      response.writeHead(service.status, { "content-type": "application/json" }).end(JSON.stringify(visitAnswer()));
    } else if (url.endsWith("/private-token")) {
      const { privateToken } = service;
      response
        .writeHead(privateToken === undefined ? 401 : 200, { "content-type": "application/json" })
        .end(JSON.stringify({ privateToken }));
    } else if (url === "/order") {
      orders.push(new URLSearchParams(body));
      response.setHeader("content-type", "text/html").end("Thank you");
    } else response.setHeader("content-type", "text/html").end(PAGES[url] ?? "");
  });
  return { origin, visits, orders, service, close };
}

const FORM = `<!doctype html><title>Shop</title>
<form id="checkout" method="post" action="/order">
  <label>Name <input name="name" id="name"></label>
  <label>City <input name="city" id="city"></label>
  <label><input type="checkbox" name="gift" id="gift"> A gift</label>
  <button id="buy">Buy</button>
</form>`;

const PAGES: { readonly [path: string]: string } = {
  "/started": `${FORM}<script type="module">
    import { start } from "/sdk.js";
    window.session = start({ saleId: "phone-1", form: document.forms.checkout });
  </script>`,
  "/vouched": `${FORM}<script type="module">
    import { start } from "/sdk.js";
    window.session = start({ saleId: "phone-1", form: document.forms.checkout, privateToken: true });
  </script>`,
  "/with-botd": `${FORM}<script type="module">
    import { start } from "/sdk.js";
    import { botd } from "/botd.js";
    window.session = start({ saleId: "phone-1", form: document.forms.checkout, botd });
  </script>`,
  "/mounted": `${FORM}<script type="module">
    import { mount } from "/sdk.js";
    window.submits = 0;
    window.session = mount(document.forms.checkout, { saleId: "phone-1" });
    document.forms.checkout.addEventListener("submit", () => sessionStorage.submits = 1 + Number(sessionStorage.submits ?? 0));
  </script>`,
};
