import type { AttemptRecord } from "../../decision/attempt-record.ts";
import type { Buyer } from "../../identity/across-sales/buyer-edges.ts";
import { traitsOf } from "../../identity/cluster/trait.ts";

const HOUR_MS = 3_600_000;

/** The buyer of a decision that held units; of any other nothing is remembered across sales. */
export function buyerOf({ allocation, keys, input, saleId, atMs }: AttemptRecord): Buyer | undefined {
  if (allocation.status !== "held") return undefined;
  const { signals } = input;
  const ageHours = signals["account.age_hours"];
  return {
    account: keys.account,
    traits: traitsOf(keys, {
      emailVerified: signals["account.email_verified"] === true,
      phoneVerified: signals["account.phone_verified"] === true,
    }),
    ...(typeof ageHours === "number" ? { createdHour: Math.round(atMs / HOUR_MS - ageHours) } : {}),
    saleId,
    atMs,
  };
}
