import * as z from "zod";
import { canonicalJson, type Json } from "../../canonical-json.ts";
import { observationsSchema } from "./observations.ts";
import type { ClientReading } from "./reading.ts";

const OBSERVATIONS_MAX = 32;
const DEPTH_MAX = 6;
const PROOF_CHARS_MAX = 2_048;

const payload = z.object({
  v: z.literal(1),
  observations: z.record(z.string().max(64), z.unknown()),
  proof: z.string().max(PROOF_CHARS_MAX).optional(),
});

/** What the parser hands on: the reading, and what is needed to verify the browser's key over it. */
export type ParsedClientSignals = {
  readonly reading: ClientReading;
  readonly proof?: ClientProofClaim | undefined;
};

/** A proof still to be verified: a compact JWS, and the text whose SHA-256 its `hash` claim must be. */
export type ClientProofClaim = { readonly jws: string; readonly hashed: string };

/**
 * Reads what the browser SDK sent. Never throws and never refuses: what cannot be read is a reading `invalid`.
 * Observations with unknown names are those of a newer SDK: left unread, yet covered by the proof.
 *
 * @param signals `{ v: 1, observations: { <name>: { state, value? } }, proof?: <compact JWS> }`, or `undefined`
 */
export function parseClientSignals(signals: unknown): ParsedClientSignals {
  if (signals === undefined) return { reading: { state: "absent" } };
  const sent = payload.safeParse(signals);
  if (!sent.success) return { reading: { state: "invalid" } };
  const { observations: raw, proof } = sent.data;
  if (Object.keys(raw).length > OBSERVATIONS_MAX) return { reading: { state: "invalid" } };
  const read = observationsSchema.safeParse(raw);
  if (!read.success) return { reading: { state: "invalid" } };
  const reading: ClientReading = { state: "ok", observations: read.data };
  if (proof === undefined) return { reading };
  return isJson(raw, DEPTH_MAX)
    ? { reading, proof: { jws: proof, hashed: canonicalJson(raw) } }
    : { reading: { state: "invalid" } };
}

function isJson(value: unknown, depth: number): value is Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth === 0) return false;
  return Object.values(value).every((member) => isJson(member, depth - 1));
}
