import * as z from "zod";
import { EVIDENCE_PACK_AUDIENCE } from "../../../domain/tokens/kinds.ts";

/** Where the signed list of a pack's files lies in it. */
export const MANIFEST_PATH = "manifest.json";

const packedFile = z.strictObject({
  path: z.string(),
  mediaType: z.string(),
  bytes: z.int().nonnegative(),
  /** In lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PackedFile = z.infer<typeof packedFile>;

/** Claims of an evidence pack: which files it is made of, and where the history of all cases stood when it was made. */
export const evidencePackClaims = z.strictObject({
  iss: z.string(),
  aud: z.literal(EVIDENCE_PACK_AUDIENCE),
  iat: z.int().nonnegative(),
  /** The id of the pack, which the history of the case names too. */
  jti: z.string(),
  case: z.string(),
  subject: z.string(),
  /** The last entry of the history of all cases. Whoever keeps it can tell later whether entries were taken out. */
  history: z.strictObject({ entries: z.int().nonnegative(), lastHash: z.string() }),
  files: z.array(packedFile).min(1),
});
export type EvidencePackClaims = z.infer<typeof evidencePackClaims>;

/** The exact payload of a pack's manifest. It has no end: what was true of a shop on that day stays true. */
export function evidencePackPayload({
  issuer,
  packId,
  madeAtMs,
  caseId,
  ...claims
}: Pick<EvidencePackClaims, "subject" | "history" | "files"> & {
  readonly issuer: string;
  readonly packId: string;
  readonly madeAtMs: number;
  readonly caseId: string;
}): string {
  return JSON.stringify({
    iss: issuer,
    aud: EVIDENCE_PACK_AUDIENCE,
    iat: Math.floor(madeAtMs / 1000),
    jti: packId,
    case: caseId,
    ...claims,
  } satisfies EvidencePackClaims);
}
