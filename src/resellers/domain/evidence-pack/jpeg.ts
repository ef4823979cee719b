import { err, type Result } from "../../../domain/result.ts";
import { type CleanImage, type ImageProblem, type ImageSize, joinImage, standsAt, viewOf } from "./image.ts";

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** Marks what the colours are; without it some pictures are shown in wrong ones. */
const APP14_ADOBE = 0xee;
const APP0 = 0xe0;
/** Tables of Huffman and of arithmetic coding, start of scan, tables of quantisation, number of lines, restart interval. */
const CODING = new Set([0xc4, 0xcc, START_OF_SCAN, 0xdb, 0xdc, 0xdd]);
/** The length of a JFIF header without a preview. */
const JFIF_BYTES = 16;

/** @see ITU-T T.81 (JPEG), annex B */
export function cleanJpeg(bytes: Uint8Array): Result<CleanImage, ImageProblem> {
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: ImageSize | undefined;
  let hasPixels = false;
  for (let at = 2; at + 1 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === END_OF_IMAGE) {
      parts.push(bytes.subarray(at, at + 2));
      return hasPixels ? joinImage("image/jpeg", size, parts) : err("damaged");
    }
    if (at + 4 > bytes.length) break;
    const headerEnd = at + 2 + view.getUint16(at + 2);
    if (headerEnd > bytes.length || headerEnd < at + 4) break;
    if (isFrame(marker) && headerEnd >= at + 9) {
      size = { heightPixels: view.getUint16(at + 5), widthPixels: view.getUint16(at + 7) };
    }
    if (marker === START_OF_SCAN) hasPixels = size !== undefined;
    const end = marker === START_OF_SCAN ? scanEnd(bytes, headerEnd) : headerEnd;
    if (!isWhole(bytes, at, headerEnd)) return err("surplus");
    if (isKept(bytes, at, headerEnd)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return err("damaged");
}

/** Start of frame, whatever the coding; three numbers in that range mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Whether a part that is kept has the bytes that its kind has: what is longer hides something. */
function isWhole(bytes: Uint8Array, at: number, end: number): boolean {
  const marker = bytes[at + 1] ?? 0;
  const length = end - at - 2;
  if (isFrame(marker)) return length === 8 + 3 * (bytes[at + 9] ?? 0);
  switch (marker) {
    case START_OF_SCAN:
      return length === 6 + 2 * (bytes[at + 4] ?? 0);
    case 0xdd:
    case 0xdc:
      return length === 4;
    case 0xdb:
      return endOfTables(at + 4, end, (from) => 1 + ((bytes[from] ?? 0) >> 4 === 0 ? 64 : 128)) === end;
    case 0xc4:
      return endOfTables(at + 4, end, (from) => 17 + codesOf(bytes, from)) === end;
    default:
      return true;
  }
}

function endOfTables(at: number, end: number, lengthAt: (from: number) => number): number {
  let from = at;
  while (from < end) from += lengthAt(from);
  return from;
}

function codesOf(bytes: Uint8Array, from: number): number {
  return bytes.subarray(from + 1, from + 17).reduce((sum, codes) => sum + codes, 0);
}

function isKept(bytes: Uint8Array, at: number, end: number): boolean {
  const marker = bytes[at + 1] ?? 0;
  if (marker < APP0) return isFrame(marker) || CODING.has(marker);
  if (marker > 0xef) return false;
  if (marker === APP14_ADOBE) return standsAt(bytes, at + 4, [0x41, 0x64, 0x6f, 0x62, 0x65]);
  const isJfif = standsAt(bytes, at + 4, [0x4a, 0x46, 0x49, 0x46, 0]);
  return marker === APP0 && isJfif && end - at === JFIF_BYTES + 2;
}

/** Where the coded pixels end: at the first marker that is no escaped byte and no restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
