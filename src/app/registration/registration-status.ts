import type * as z from "zod";
import { REGISTRATION_POLL_MS } from "../../domain/limits.ts";
import { statusOf } from "../../domain/registration/register.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { Problem } from "../../wire/problem.ts";
import type { registrationStatusAnswer } from "../../wire/registration.ts";
import type { Deps } from "../deps.ts";
import { findRegistration, type RegistrationReference } from "./find-registration.ts";

/** How a registration stands, for the holder of its receipt and for its shop. */
export async function registrationStatus(
  deps: Deps,
  reference: RegistrationReference,
): Promise<Result<z.infer<typeof registrationStatusAnswer>, Problem>> {
  const found = await findRegistration(deps, reference);
  if (!found.ok) return found;
  const { sale, registration } = found.value;
  const { nowMs } = deps;
  return ok({
    registrationId: registration.registrationId,
    status: statusOf(registration, sale.terms, nowMs),
    recordedAt: new Date(registration.recordedAtMs).toISOString(),
    weight: 1,
    serverTimeMs: nowMs,
    pollAfterMs: REGISTRATION_POLL_MS,
  });
}
