import * as z from "zod";
import type { Pepper } from "../../domain/identity/pseudonym.ts";
import { UsageError } from "../shared/command-line.ts";
import { parsedJson } from "../shared/parsed-json.ts";

const settingSchema = z.array(z.object({ epoch: z.string().min(1), k: z.base64url() })).min(1);

/**
 * The peppers of the setting `PEPPERS`, as the service reads it; none where it is not set.
 * @throws UsageError where the setting holds no pepper; its text is never repeated
 */
export function readPeppers(setting: string | undefined): readonly Pepper[] {
  if (setting === undefined) return [];
  const parsed = settingSchema.safeParse(parsedJson(setting));
  if (!parsed.success) throw pepperError();
  return parsed.data.map(({ epoch, k }) => ({ epoch, key: Buffer.from(k, "base64url") }));
}

/** For a setting that holds no pepper, or is not there where one is needed. */
export function pepperError(): UsageError {
  return new UsageError(
    'PEPPERS must be set as for the service: [{"epoch":"e1","k":"<32 random bytes in base64url>"}].',
  );
}
