import type { StaffPerson } from "./worker/staff/people.ts";

/** Two people per role, so that everything which needs a second person can be tried on one machine. */
export const DEVELOPMENT_STAFF: readonly StaffPerson[] = (["trust", "brand", "admin"] as const).flatMap((role) =>
  ["1", "2"].map((number) => ({
    email: `${role}-${number}@firsthand.test`,
    sub: `development-${role}-${number}`,
    role,
  })),
);
