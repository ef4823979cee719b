import { exportJWK, generateKeyPair } from "jose";
import { developmentBeacon } from "../../src/dev/worker/beacon/beacon-chain.ts";
import { createDrawBook } from "../../src/dev/worker/drawn-shop/draw-book.ts";
import { createPhoneBook } from "../../src/dev/worker/phone/phone-book.ts";
import { createRouter } from "../../src/dev/worker/router.tsx";
import { createOrderBook } from "../../src/dev/worker/shop/order-book.ts";
import type { StaffPerson } from "../../src/dev/worker/staff/people.ts";
import { contractService, NOW_MS } from "./contract-service.ts";

const { privateKey } = await generateKeyPair("RS256", { extractable: true });

export const ISSUER = {
  key: { ...(await exportJWK(privateKey)), kid: "staff-1" },
  issuer: "http://localhost:8787",
  audience: "firsthand-development",
};

const accountPair = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
const ACCOUNTS = {
  key: { ...(await exportJWK(accountPair.privateKey)), kid: "accounts-1" },
  shopId: "demo-shop",
  audience: "http://localhost:8787",
};

export const PEOPLE: readonly StaffPerson[] = [
  { email: "trust.one@firsthand.example", sub: "person-1", role: "trust" },
  { email: "admin.one@firsthand.example", sub: "person-2", role: "admin" },
];

/** The development composition on a clock that a test can turn, and a browser that keeps its cookies. */
export function composition() {
  const clock = { nowMs: NOW_MS };
  const upstream = contractService(clock);
  const recorded: string[] = [];
  const router = createRouter({
    firsthand: upstream.service,
    recordings: {
      async fetch(request) {
        recorded.push(await request.text());
        return new Response();
      },
    },
    assets: { script: "", recordScript: "", styles: "" },
    phone: { phones: createPhoneBook(), secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" },
    shop: {
      key: "fh_sk_test",
      saleId: "aurora-2",
      baseUrl: "http://localhost:8787",
      orders: createOrderBook(),
      draws: createDrawBook(),
      accounts: ACCOUNTS,
    },
    issuer: ISSUER,
    people: PEOPLE,
    beacon: developmentBeacon("44".repeat(32)),
    clock: {
      now: () => clock.nowMs,
      move: (byMs) => {
        clock.nowMs += byMs;
      },
    },
  });
  return { ...upstream, recorded, clock, router, browser: () => createBrowser(router) };
}

function createBrowser(router: ReturnType<typeof createRouter>) {
  const cookies = new Map<string, string>();

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set("Cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await router.request(`http://localhost:8787${path}`, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      if (line.includes("Max-Age=0")) cookies.delete(name);
      else cookies.set(name, pair.slice(name.length + 1));
    }
    return response;
  }

  return {
    cookies,
    get: (path: string, headers: Record<string, string> = {}) => request(path, { headers }),
    text: async (path: string) => (await request(path)).text(),
    postForm: (path: string, fields: Record<string, string>, origin = "http://localhost:8787") =>
      request(path, {
        method: "POST",
        headers: { Origin: origin, "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields).toString(),
      }),
    postJson: (path: string, body: unknown) => request(path, json(JSON.stringify(body))),
    postText: (path: string, text: string) => request(path, json(text)),
  };
}

function json(body: string): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body };
}

export const FILLED_IN = {
  attempt: "attempt-1",
  name: "Asha Rao",
  line1: "Flat 4B, Sea View",
  line2: "12 North Street",
  city: "Mumbai",
  region: "Maharashtra",
  postalCode: "400001",
  paymentMethod: "upi",
  quantity: "1",
};
