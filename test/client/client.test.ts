import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFirsthand, type Firsthand, FirsthandProblem, FirsthandUnavailable } from "../../src/client/index.ts";

const SHOP = "shop-a";
const RELEASE = { holdId: "hold_mi3_1", reason: "cancelled" } as const;
const RELEASED = { status: "released" };

/** What the server does with one request: answers, or closes the connection without a word. */
type Step = { readonly status: number; readonly body: unknown; readonly retryAfter?: string } | "hang up" | "a page";
type Seen = { readonly key: string | undefined; readonly body: string };

let server: Server;
let baseUrl: string;
let steps: Step[];
let seen: Seen[];

beforeEach(async () => {
  steps = [];
  seen = [];
  server = createServer(async (request, response) => {
    seen.push({ key: request.headers["idempotency-key"]?.toString(), body: await textOf(request) });
    const step = steps.shift();
    if (step === undefined || step === "hang up") {
      request.socket.destroy();
      return;
    }
    if (step === "a page") {
      response.writeHead(200).end("<html>");
      return;
    }
    const { status, body, retryAfter } = step;
    response.writeHead(status, retryAfter === undefined ? {} : { "Retry-After": retryAfter }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${portOf(server)}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function portOf(listening: Server): number {
  const address = listening.address() as AddressInfo;
  return address.port;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function client(deadlineMs = 10_000): Firsthand {
  return createFirsthand({ baseUrl: `${baseUrl}/`, shopKey: "fh_sk_test", deadlineMs });
}

describe("a call of the client", () => {
  it("that got no answer or a busy one is sent again with the same key and bytes", async () => {
    steps = ["hang up", { status: 503, body: {}, retryAfter: "0" }, { status: 200, body: RELEASED }];
    expect(await client().release(RELEASE)).toEqual(RELEASED);
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(({ key, body }) => `${key} ${body}`)).size).toBe(1);
    expect(seen[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("that an intermediary answered with a page is sent again, as one without an answer", async () => {
    steps = ["a page", { status: 200, body: RELEASED }];
    expect(await client().release(RELEASE)).toEqual(RELEASED);
  });

  it("carries the key that the shop chose", async () => {
    steps = [{ status: 200, body: RELEASED }];
    await client().release(RELEASE, { idempotencyKey: "cancel-1" });
    expect(seen[0]?.key).toBe("cancel-1");
  });

  it("that asks only has no key", async () => {
    steps = [{ status: 200, body: { saleId: "mi3" } }];
    await client().sale("mi3");
    expect(seen).toEqual([{ key: undefined, body: "" }]);
  });

  it("that is refused throws the problem by its code, and is not sent again", async () => {
    const document = {
      type: "https://firsthand.example/problems/hold-sold",
      title: "Sold",
      detail: "The hold was sold.",
      instance: "req_1",
    };
    steps = [{ status: 409, body: document }];
    const failure = await client()
      .release(RELEASE)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FirsthandProblem);
    expect(failure).toMatchObject({
      code: "hold-sold",
      status: 409,
      message: "The hold was sold.",
      requestId: "req_1",
    });
    expect(seen).toHaveLength(1);
  });

  it("ends at its deadline, and says under which key it may be repeated and when", async () => {
    steps = [{ status: 503, body: {}, retryAfter: "60" }];
    const failure = await client()
      .release(RELEASE, { idempotencyKey: "cancel-1" })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FirsthandUnavailable);
    expect(failure).toMatchObject({ idempotencyKey: "cancel-1", retryAfterSeconds: 60 });
    expect(seen).toHaveLength(1);
  });

  it("is tried once where the deadline is 0", async () => {
    steps = ["hang up", { status: 200, body: RELEASED }];
    await expect(client(0).release(RELEASE)).rejects.toBeInstanceOf(FirsthandUnavailable);
    expect(seen).toHaveLength(1);
  });

  it("takes what an intermediary says for a refusal without a code", async () => {
    steps = [{ status: 403, body: "<html>" }];
    await expect(client().release(RELEASE)).rejects.toMatchObject({ code: "unknown", status: 403 });
  });
});

describe("an allow token read by the client", async () => {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "k1", alg: "EdDSA", use: "sig" };
  const claims = { sale: "mi3", sku: "MI3-16GB", qty: 1, hold: "hold_mi3_1", dec: "dec_mi3_1" };
  const token = (change: { typ?: string; aud?: string | string[]; exp?: number } = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "EdDSA", typ: change.typ ?? "allow+jwt", kid: "k1" })
      .setIssuer(baseUrl)
      .setAudience(change.aud ?? SHOP)
      .setSubject("account-pseudonym")
      .setJti("hold_mi3_1")
      .setExpirationTime(change.exp ?? Math.floor(Date.now() / 1000) + 300)
      .sign(privateKey);

  it("is read by the service's published keys, which are fetched once", async () => {
    steps = [{ status: 200, body: { keys: [jwk] } }];
    const firsthand = client();
    for (let times = 0; times < 2; times += 1) {
      expect(await firsthand.verifyAllowToken(await token(), SHOP)).toMatchObject({
        jti: "hold_mi3_1",
        saleId: "mi3",
        quantity: 1,
        account: "account-pseudonym",
      });
    }
    expect(seen).toHaveLength(1);
  });

  it.each([
    ["of another kind", { typ: "visit+jwt" }, { code: "ERR_JWT_CLAIM_VALIDATION_FAILED" }],
    ["of another shop", { aud: "shop-b" }, { code: "ERR_JWT_CLAIM_VALIDATION_FAILED" }],
    ["for several shops", { aud: [SHOP, "shop-b"] }, { message: "The token is not for this shop alone." }],
    ["that has expired", { exp: 1 }, { code: "ERR_JWT_EXPIRED" }],
  ])("%s is refused", async (_, change, refusal) => {
    steps = [{ status: 200, body: { keys: [jwk] } }];
    await expect(client().verifyAllowToken(await token(change), SHOP)).rejects.toMatchObject(refusal);
  });
});
