import * as z from "zod";
import { observationsSchema } from "../../../domain/signals/client/observations.ts";

/** How a person filled in the form: what honest people do who look unusual to a model. */
export const WAYS = [
  { way: "ordinary", title: "As I always do" },
  { way: "keyboard-only", title: "With the keyboard alone" },
  { way: "password-manager", title: "With a password manager or the browser's autofill" },
  { way: "touch", title: "On a touch screen, or with the browser's emulation of one" },
  { way: "high-latency", title: "Over a slow line, or a remote desktop" },
] as const;

/** What the page sends: consent, the way, and what the SDK observed. Everything else is dropped. */
const sentSchema = z.object({
  consent: z.literal(true),
  way: z.enum(WAYS.map(({ way }) => way)),
  startedAt: z.iso.datetime(),
  observations: observationsSchema,
});

/**
 * One line of a recording, in the form of those of programs: who, which run, in which browser, and what the SDK observed.
 * Timing and counts only: no text, no address, no token.
 */
export type PersonRecording = {
  readonly driver: string;
  readonly seed: number;
  readonly startedAt: string;
  readonly versions: { readonly browser: string };
  readonly observations: z.infer<typeof observationsSchema>;
};

/** @returns undefined where consent is missing or something else was sent */
export function readRecording(body: unknown, browser: string, nowMs: number): PersonRecording | undefined {
  const sent = sentSchema.safeParse(body);
  if (!sent.success) return undefined;
  const { way, startedAt, observations } = sent.data;
  return { driver: `person-${way}`, seed: nowMs, startedAt, versions: { browser }, observations };
}
