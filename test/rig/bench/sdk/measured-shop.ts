import { createServer, type Server } from "node:http";
import { newPuzzle, type PuzzleKeys } from "../../../../src/platform/challenges/proof-of-work.ts";
import { random } from "../../../../src/platform/random.ts";

const HOUR_MS = 3_600_000;
const CHALLENGE_ID = "chl_phone_01JD0000000000000000000000";

export type MeasuredShop = { readonly origin: string; readonly close: () => void };

/** A page with a form for each way to use the SDK, and a service that grants visits and puzzles, on one local port. */
export async function openMeasuredShop(scripts: ReadonlyMap<string, string>, keys: PuzzleKeys): Promise<MeasuredShop> {
  const server = createServer(async (request, response) => {
    const { url = "/" } = request;
    const script = scripts.get(url);
    if (script !== undefined) return response.setHeader("content-type", "text/javascript").end(script);
    const page = PAGES.get(url);
    if (page !== undefined) return response.setHeader("content-type", "text/html").end(page);
    return response.setHeader("content-type", "application/json").end(JSON.stringify(await answer(url, keys)));
  });
  const port = await listen(server);
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function answer(url: string, keys: PuzzleKeys): Promise<object> {
  const nowMs = Date.now();
  const later = new Date(nowMs + HOUR_MS).toISOString();
  if (url.includes("/challenges/")) {
    const proofOfWork = await newPuzzle(keys, { challengeId: CHALLENGE_ID, expiresAtMs: nowMs + HOUR_MS }, random);
    return { proofOfWork, challengeToken: "settled" };
  }
  if (url.endsWith("/visits")) return { visitToken: "visit", nonce: "nonce", serverTimeMs: nowMs, expiresAt: later };
  return { phase: "scheduled", opensAt: later, closesAt: later, serverTimeMs: nowMs };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address.port);
      else reject(new Error("There is no free port."));
    });
  });
}

const FORM = `<form data-checkout action="/order"><label>Name <input name="name"></label><button>Buy</button></form>`;
const PAGES: ReadonlyMap<string, string> = new Map([
  ["/none", `<!doctype html>${FORM}<script type="module">window.finish = () => undefined;</script>`],
  [
    "/start",
    `<!doctype html>${FORM}<script type="module">
      import { start } from "/sdk/index.js";
      const session = start({ saleId: "phone" });
      window.finish = () => session.collect();
    </script>`,
  ],
  [
    "/botd",
    `<!doctype html>${FORM}<script type="module">
      import { start } from "/sdk/index.js";
      import { botd } from "/sdk/botd.js";
      const session = start({ saleId: "phone", botd });
      window.finish = () => session.collect();
    </script>`,
  ],
  [
    "/element",
    `<!doctype html><fair-checkout sale="phone">${FORM}</fair-checkout><script type="module">
      import { defineFairCheckout } from "/sdk/fair-checkout.js";
      defineFairCheckout();
      window.finish = () => undefined;
    </script>`,
  ],
  [
    "/challenge",
    `<!doctype html>${FORM}<script type="module">
      import { settleChallenge } from "/sdk/challenge.js";
      window.finish = () => settleChallenge({ saleId: "phone", challengeId: "${CHALLENGE_ID}" });
    </script>`,
  ],
]);
