import type * as z from "zod";
import type { ProblemSlug } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";

export type QueryParameter = { readonly name: string; readonly description: string; readonly required?: boolean };

/** One call of the API: what it takes, what it answers, and who may make it. OpenAPI and the router are both made from it. */
export type Route = {
  readonly method: "get" | "put" | "post" | "delete";
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly tag: "Public" | "Shop" | "Staff";
  readonly caller: "anybody" | "shop" | "shop or browser" | "shop or staff" | "staff";
  /** The call changes something and needs an `Idempotency-Key`. */
  readonly keyed?: boolean | undefined;
  /** Parameters after the question mark. */
  readonly query?: readonly QueryParameter[] | undefined;
  readonly body?: z.ZodType | undefined;
  /** Bytes that a body may hold; absent where it is `BODY_BYTES_MAX`. */
  readonly bodyBytesMax?: number | undefined;
  /** Media types of a body that is a file; beside `body` where both are taken. */
  readonly bodyTypes?: readonly string[] | undefined;
  /** Body of the `200`, or one line of it where that is NDJSON; absent where it is neither. */
  readonly answer?: z.ZodType | undefined;
  readonly answersLines?: boolean | undefined;
  /** Media types of a `200` that is a file. */
  readonly answerTypes?: readonly string[] | undefined;
  readonly problems: readonly ProblemSlug[];
  readonly handle: (c: HttpContext) => Promise<Response> | Response;
};
