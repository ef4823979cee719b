import type { AttemptRecord } from "../../sale/attempt-row.ts";
import { traitsOf } from "../cluster/trait.ts";
import type { Buyer } from "./buyer-edges.ts";

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
