import * as z from "zod";
import { VISIT_RETRIES_MAX } from "../limits.ts";
import { edgeFacts } from "../signals/edge/edge-facts.ts";
import { VISIT_AUDIENCE } from "./kinds.ts";

/** Claims of a visit token: when this service first saw a browser at a sale, and what the visit is bound to. */
export const visitTokenClaims = z.strictObject({
  aud: z.literal(VISIT_AUDIENCE),
  sale: z.string(),
  /** Spent in the sale when a checkout uses the visit. */
  jti: z.string(),
  /** What the browser's key signs; a retry keeps it, so that a browser proves its key with what it was told once. */
  nonce: z.string(),
  /** Milliseconds since the epoch: the first visit of a chain of retries. */
  start: z.int().nonnegative(),
  exp: z.int().nonnegative(),
  retries: z.int().min(0).max(VISIT_RETRIES_MAX),
  /** The partner by whose link the browser came, as the registry names it; nobody changes it at the checkout. */
  partner: z.string().optional(),
  /** RFC 7638 thumbprint of the browser's key. */
  deviceKey: z.string().optional(),
  /** Keyed hash of the device id that the visit named. */
  device: z.string().optional(),
  /** Keyed hash of the network address, of IPv6 its /64. */
  ip: z.string().optional(),
  /** Keyed hash of the block that the address lies in: /24 of IPv4, /48 of IPv6. */
  block: z.string().optional(),
  /** What names the private token that was shown for it; the sale spends it with the visit. */
  privateToken: z.string().optional(),
  /** How the browser came, as the edge saw it. */
  edge: edgeFacts.optional(),
  /** Of a retry: pseudonyms of the account and the device that tried first, to whom the chain belongs. */
  chain: z.strictObject({ account: z.string(), device: z.string().optional() }).optional(),
});
export type VisitTokenClaims = z.infer<typeof visitTokenClaims>;

/** Whose a chain of retries is. */
export type ChainOwner = NonNullable<VisitTokenClaims["chain"]>;

/** The exact payload of the visit token that lets an honest buyer try again: new identity, same start and bindings. */
export function retryVisitPayload(
  previous: VisitTokenClaims,
  { jti, account, device }: ChainOwner & { readonly jti: string },
): string | undefined {
  if (previous.retries >= VISIT_RETRIES_MAX) return undefined;
  const chain = { account, ...(device === undefined ? {} : { device }) };
  return JSON.stringify({ ...previous, jti, retries: previous.retries + 1, chain } satisfies VisitTokenClaims);
}

/** Whether a visit may be used by an account: its first use by any, a retry by whoever tried first alone. */
export function isVisitOf({ chain }: VisitTokenClaims, { account, device }: ChainOwner): boolean {
  return chain === undefined || (chain.account === account && chain.device === device);
}
