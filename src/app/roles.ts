import type { StaffRole } from "../config.ts";

/** Everybody with a role here. */
export const ANY_ROLE: readonly StaffRole[] = ["trust", "brand", "admin"];

/** Who decides about checkouts and accounts: by the policy, in a review, by cutting links, by pausing a sale. */
export const TRUST_ROLES: readonly StaffRole[] = ["trust", "admin"];

/** Who scans, imports partners and decides cases. */
export const BRAND_ROLES: readonly StaffRole[] = ["brand", "admin"];

/** Who reads cases: checkouts and impostors are two sides of one matter. */
export const CASE_READERS: readonly StaffRole[] = ["brand", "trust", "admin"];

/** Who is told secrets of shops. */
export const SECRET_ROLES: readonly StaffRole[] = ["admin"];

/** Who forgets a person for good. */
export const ERASER_ROLES: readonly StaffRole[] = ["admin"];
