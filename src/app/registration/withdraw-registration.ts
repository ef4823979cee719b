import type * as z from "zod";
import { err, ok, type Result } from "../../domain/result.ts";
import { withdrawalOf } from "../../platform/tokens/receipts.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { withdrawnAnswer } from "../../wire/registration.ts";
import type { Deps } from "../deps.ts";
import { findRegistration, type RegistrationReference } from "./find-registration.ts";
import { callRegister } from "./registered-sale.ts";

/** Takes a registration back while registration is open; a repeat gets the first withdrawal again. */
export async function withdrawRegistration(
  deps: Deps,
  reference: RegistrationReference,
): Promise<Result<z.infer<typeof withdrawnAnswer>, Problem>> {
  const found = await findRegistration(deps, reference);
  if (!found.ok) return found;
  const { sale, shard, registration } = found.value;
  const { registrationId } = registration;
  const text = await withdrawalOf(await tokenKeysOf(deps.config), sale, registration, deps.nowMs);
  const { terms } = sale;
  const taken = await callRegister(
    deps,
    sale,
    shard,
    async (object) => await object.withdraw({ terms, registrationId, text }),
  );
  if (!taken.ok) return taken;
  if (!taken.value.ok) return err(problemOf(taken.value.error));
  return ok({ status: "withdrawn", receipt: taken.value.value.withdrawn?.text ?? text });
}
