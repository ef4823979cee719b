import { expect } from "vitest";
import { PROBLEMS } from "../../../src/wire/problem.ts";
import { browserOrderOf, checkoutOf, SALE } from "../../support/fixtures.ts";
import { type Seen, shopKey, slugOf } from "./deployment.ts";

/** A call that takes a body, with one that it would accept. */
export type BodyCall = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body: object;
  readonly shop: "shop-a" | undefined;
};

/** Every call of shops and browsers that takes a body, about one sale. */
export function bodyCalls(saleId: string, token: string): BodyCall[] {
  const order = checkoutOf(1);
  const browserOrder = browserOrderOf(1);
  const everything = {
    ...order,
    visitToken: "a.b.c",
    challengeToken: "a.b.c",
    partnerId: "p",
    inviteToken: "i",
    registrationId: "r",
    client: { ip: "203.0.113.7", userAgent: "x" },
    signals: { v: 1, observations: {} },
  };
  const sale = `/v1/sales/${saleId}`;
  const post = (name: string, path: string, body: object, shop: BodyCall["shop"] = "shop-a"): BodyCall => ({
    name,
    method: "POST",
    path,
    body,
    shop,
  });
  return [
    { name: "put sale", method: "PUT", path: sale, body: { ...SALE, campaignId: "c" }, shop: "shop-a" },
    post("stock", `${sale}/stock`, { add: 1 }),
    post("pause", `${sale}/pause`, {}),
    post("resume", `${sale}/resume`, {}),
    post("visit", `${sale}/visits`, { deviceId: "d", deviceKeyThumbprint: "A".repeat(43) }, undefined),
    post("checkout", `${sale}/checkouts`, everything),
    post("browser checkout", `${sale}/checkouts`, { ...browserOrder, accountToken: "a.b.c" }, undefined),
    post("challenge", `${sale}/challenges/chl_${saleId}_01ARZ3NDEKTSV4RRFFQ69G5FAV`, { kind: "shop_otp" }),
    post("redeem", "/v1/tokens/redeem", { token, orderId: "o", shippingAddress: order.shippingAddress, proof: "p" }),
    post("release", "/v1/tokens/release", { holdId: "hold_x", reason: "cancelled" }),
    post("siteverify", "/v1/siteverify", { secret: shopKey(), response: token, idempotency_key: "k" }, undefined),
  ];
}

/** Every answer is a success or a problem of the register with its own status; `call` holds it against the description too. */
export function assertTold(seen: Seen, what: string): void {
  if (seen.status >= 200 && seen.status < 300) return;
  const slug = slugOf(seen);
  expect(seen.status, `${what}: ${seen.text}`).toBeLessThan(500);
  const known = Object.entries(PROBLEMS).find(([name]) => name === slug)?.[1].status;
  expect(known, `${what}: ${seen.text}`).toBe(seen.status);
}

/** What hangs on the prototypes that hostile JSON would change. */
export function prototypeText(): string {
  return JSON.stringify(
    [Object.prototype, Array.prototype, Function.prototype].map((prototype) => Reflect.ownKeys(prototype).map(String)),
  );
}

const AT_ONCE = 25;

/** Runs many, some at a time. */
export async function all<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE)
    await Promise.all(items.slice(from, from + AT_ONCE).map(run));
}

/** Paths to every text in a body. */
export function textPlaces(body: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof body === "string") return [at];
  if (Array.isArray(body)) return body.flatMap((each, index) => textPlaces(each, [...at, index]));
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => textPlaces(value, [...at, name]));
}

/** The body with other values in some places. */
export function withValues(body: unknown, places: readonly (readonly (string | number)[])[], value: unknown): unknown {
  if (places.some((place) => place.length === 0)) return value;
  const inside = (name: string | number) => places.filter(([first]) => first === name).map(([, ...rest]) => rest);
  if (Array.isArray(body)) return body.map((each, index) => withValues(each, inside(index), value));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, each]) => [name, withValues(each, inside(name), value)]));
}
