import * as z from "zod";
import type { Assessor } from "./assess.ts";
import { compileBrand } from "./brand/brand.ts";
import { buildBrandIndex } from "./brand/brand-index.ts";
import { brandProfileSchema } from "./brand/profile.ts";
import { compileResellerSettings, resellerSettingsSchema } from "./settings.ts";

/** Settings and all brand profiles in one plain value: what a build makes of the files, so that no request reads YAML. */
export const resellerRulesSchema = z.strictObject({
  settings: resellerSettingsSchema,
  /** `resellers.yaml` as it was written, comments included, to be edited. */
  settingsText: z.string(),
  brands: z.array(brandProfileSchema),
});
export type ResellerRules = z.infer<typeof resellerRulesSchema>;

/** Everything that assessing needs except the registry of partners, which changes while a service runs. */
export function compileResellerRules({
  settings,
  brands,
}: Omit<ResellerRules, "settingsText">): Omit<Assessor, "partners"> {
  const compiled = compileResellerSettings(settings);
  return { settings: compiled, brands: buildBrandIndex(brands.map(compileBrand), compiled) };
}
