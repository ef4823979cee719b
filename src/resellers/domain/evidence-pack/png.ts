import { err, type Result } from "../../../domain/result.ts";
import { crc32 } from "./crc32.ts";
import { type CleanImage, dataViewOf, type ImageProblem, type ImageSize, joinImage, lettersAt } from "./image.ts";

export const PNG_START: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * What a viewer needs for the pixels and their colours, each with the bytes that it may have: a longer one hides something.
 * Profiles (`iCCP`) are left out, since they name screens and people.
 */
const KEPT = new Map<string, (bytes: number) => boolean>([
  ["IHDR", (bytes) => bytes === 13],
  ["PLTE", (bytes) => bytes <= 768 && bytes % 3 === 0],
  ["tRNS", (bytes) => bytes <= 256],
  ["gAMA", (bytes) => bytes === 4],
  ["cHRM", (bytes) => bytes === 32],
  ["sRGB", (bytes) => bytes === 1],
  ["sBIT", (bytes) => bytes <= 4],
  ["bKGD", (bytes) => bytes <= 6],
  ["pHYs", (bytes) => bytes === 9],
  ["IDAT", () => true],
  ["IEND", (bytes) => bytes === 0],
]);
const HEADER_BYTES = 8;
const CRC_BYTES = 4;

/** @see ISO/IEC 15948 (PNG), clause 5 */
export function cleanPng(bytes: Uint8Array): Result<CleanImage, ImageProblem> {
  const view = dataViewOf(bytes);
  const parts: Uint8Array[] = [Uint8Array.from(PNG_START)];
  let size: ImageSize | undefined;
  let rawBytes: number | undefined;
  const deflated: Uint8Array[] = [];
  const seen = new Set<string>();
  for (let at = PNG_START.length; at + HEADER_BYTES + CRC_BYTES <= bytes.length; ) {
    const dataAt = at + HEADER_BYTES;
    const dataEnd = dataAt + view.getUint32(at);
    const kind = lettersAt(bytes, at + 4);
    if (dataEnd + CRC_BYTES > bytes.length) break;
    if (view.getUint32(dataEnd) !== crc32(bytes.subarray(at + 4, dataEnd))) break;
    if (size === undefined) {
      if (kind !== "IHDR" || dataEnd - dataAt !== 13) break;
      rawBytes = rawBytesOf(view, dataAt);
      size = { widthPixels: view.getUint32(dataAt), heightPixels: view.getUint32(dataAt + 4) };
    }
    if (kind === "acTL") return err("animated");
    if (kind === "IDAT") deflated.push(bytes.subarray(dataAt, dataEnd));
    else if (KEPT.has(kind) && seen.has(kind)) return err("surplus");
    seen.add(kind);
    if (KEPT.get(kind)?.(dataEnd - dataAt) === false) return err("surplus");
    if (KEPT.has(kind)) parts.push(bytes.subarray(at, dataEnd + CRC_BYTES));
    if (kind === "IEND") {
      if (deflated.length === 0 || rawBytes === undefined) return err("damaged");
      return joinImage(size, parts, { parts: deflated, rawBytes });
    }
    at = dataEnd + CRC_BYTES;
  }
  return err("damaged");
}

const SAMPLES: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);

/** The passes of an interlaced picture: where each begins, and how far apart its pixels stand (clause 8.2). */
const PASSES = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const;
const WHOLE = [[0, 1, 0, 1]] as const;

/** Bytes that the pixels come to before they are compressed: a byte of filter before each line. Undefined where no viewer reads it. */
function rawBytesOf(view: DataView, at: number): number | undefined {
  const [width, height] = [view.getUint32(at), view.getUint32(at + 4)];
  const samples = SAMPLES.get(view.getUint8(at + 9));
  const interlace = view.getUint8(at + 12);
  if (samples === undefined || interlace > 1) return undefined;
  const bitsPerPixel = samples * view.getUint8(at + 8);
  return (interlace === 1 ? PASSES : WHOLE).reduce((sum, [x, stepX, y, stepY]) => {
    const [columns, rows] = [Math.ceil((width - x) / stepX), Math.ceil((height - y) / stepY)];
    return columns <= 0 || rows <= 0 ? sum : sum + rows * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  }, 0);
}
