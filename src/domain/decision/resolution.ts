import { type BuyerAnswer, buyerAnswer } from "./buyer-message.ts";

export const RESOLUTIONS = ["approved", "denied"] as const;

/** What a person said of a checkout in review. */
export type Resolution = {
  readonly status: (typeof RESOLUTIONS)[number];
  readonly atMs: number;
  /** Rules that the account's next checkouts skip, and `SCORE_EXEMPTION` for what the score asks for; none where denied. */
  readonly rules: readonly string[];
  /** Until when an approval counts. */
  readonly expiresAtMs?: number | undefined;
};

/** The buyer's part once a person has looked: an approval holds nothing, so the buyer has to order again. */
export function resolvedAnswer({ status, expiresAtMs }: Resolution, nowMs: number): BuyerAnswer {
  if (status === "denied") return buyerAnswer("not_available");
  if (expiresAtMs === undefined) return buyerAnswer("in_review");
  return nowMs < expiresAtMs
    ? {
        code: "in_review",
        message: "A person has looked at your order. You can place it again now.",
        next: "try_again",
      }
    : {
        code: "in_review",
        message:
          "The time to place your order again has passed. The shop's help page tells how to ask for another look.",
        next: "contact_shop",
      };
}
