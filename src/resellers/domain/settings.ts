import * as z from "zod";
import { ok, type Result } from "../../domain/result.ts";
import { type FileProblem, parseCheckedYaml } from "./checked-yaml.ts";
import { DETECTORS, type DetectorId } from "./detectors/registry.ts";
import type { FlagThresholds } from "./thresholds.ts";
import {
  compilePhraseWords,
  compileVocabulary,
  type PhraseWords,
  type Vocabulary,
  vocabularySchema,
} from "./words/vocabulary.ts";

const logOdds = z.number().min(-10).max(10);

/** One table of weights per detector, one weight per sign: none may be missing, none may be unknown. */
const weightsSchema = z.strictObject(
  Object.fromEntries(
    DETECTORS.map(({ id, signs }) => [id, z.strictObject(Object.fromEntries(signs.map((sign) => [sign, logOdds])))]),
  ),
);

/** `rules/resellers.yaml` as it is written: plain values that JSON carries too. */
export const resellerSettingsSchema = z.strictObject({
  calibration: z.strictObject({ intercept: logOdds, slope: z.number().positive().max(5) }),
  thresholds: z.strictObject({
    flagFrom: z.number().gt(0).lt(1),
    markUpRatioMin: z.number().gt(1).max(100),
    tooCheapRatioMax: z.number().gt(0).lt(1),
  }),
  weights: weightsSchema,
  /** Hosts where many sellers share one name, so that a partner may claim pages there but never the host. */
  marketplaces: z.array(z.string()).max(2_000),
  words: vocabularySchema,
});
export type ResellerSettingsFile = z.infer<typeof resellerSettingsSchema>;

/** `rules/resellers.yaml`, checked: what each sign weighs, from which score on a host is flagged, and the known words. */
export type ResellerSettings = {
  readonly calibration: { readonly intercept: number; readonly slope: number };
  readonly thresholds: FlagThresholds;
  readonly weights: ReadonlyMap<DetectorId, ReadonlyMap<string, number>>;
  readonly marketplaces: ReadonlySet<string>;
  readonly vocabulary: Vocabulary;
  readonly phraseWords: PhraseWords;
};

/** @returns the settings, or every problem of the file with line and column */
export function parseResellerSettings(text: string): Result<ResellerSettings, readonly FileProblem[]> {
  const file = readResellerSettings(text);
  return file.ok ? ok(compileResellerSettings(file.value)) : file;
}

/** The same as plain values, to be stored or sent. */
export function readResellerSettings(text: string): Result<ResellerSettingsFile, readonly FileProblem[]> {
  return parseCheckedYaml(text, resellerSettingsSchema);
}

export function compileResellerSettings(file: ResellerSettingsFile): ResellerSettings {
  const { calibration, thresholds, weights, marketplaces, words } = file;
  return {
    calibration,
    thresholds,
    weights: new Map(DETECTORS.map(({ id }) => [id, new Map(Object.entries(weights[id] ?? {}))])),
    marketplaces: new Set(marketplaces),
    vocabulary: compileVocabulary(words),
    phraseWords: compilePhraseWords(words),
  };
}
