import * as z from "zod";
import { CHECKOUT_QUANTITY_MAX } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { FieldProblem, OrderForm } from "./order.ts";
import { PAYMENT_METHODS } from "./product.ts";

const TEXT_CHARS_MAX = 120;

const short = z.string().trim().max(TEXT_CHARS_MAX, `Use at most ${TEXT_CHARS_MAX} characters`);
const text = (message: string) => short.min(1, message);
const optional = short.default("");

const FIELDS = z.object({
  name: text("Enter the name of the person who receives the parcel"),
  line1: text("Enter the flat or house"),
  line2: optional,
  city: text("Enter the town or city"),
  region: optional,
  postalCode: z
    .string()
    .trim()
    .regex(/^[1-9][0-9]{5}$/, "Enter the PIN code, six digits such as 400001"),
  paymentMethod: z.enum(
    PAYMENT_METHODS.map(({ method }) => method),
    "Choose how you want to pay",
  ),
  quantity: z.coerce
    .number("Choose how many")
    .int("Choose a whole number")
    .min(1, "Choose at least one")
    .max(CHECKOUT_QUANTITY_MAX, `Choose at most ${CHECKOUT_QUANTITY_MAX}`),
});

const VISIT = z.object({
  attempt: z.string().max(TEXT_CHARS_MAX).default(""),
  visitToken: z.string().min(1).optional(),
  signals: z.record(z.string(), z.unknown()).optional(),
  challengeToken: z.string().min(1).optional(),
});

/** What the browser SDK adds to a form, and the id that makes the same order sent twice one order. */
export type Visit = z.infer<typeof VISIT>;

/** Reads the fields of a checkout, from a form or from JSON: all that is missing or wrong at once, or the form. */
export function parseOrderForm(body: unknown): Result<OrderForm, readonly FieldProblem[]> {
  const parsed = FIELDS.safeParse(body);
  if (parsed.success) {
    const { paymentMethod, quantity, ...address } = parsed.data;
    return ok({ address, paymentMethod, quantity });
  }
  const problems = new Map<FieldProblem["field"], string>();
  for (const { path, message } of parsed.error.issues) {
    const field = FIELDS.keyof().safeParse(path[0]);
    if (field.success && !problems.has(field.data)) problems.set(field.data, message);
  }
  return err([...problems].map(([field, message]) => ({ field, message })));
}

/** Reads what the SDK added. What cannot be read is left out: the checkout then counts as one without a browser's signals. */
export function parseVisit(body: unknown): Visit {
  const parsed = VISIT.safeParse(body);
  return parsed.success ? parsed.data : { attempt: "" };
}
