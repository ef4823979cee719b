import { err, type Result } from "../../../domain/result.ts";
import { crc32 } from "./crc32.ts";
import { type CleanImage, type ImageProblem, type ImageSize, joinImage, lettersAt, viewOf } from "./image.ts";

export const PNG_START: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What a viewer needs for the pixels and their colours. Profiles (`iCCP`) are left out, since they name screens and people. */
const KEPT = new Set(["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "IDAT", "IEND"]);
const HEADER_BYTES = 8;
const CRC_BYTES = 4;

/** @see ISO/IEC 15948 (PNG), clause 5 */
export function cleanPng(bytes: Uint8Array): Result<CleanImage, ImageProblem> {
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [Uint8Array.from(PNG_START)];
  let size: ImageSize | undefined;
  let hasPixels = false;
  for (let at = PNG_START.length; at + HEADER_BYTES + CRC_BYTES <= bytes.length; ) {
    const dataAt = at + HEADER_BYTES;
    const dataEnd = dataAt + view.getUint32(at);
    const kind = lettersAt(bytes, at + 4);
    if (dataEnd + CRC_BYTES > bytes.length) break;
    if (view.getUint32(dataEnd) !== crc32(bytes.subarray(at + 4, dataEnd))) break;
    if (size === undefined) {
      if (kind !== "IHDR" || dataEnd - dataAt !== 13) break;
      size = { widthPixels: view.getUint32(dataAt), heightPixels: view.getUint32(dataAt + 4) };
    }
    if (kind === "acTL") return err("animated");
    if (kind === "IDAT") hasPixels = true;
    if (KEPT.has(kind)) parts.push(bytes.subarray(at, dataEnd + CRC_BYTES));
    if (kind === "IEND") return hasPixels ? joinImage("image/png", size, parts) : err("damaged");
    at = dataEnd + CRC_BYTES;
  }
  return err("damaged");
}
