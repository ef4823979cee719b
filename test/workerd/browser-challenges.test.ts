import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { settleChallengeAnswer } from "../../src/wire/checkout.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { call, migrateDatabase, type Seen, slugOf } from "./support/deployment.ts";
import { olderVisit } from "./support/forge.ts";
import { decided, newSale, visitTo } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const BUYER = checkoutOf(1);
/** A sale that asks for signals, and takes work where there are none. */
const WORK_COUNTS = { clientSignals: "required", challengeKinds: ["shop_otp", "turnstile", "proof_of_work"] };
const puzzle = z.object({
  parameters: z.object({
    algorithm: z.string(),
    cost: z.number(),
    data: z.record(z.string(), z.string()),
    expiresAt: z.number(),
    keyLength: z.number(),
    keyPrefix: z.string(),
    keySignature: z.string(),
    nonce: z.string(),
    salt: z.string(),
  }),
  signature: z.string(),
});

type Asked = { readonly saleId: string; readonly id: string };

/** A sale that challenges its buyer, and the challenge. */
async function challenged(): Promise<Asked> {
  const saleId = await newSale(WORK_COUNTS);
  const { challenge } = await decided(saleId, BUYER);
  if (challenge === undefined) throw new TypeError("The sale did not challenge.");
  return { saleId, id: challenge.id };
}

/** A call as a browser makes it: without a shop key. */
function fromBrowser({ saleId, id }: Asked, body?: object, key?: string): Promise<Seen> {
  const path = `/v1/sales/${saleId}/challenges/${id}`;
  return body === undefined
    ? call(path, { method: "GET", shop: undefined, key: "" })
    : call(path, { body, shop: undefined, ...(key === undefined ? {} : { key }) });
}

/** Does the work of a fresh puzzle of the challenge. */
async function worked(asked: Asked) {
  const challenge = puzzle.parse((await fromBrowser(asked)).json.proofOfWork);
  const solution = await solveChallenge({ challenge, deriveKey });
  return { kind: "proof_of_work", solution: btoa(JSON.stringify({ challenge, solution })) };
}

describe("a proof of work from a browser", () => {
  it("settles the challenge: the next checkout holds a unit", async () => {
    const asked = await challenged();
    const settled = await fromBrowser(asked, await worked(asked));
    expect(settled.status).toBe(200);
    const { challengeToken } = settleChallengeAnswer.parse(settled.json);
    expect((await decided(asked.saleId, { ...BUYER, challengeToken })).allocation.status).toBe("held");
  });

  it("settles it once, in the visit in which it was asked", async () => {
    const saleId = await newSale(WORK_COUNTS);
    const visitToken = await olderVisit(await visitTo(saleId), 30_000);
    const { challenge, retryVisitToken } = await decided(saleId, { ...BUYER, visitToken });
    const asked = { saleId, id: challenge?.id ?? "" };
    const work = await worked(asked);
    expect(slugOf(await fromBrowser(asked, work))).toBe("visit-changed");
    expect(slugOf(await fromBrowser(asked, { ...work, visitToken: await visitTo(saleId) }))).toBe("visit-changed");
    const settled = await fromBrowser(asked, { ...work, visitToken });
    const tokens = settleChallengeAnswer.parse(settled.json);
    const again = await fromBrowser(asked, { ...work, visitToken: retryVisitToken });
    expect([again.status, slugOf(again)]).toEqual([409, "challenge-settled"]);
    const { challengeToken } = tokens;
    expect((await decided(saleId, { ...BUYER, challengeToken, visitToken: await visitTo(saleId) })).verdict).toBe(
      "challenge",
    );
    const next = { ...BUYER, challengeToken, visitToken: tokens.retryVisitToken };
    expect((await decided(saleId, next)).allocation.status).toBe("held");
  });

  it("settles nothing that the sale does not let it settle", async () => {
    const saleId = await newSale({ ...WORK_COUNTS, challengeKinds: ["shop_otp"] });
    const { challenge } = await decided(saleId, BUYER);
    expect(challenge?.kinds).toEqual(["shop_otp"]);
    const asked = { saleId, id: challenge?.id ?? "" };
    const refused = await fromBrowser(asked, await worked(asked));
    expect([refused.status, slugOf(refused), refused.json.kinds]).toEqual([409, "kind-not-offered", ["shop_otp"]]);
  });

  it("asks for nothing else in a sale that takes work alone, where a person decides then", async () => {
    const saleId = await newSale({ challengeKinds: ["proof_of_work"] });
    const shared = { ...checkoutOf(2), device: checkoutOf(1).device };
    expect((await decided(saleId, checkoutOf(1))).allocation.status).toBe("held");
    expect((await decided(saleId, shared)).challenge).toBeUndefined();
  });

  it("cannot be Turnstile alone where it is not set up", async () => {
    const body = { ...SALE, challengeKinds: ["turnstile"] };
    const put = await call("/v1/sales/turnstile-alone", { method: "PUT", body });
    expect([put.status, slugOf(put), put.json.errors]).toEqual([
      400,
      "request-invalid",
      [{ pointer: "/challengeKinds", detail: expect.stringContaining("name another kind") }],
    ]);
  });

  it("is offered where the sale takes it for missing signals, and Turnstile is not where it is not set up", async () => {
    expect((await decided(await newSale(WORK_COUNTS), BUYER)).challenge?.kinds).toEqual(["shop_otp", "proof_of_work"]);
    const saleId = await newSale({ clientSignals: "required" });
    expect((await decided(saleId, BUYER)).challenge?.kinds).toEqual(["shop_otp"]);
  });

  it("settles no other challenge", async () => {
    const [asked, other] = [await challenged(), await challenged()];
    expect(slugOf(await fromBrowser(other, await worked(asked)))).toBe("solution-rejected");
  });

  it("gives the same bytes again under the same key", async () => {
    const asked = await challenged();
    const work = await worked(asked);
    const first = await fromBrowser(asked, work, "key-1");
    const second = await fromBrowser(asked, work, "key-1");
    expect([second.status, second.text]).toEqual([200, first.text]);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });

  it("for a challenge that no sale asked settles nothing", async () => {
    const { saleId, id } = await challenged();
    const made = { saleId, id: `${id.slice(0, -4)}0000` };
    expect(slugOf(await fromBrowser(made, await worked(made)))).toBe("challenge-unknown");
  });

  it("needs a key under which it can be repeated", async () => {
    const asked = await challenged();
    expect(slugOf(await fromBrowser(asked, await worked(asked), ""))).toBe("idempotency-key-missing");
  });
});

describe("what a browser needs to settle a challenge", () => {
  it("is told until the challenge ends, and names no widget where there is none", async () => {
    const { json } = await fromBrowser(await challenged());
    expect(json).not.toHaveProperty("turnstile");
    const { parameters } = puzzle.parse(json.proofOfWork);
    expect(parameters.expiresAt).toBe(Math.floor(Date.parse(String(json.expiresAt)) / 1000));
  });

  it("is 404 for an id of another sale, of another kind or of another time", async () => {
    const { saleId, id } = await challenged();
    const other = await challenged();
    const prefix = `chl_${saleId}_`;
    for (const unknown of [
      other.id,
      id.replace("chl_", "dec_"),
      "x",
      `${prefix}00${id.slice(prefix.length + 2)}`,
      `${prefix}7${id.slice(prefix.length + 1)}`,
      `${prefix}8${id.slice(prefix.length + 1)}`,
    ]) {
      expect([unknown, slugOf(await fromBrowser({ saleId, id: unknown }))]).toEqual([unknown, "challenge-unknown"]);
    }
  });
});

describe("a browser", () => {
  it("cannot say that a code was entered", async () => {
    const seen = await fromBrowser(await challenged(), { kind: "shop_otp" });
    expect([seen.status, slugOf(seen)]).toEqual([401, "unauthorized"]);
  });

  it("is told that Turnstile is not set up here", async () => {
    const seen = await fromBrowser(await challenged(), { kind: "turnstile", token: "x" });
    expect([seen.status, slugOf(seen)]).toEqual([409, "solution-rejected"]);
  });

  it("may ask and settle from the pages of registered shops alone", async () => {
    const { saleId, id } = await challenged();
    const path = `/v1/sales/${saleId}/challenges/${id}`;
    const allowed = async (origin: string) => {
      const headers = { Origin: origin };
      const seen = await call(path, { method: "GET", shop: undefined, key: "", headers });
      return seen.headers.get("access-control-allow-origin");
    };
    expect(await allowed("https://shop-a.example")).toBe("https://shop-a.example");
    expect(await allowed("https://elsewhere.example")).toBe(null);
  });
});
