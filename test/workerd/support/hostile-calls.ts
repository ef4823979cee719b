import { checkoutOf, SALE } from "../../support/fixtures.ts";
import { shopKey } from "./deployment.ts";

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
  const { account: _account, ...browserOrder } = order;
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
