import * as z from "zod";
import { PROBLEM_ERRORS_MAX } from "../domain/limits.ts";

/** Answer of `GET /healthz`. */
export const healthAnswer = z
  .object({
    status: z.enum(["ok", "failing"]),
    policyHash: z.string(),
    modelVersion: z
      .string()
      .meta({ description: "`none` where the model could not be loaded: the policy's careful answer stands in." }),
    build: z.string(),
    serverTimeMs: z.int(),
    problems: z.array(z.string()).optional().meta({ description: "Settings that are wrong; never their values." }),
    warnings: z.array(z.string()).optional().meta({
      description: "Settings with which the service runs and nobody can use it, as they are before a deployment.",
    }),
  })
  .meta({ id: "Health" });

/** Answer of `GET /.well-known/jwks.json`. */
export const jwksAnswer = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal("OKP"),
        crv: z.literal("Ed25519"),
        x: z.string(),
        kid: z.string(),
        alg: z.literal("EdDSA"),
        use: z.literal("sig"),
      }),
    ),
  })
  .meta({ id: "Jwks" });

/** A problem document (RFC 9457). */
export const problemAnswer = z
  .looseObject({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .max(PROBLEM_ERRORS_MAX)
      .optional(),
    moreErrors: z.int().optional().meta({ description: "Places that are wrong beside the listed ones." }),
  })
  .meta({ id: "Problem" });
