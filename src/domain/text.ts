import * as z from "zod";
import { isCountry } from "./country-codes.ts";
import { TEXT_LENGTH_MAX, TOKEN_LENGTH_MAX } from "./limits.ts";

/** A short piece of text that a shop or a buyer wrote; whatever the letters, never empty. */
export const text = z.string().min(1).max(TEXT_LENGTH_MAX);

/** Text that may be anything: one of our tokens is not expected to be well formed here, its verifier says what it is. */
export const tokenText = z.string().min(1).max(TOKEN_LENGTH_MAX);

/** `UK` and `EL` are taken for `GB` and `GR`, as the codes that others use for them. */
export const countryCodeText = z
  .string()
  .regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 code such as IN")
  .refine(isCountry, "must be an ISO 3166-1 alpha-2 code of a country, such as IN");

/** RFC 3339 with Z or an offset, of the years 0 to 9999; kept and answered in UTC. */
export const instant = z
  .string()
  .overwrite(inUtc)
  .check(
    z.iso.datetime({
      error: ({ code }) =>
        code === "invalid_format"
          ? "must be a time with Z or its offset from UTC, such as 2026-12-01T08:30:00Z or 2026-12-01T14:00:00+05:30"
          : undefined,
    }),
  )
  .meta({ examples: ["2026-12-01T08:30:00Z"] });

const timeWithOffset = z.iso.datetime({ offset: true });

function inUtc(time: string): string {
  return time.endsWith("Z") || !timeWithOffset.safeParse(time).success ? time : new Date(time).toISOString();
}

/** An integer as JSON writes it. -0 is refused: it is no count, and it hides a sign. */
export function integer(min: number, max: number) {
  return z
    .int()
    .min(min)
    .max(max)
    .refine((value) => !Object.is(value, -0), { error: "must not be -0" });
}

/** An amount in the smallest unit of its currency: paise, cents. */
export const money = z.strictObject({
  amountMinor: integer(0, Number.MAX_SAFE_INTEGER),
  currency: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as INR"),
});

/** Said of every id that a shop chooses and that is stored in plain. */
export const KEPT_AS_IT_IS =
  "Kept and shown as it is: never put a name, a mailbox, a telephone number or an address into it.";
