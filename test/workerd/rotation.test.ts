import { env } from "cloudflare:workers";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { checkoutOf } from "../support/fixtures.ts";
import { callWith } from "./support/call-with.ts";
import { migrateDatabase, shopKey } from "./support/deployment.ts";
import { type KeyStatus, signingKey, takeApart } from "./support/forge.ts";
import { checkout, holdUnit, newSale, redeem } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const ROTATIONS = 12;
/** Checkouts after each rotation; one of their tokens is redeemed after each of as many further ones. */
const CHECKOUTS_BETWEEN = 6;

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) };
}

/** A key is published before it signs, and accepted for as long as tokens under it are good. */
function statusOf(rotationsAgo: number): KeyStatus {
  if (rotationsAgo < 0) return "next";
  if (rotationsAgo === 0) return "active";
  return rotationsAgo <= CHECKOUTS_BETWEEN + 1 ? "retiring" : "retired";
}

describe("a rotation of the signing key", () => {
  const rotated = (statuses: { [from: string]: string }) => ({
    SIGNING_KEYS: JSON.stringify(
      Object.entries(statuses).map(([from, status]) => ({
        ...signingKey(z.enum(["active", "next", "retiring", "retired"]).parse(from)),
        status,
      })),
    ),
  });
  const shopCall = (body: unknown, key: string): RequestInit => ({
    method: "POST",
    headers: {
      Authorization: `Bearer ${shopKey()}`,
      "Content-Type": "application/json",
      "Idempotency-Key": key,
    },
    body: JSON.stringify(body),
  });
  const redeemWith = async (settings: object, token: string) => {
    const response = await callWith(
      settings,
      "/v1/tokens/redeem",
      shopCall({ token, orderId: "o" }, crypto.randomUUID()),
    );
    return [
      response.status,
      z
        .object({ type: z.string().optional() })
        .parse(await response.json())
        .type?.split("/")
        .at(-1),
    ];
  };

  it("signs with the new key, accepts the old one until it is retired, and refuses it then", async () => {
    const saleId = await newSale();
    const [first, second] = [await holdUnit(saleId, 1), await holdUnit(saleId, 2)];
    const changed = rotated({ next: "active", active: "retiring" });
    const path = `/v1/sales/${saleId}/checkouts`;
    const fresh = await callWith(changed, path, shopCall(checkoutOf(3), crypto.randomUUID()));
    const { allowToken } = z.object({ allowToken: z.string() }).parse(await fresh.json());
    expect(JSON.parse(takeApart(allowToken).header).kid).toBe(signingKey("next").kid);
    expect(await redeemWith(changed, first.token)).toEqual([200, undefined]);
    // An isolate with yesterday's settings knows the new key already.
    expect((await redeem(allowToken)).status).toBe(200);
    expect(await redeemWith(rotated({ next: "active", active: "retired" }), second.token)).toEqual([
      401,
      "token-rejected",
    ]);
  });

  it("again and again under load rejects no valid token, in isolates with the newest settings or those before", async () => {
    // So many units that the sale is never pressed.
    const saleId = await newSale({ units: 20 * ROTATIONS * CHECKOUTS_BETWEEN });
    const keys = await Promise.all(Array.from({ length: ROTATIONS + 2 }, newKey));
    const settingsAt = (rotation: number) => {
      const known = keys.slice(0, rotation + 2);
      return { SIGNING_KEYS: JSON.stringify(known.map((key, at) => ({ ...key, status: statusOf(rotation - at) }))) };
    };
    /** Tokens of each rotation that nobody has redeemed yet. */
    const signed: string[][] = [];
    for (let rotation = 1; rotation <= ROTATIONS; rotation += 1) {
      const isolates = [settingsAt(rotation), settingsAt(rotation - 1)];
      const isolate = (turn: number) => isolates[turn % isolates.length] ?? {};
      const buying = Array.from({ length: CHECKOUTS_BETWEEN }, async (_, turn) => {
        const order = checkoutOf(rotation * CHECKOUTS_BETWEEN + turn);
        const path = `/v1/sales/${saleId}/checkouts`;
        const response = await callWith(isolate(turn), path, shopCall(order, crypto.randomUUID()));
        return z.object({ allowToken: z.string() }).parse(await response.json()).allowToken;
      });
      const paying = signed
        .flatMap((tokens) => tokens.splice(0, 1))
        .map((token, turn) => redeemWith(isolate(turn), token));
      for (const seen of await Promise.all(paying)) expect(seen).toEqual([200, undefined]);
      signed.push(await Promise.all(buying));
    }
    expect(signed.filter((tokens) => tokens.length === 0)).toHaveLength(ROTATIONS - CHECKOUTS_BETWEEN);
  });

  it("repeats a reply byte for byte under a retired key, and says when the key was withdrawn", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const first = await checkout(saleId, checkoutOf(1), { key });
    const path = `/v1/sales/${saleId}/checkouts`;
    const retired = await callWith(rotated({ next: "active", active: "retired" }), path, shopCall(checkoutOf(1), key));
    expect(await retired.text()).toBe(first.text);
    const withdrawn = await callWith(rotated({ next: "active" }), path, shopCall(checkoutOf(1), key));
    expect(withdrawn.status).toBe(409);
    expect(await withdrawn.json()).toMatchObject({ type: `${env.ISSUER}/problems/idempotent-reply-withdrawn` });
  });
});

describe("a change of the pepper", () => {
  it("leaves a sale its own, so that limits and repeats still hold", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const first = await checkout(saleId, checkoutOf(1), { key });
    const old: unknown[] = JSON.parse(env.PEPPERS);
    const settings = { PEPPERS: JSON.stringify([{ epoch: "test2", k: "A".repeat(43) }, ...old]) };
    const again = (body: object, under: string) =>
      callWith(settings, `/v1/sales/${saleId}/checkouts`, {
        method: "POST",
        headers: { Authorization: `Bearer ${shopKey()}`, "Content-Type": "application/json", "Idempotency-Key": under },
        body: JSON.stringify(body),
      });
    expect(await (await again(checkoutOf(1), key)).text()).toBe(first.text);
    const second = await (await again({ ...checkoutOf(2), device: { id: "dev_1" } }, "other")).json();
    expect(second).toMatchObject({ verdict: "deny", reasons: expect.arrayContaining([LIMIT_DEVICE]) });
  });
});

const LIMIT_DEVICE = expect.objectContaining({ code: "LIMIT_DEVICE" });
