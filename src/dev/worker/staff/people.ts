import * as z from "zod";

const PEOPLE = z.array(z.object({ email: z.string(), sub: z.string(), role: z.enum(["trust", "brand", "admin"]) }));

/** A person who can sign in to the development console. */
export type StaffPerson = z.infer<typeof PEOPLE>[number];

/**
 * Reads the people that the launcher hands over.
 * @throws ZodError when the launcher and this Worker disagree about their shape
 */
export function parseStaffPeople(json: string): readonly StaffPerson[] {
  return PEOPLE.parse(JSON.parse(json));
}
