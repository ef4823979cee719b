import { z } from "zod";
import type { Checkout, PostalAddress } from "../../../domain/checkout.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Service } from "../env.ts";

const PROBLEM = z.object({
  type: z.string(),
  title: z.string(),
  detail: z.string().optional(),
});

const SALE = z.object({
  title: z.string(),
  /** A phase that this shop does not know means: wait, and ask again. */
  phase: z.string(),
  opensAt: z.iso.datetime(),
  closesAt: z.iso.datetime(),
  serverTimeMs: z.number(),
  limits: z.object({ perAccount: z.number() }),
  stock: z.string(),
});

const CHECKOUT = z.object({
  decisionId: z.string(),
  allocation: z.object({
    status: z.string(),
    holdId: z.string().optional(),
    quantity: z.number().optional(),
    expiresAt: z.iso.datetime().optional(),
    final: z.boolean().optional(),
  }),
  allowToken: z.string().optional(),
  buyer: z.object({ code: z.string(), message: z.string(), next: z.string() }),
  retryVisitToken: z.string().optional(),
  challenge: z.object({ id: z.string(), kinds: z.array(z.string()) }).optional(),
});

const SETTLED = z.object({ challengeToken: z.string(), retryVisitToken: z.string().optional() });
const REDEEMED = z.object({ status: z.literal("sold") });
const RELEASED = z.object({ status: z.literal("released") });

export type PublicSale = z.infer<typeof SALE>;
export type CheckoutAnswer = z.infer<typeof CHECKOUT>;

/** Why a call gave no answer of its own kind: a problem document by its slug, a busy service, or none that answers. */
export type CallFailure =
  | { readonly kind: "busy"; readonly retryAfterSeconds: number }
  | { readonly kind: "problem"; readonly slug: string; readonly detail: string }
  | { readonly kind: "unreachable" };

/** What turns a hold into a sale; the address is the one that the order goes to. */
export type Redemption = {
  readonly token: string;
  readonly orderId: string;
  readonly shippingAddress: PostalAddress;
};

type Command = {
  readonly path: string;
  readonly body: unknown;
  /** The same key and body again is the same command again. */
  readonly idempotencyKey: string;
};

export type FirsthandClient = {
  readonly findSale: () => Promise<Result<PublicSale, CallFailure>>;
  readonly checkout: (checkout: Checkout, idempotencyKey: string) => Promise<Result<CheckoutAnswer, CallFailure>>;
  readonly settleChallenge: (
    challengeId: string,
    idempotencyKey: string,
  ) => Promise<Result<z.infer<typeof SETTLED>, CallFailure>>;
  readonly redeem: (sale: Redemption) => Promise<Result<z.infer<typeof REDEEMED>, CallFailure>>;
  readonly release: (holdId: string) => Promise<Result<z.infer<typeof RELEASED>, CallFailure>>;
};

export type FirsthandClientOptions = {
  readonly firsthand: Service;
  readonly baseUrl: string;
  readonly saleId: string;
  readonly shopKey: string;
};

/** The calls that a shop's backend makes, as any shop would make them over HTTP. */
export function createFirsthandClient(options: FirsthandClientOptions): FirsthandClient {
  const { firsthand, baseUrl, saleId, shopKey } = options;
  const sale = `/v1/sales/${encodeURIComponent(saleId)}`;

  async function answer<Shape>(request: Request, shape: z.ZodType<Shape>): Promise<Result<Shape, CallFailure>> {
    try {
      const response = await firsthand.fetch(request);
      const body: unknown = await response.json();
      const parsed = shape.safeParse(body);
      if (response.ok && parsed.success) return ok(parsed.data);
      const problem = PROBLEM.safeParse(body);
      const retryAfterSeconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
      if (retryAfterSeconds > 0) return err({ kind: "busy", retryAfterSeconds });
      if (response.status >= 500 || !problem.success) return err({ kind: "unreachable" });
      const { type, title, detail } = problem.data;
      return err({ kind: "problem", slug: type.slice(type.lastIndexOf("/") + 1), detail: detail ?? title });
    } catch {
      return err({ kind: "unreachable" });
    }
  }

  function post({ path, body, idempotencyKey }: Command): Request {
    return new Request(baseUrl + path, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${shopKey}`,
        "Content-Type": "application/json",
        "Idempotency-Key": idempotencyKey,
      },
      body: JSON.stringify(body),
    });
  }

  return {
    findSale: () => answer(new Request(baseUrl + sale), SALE),
    checkout: (checkout, idempotencyKey) =>
      answer(post({ path: `${sale}/checkouts`, body: checkout, idempotencyKey }), CHECKOUT),
    settleChallenge: (challengeId, idempotencyKey) =>
      answer(
        post({
          path: `${sale}/challenges/${encodeURIComponent(challengeId)}`,
          body: { kind: "shop_otp" },
          idempotencyKey,
        }),
        SETTLED,
      ),
    redeem: (redemption) =>
      answer(
        post({ path: "/v1/tokens/redeem", body: redemption, idempotencyKey: `pay-${redemption.orderId}` }),
        REDEEMED,
      ),
    release: (holdId) =>
      answer(
        post({
          path: "/v1/tokens/release",
          body: { holdId, reason: "cancelled" },
          idempotencyKey: `cancel-${holdId}`,
        }),
        RELEASED,
      ),
  };
}
