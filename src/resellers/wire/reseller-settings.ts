import * as z from "zod";
import type { PublicationRefusal } from "../../domain/publication/publication.ts";
import { instant } from "../../domain/text.ts";
import type { Problem } from "../../wire/problem.ts";
import { endedProposals, publicationProblem, why } from "../../wire/publication.ts";
import { YAML_CHARS_MAX } from "../domain/checked-yaml.ts";

const settingsText = z
  .string()
  .max(YAML_CHARS_MAX)
  .meta({ description: "The whole of `resellers.yaml`: weights, thresholds, marketplaces and words." });

/** Body of `POST /v1/resellers/settings/checks`. */
export const checkSettingsBody = z.strictObject({ text: settingsText }).meta({ id: "SettingsCheck" });
/** Body of `POST /v1/resellers/settings/publish`. */
export const publishSettingsBody = z.strictObject({ text: settingsText, why }).meta({ id: "SettingsPublication" });
const effect = z
  .object({
    cases: z.int().meta({ description: "Undecided cases that were judged anew." }),
    newlyFlagged: z.int(),
    noLongerFlagged: z.int(),
    confirmedNotFlagged: z
      .int()
      .meta({ description: "Cases of confirmed impostors that these settings would not flag." }),
  })
  .meta({ id: "SettingsEffect" });
const needs = z.array(z.enum(["no-cases", "moves-many", "misses-confirmed"]));

/** Answer of `POST /v1/resellers/settings/checks`. */
export const settingsPreviewAnswer = z
  .object({
    hash: z.string(),
    against: z.string().meta({ description: "The live settings that it was compared with." }),
    changes: z.array(z.object({ path: z.string(), before: z.string().optional(), after: z.string().optional() })),
    effect,
    needs: needs.meta({ description: "Why a second person would have to agree; empty where one is enough." }),
    moved: z
      .array(
        z.object({
          caseId: z.string(),
          subject: z.string(),
          scoreBefore: z.number(),
          scoreAfter: z.number(),
          flagAfter: z.boolean(),
        }),
      )
      .meta({ description: "The first of the cases that would be flagged, or would not be any more." }),
  })
  .meta({ id: "SettingsPreview" });

/** Answer of whatever changes the settings. */
export const changedSettingsAnswer = z
  .object({
    status: z.enum(["live", "waiting", "withdrawn"]),
    hash: z.string().optional(),
    proposal: z
      .int()
      .optional()
      .meta({ description: "Number of what a second person approves, or of what was withdrawn." }),
    needs: needs.optional(),
    effect: effect.optional(),
    endedProposals,
  })
  .meta({ id: "ChangedSettings" });

/** Answer of `GET /v1/resellers/settings`. */
export const settingsAnswer = z
  .object({
    hash: z.string(),
    text: z.string(),
    proposals: z.array(
      z.object({ proposal: z.int(), hash: z.string(), by: z.string(), at: instant, why: z.string(), effect, needs }),
    ),
    history: z.array(
      z.object({
        seq: z.int(),
        entryHash: z.string(),
        kind: z.enum(["proposed", "published", "withdrawn"]),
        at: instant,
        by: z.string(),
        why: z.string(),
        hash: z.string().optional(),
        approvedBy: z.string().optional(),
      }),
    ),
  })
  .meta({ id: "ResellerSettings" });

/** What the caller hears of a refusal. */
export function settingsProblem(refusal: PublicationRefusal | { readonly kind: "busy" }): Problem {
  if (refusal.kind !== "busy") return publicationProblem(refusal);
  return { slug: "overloaded", detail: "Others change the settings just now. Try again.", retryAfterSeconds: 1 };
}
