import type { StaffPerson } from "./worker/staff/people.ts";

/** A program with a service token, which may check and replay policies. */
export const DEVELOPMENT_SERVICE = { clientId: "rules-check.access" };

/** Two people per role, so that everything which needs a second person can be tried on one machine. */
export const DEVELOPMENT_STAFF: readonly StaffPerson[] = (["trust", "brand", "admin"] as const).flatMap((role) =>
  ["1", "2"].map((number) => ({
    email: `${role}-${number}@firsthand.test`,
    sub: `development-${role}-${number}`,
    role,
  })),
);
