import type { StaffRole } from "../../config.ts";

/** Who scans, imports partners and decides cases. */
export const BRAND_ROLES: readonly StaffRole[] = ["brand", "admin"];
/** Who may read cases: checkouts and impostors are two sides of one matter. */
export const CASE_READERS: readonly StaffRole[] = ["brand", "trust", "admin"];
