import * as z from "zod";
import type { Immutable } from "./immutable.ts";
import { APP_RISK_METRIC_MAX, APP_VERDICT_LABELS_MAX } from "./limits.ts";
import { integer, text } from "./text.ts";

/**
 * What Apple's App Attest or Google's Play Integrity said of a shop's app, as the shop's own word: it has verified the verdict on its server,
 * over a challenge of this very checkout. Members and values are theirs, so that a shop copies them; values that they add later say nothing.
 */
export const appVerdict = z
  .discriminatedUnion("by", [
    z.strictObject({
      by: z.literal("app_attest"),
      /** The assertion is of the shop's app, by a key that was attested. */
      verified: z.boolean(),
      /** Apple's count of keys that were attested on the device within its last thirty days or so. */
      riskMetric: integer(0, APP_RISK_METRIC_MAX).optional(),
    }),
    z.strictObject({
      by: z.literal("play_integrity"),
      appRecognitionVerdict: text,
      deviceRecognitionVerdict: z.array(text).max(APP_VERDICT_LABELS_MAX),
      deviceActivityLevel: text.optional(),
    }),
  ])
  .meta({
    id: "AppVerdict",
    description:
      "The shop's word, of the channel `app` alone. Verify the verdict on your server over a challenge of this checkout; what the app says of itself is nobody's word. A verdict that passes lifts no limit and no rule, and none is ever required.",
  });
export type AppVerdict = Immutable<z.infer<typeof appVerdict>>;

/** Labels of devices that are what they say. */
const GENUINE = ["MEETS_DEVICE_INTEGRITY", "MEETS_STRONG_INTEGRITY"];

/**
 * Whether it is the shop's own app on a real device.
 * @returns undefined where the verdict does not say
 */
export function hasPassed(verdict: AppVerdict): boolean | undefined {
  if (verdict.by === "app_attest") return verdict.verified;
  if (!verdict.deviceRecognitionVerdict.some((label) => GENUINE.includes(label))) return false;
  switch (verdict.appRecognitionVerdict) {
    case "PLAY_RECOGNIZED":
      return true;
    case "UNRECOGNIZED_VERSION":
      return false;
    default:
      return undefined;
  }
}

/** Google's four levels of how much one device asked for verdicts within the last hour, from 1 to 4. */
export function activityOf(verdict: AppVerdict): number | undefined {
  const level =
    verdict.by === "play_integrity" ? /^LEVEL_([1-4])$/.exec(verdict.deviceActivityLevel ?? "")?.[1] : undefined;
  return level === undefined ? undefined : Number(level);
}
