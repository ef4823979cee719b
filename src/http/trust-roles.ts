import type { StaffRole } from "../config.ts";

/** Who decides about checkouts and accounts: by the policy, in a review, by cutting links, by pausing a sale. */
export const TRUST_ROLES: readonly StaffRole[] = ["trust", "admin"];
