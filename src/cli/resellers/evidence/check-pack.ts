import { createHash } from "node:crypto";
import { createLocalJWKSet, flattenedVerify, type JSONWebKeySet } from "jose";
import * as z from "zod";
import { isIntact } from "../../../domain/hash-chain.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { TokenKind } from "../../../domain/tokens/kinds.ts";
import {
  type EvidencePackClaims,
  evidencePackClaims,
  MANIFEST_PATH,
} from "../../../resellers/domain/tokens/evidence-pack.ts";
import { parsedJson } from "../../shared/parsed-json.ts";

const TYP: TokenKind = "evidence-pack+jwt";

const manifest = z.object({ payload: z.string(), protected: z.string(), signature: z.string() });
const entry = z.object({ seq: z.int(), previous: z.string(), hash: z.string(), body: z.json().optional() });
const custody = z.object({ entries: z.array(entry) });

/** What is true of one file. `unlisted`: the signature says nothing about it. */
export type FileState = "as signed" | "changed" | "missing" | "unlisted";
export type CheckedFile = { readonly path: string; readonly bytes: number; readonly state: FileState };

export type CheckedPack = {
  readonly claims: EvidencePackClaims;
  readonly files: readonly CheckedFile[];
  /** Entries of the history whose words are in the pack, and how many of them have the hash that they say. */
  readonly entries: { readonly shown: number; readonly intact: number; readonly withheld: number };
};

/** Verifies the signature of a pack, then every file by it, then every entry of the history by its own hash. */
export async function checkPack(
  files: ReadonlyMap<string, Buffer>,
  keys: JSONWebKeySet,
): Promise<Result<CheckedPack, string>> {
  const signed = manifest.safeParse(jsonOf(files.get(MANIFEST_PATH)));
  if (!signed.success) return err(`there is no ${MANIFEST_PATH} with a signature in it`);
  const claims = await claimsOf(signed.data, keys);
  if (!claims.ok) return claims;
  const listed = claims.value.files.map(({ path, bytes, sha256 }): CheckedFile => {
    const file = files.get(path);
    if (file === undefined) return { path, bytes, state: "missing" };
    const isSame = file.length === bytes && createHash("sha256").update(file).digest("hex") === sha256;
    return { path, bytes: file.length, state: isSame ? "as signed" : "changed" };
  });
  const names = new Set([MANIFEST_PATH, ...listed.map(({ path }) => path)]);
  const unlisted = [...files].flatMap(([path, { length }]): CheckedFile[] =>
    names.has(path) ? [] : [{ path, bytes: length, state: "unlisted" }],
  );
  return ok({ claims: claims.value, files: [...listed, ...unlisted], entries: entriesOf(files.get("custody.json")) });
}

async function claimsOf(
  signed: z.infer<typeof manifest>,
  keys: JSONWebKeySet,
): Promise<Result<EvidencePackClaims, string>> {
  try {
    const { payload, protectedHeader } = await flattenedVerify(signed, createLocalJWKSet(keys), {
      algorithms: ["EdDSA"],
    });
    if (protectedHeader?.typ !== TYP) return err(`the signature is on something else (${protectedHeader?.typ})`);
    const claims = evidencePackClaims.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return claims.success ? ok(claims.data) : err("the manifest is not in the form that this version knows");
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

function entriesOf(file: Buffer | undefined): CheckedPack["entries"] {
  const parsed = custody.safeParse(jsonOf(file));
  const entries = parsed.success ? parsed.data.entries : [];
  const shown = entries.flatMap(({ body, ...place }) => (body === undefined ? [] : [{ ...place, body }]));
  return { shown: shown.length, intact: shown.filter(isIntact).length, withheld: entries.length - shown.length };
}

function jsonOf(file: Buffer | undefined): unknown {
  return file === undefined ? undefined : parsedJson(file.toString("utf8"));
}
