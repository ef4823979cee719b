import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { canonicalJson, type Json } from "../canonical-json.ts";
import { utf8 } from "../utf8.ts";

/** `sha256-` and hexadecimal over the canonical JSON of what is served of a model: its manifest and its weights. */
export function modelHash(manifest: Json, weights: Json): string {
  return `sha256-${bytesToHex(sha256(utf8(canonicalJson([manifest, weights]))))}`;
}
