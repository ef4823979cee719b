import { err, type Result } from "../../../domain/result.ts";
import { utf8 } from "../../../domain/utf8.ts";
import { type CleanImage, type ImageProblem, type ImageSize, joinImage, lettersAt, standsAt, viewOf } from "./image.ts";

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const VP8X_BYTES = 10;
/** Of `VP8X`: that there is transparency. The other marks tell of what is taken out here. */
const ALPHA = 0x10;
const ANIMATION = 0x02;

/** @see RFC 9649 (WebP), section 2 */
export function cleanWebp(bytes: Uint8Array): Result<CleanImage, ImageProblem> {
  if (bytes.length < RIFF_HEADER_BYTES) return err("damaged");
  const view = viewOf(bytes);
  const end = CHUNK_HEADER_BYTES + view.getUint32(4, true);
  if (end > bytes.length) return err("damaged");
  const chunks: Uint8Array[] = [];
  let size: ImageSize | undefined;
  for (let at = RIFF_HEADER_BYTES; at < end; ) {
    if (at + CHUNK_HEADER_BYTES > end) return err("damaged");
    const dataAt = at + CHUNK_HEADER_BYTES;
    const dataBytes = view.getUint32(at + 4, true);
    const next = dataAt + dataBytes + (dataBytes % 2);
    if (next > end) return err("damaged");
    const kind = lettersAt(bytes, at);
    const data = bytes.subarray(dataAt, dataAt + dataBytes);
    if (kind === "VP8X") {
      const flags = data[0] ?? 0;
      if (flags & ANIMATION) return err("animated");
      if (dataBytes !== VP8X_BYTES) return err("surplus");
      const chunk = bytes.slice(at, next);
      chunk.set([flags & ALPHA, 0, 0, 0], CHUNK_HEADER_BYTES);
      chunks.push(chunk);
    } else if (kind === "ALPH" || kind === "VP8 " || kind === "VP8L") {
      if (kind !== "ALPH" && size !== undefined) return err("surplus");
      if (kind !== "ALPH") size = kind === "VP8 " ? lossySize(data) : losslessSize(data);
      chunks.push(padded(bytes.slice(at, next), dataBytes));
    }
    at = next;
  }
  return joinImage("image/webp", size, [riffHeader(chunks), ...chunks]);
}

/** The byte that makes a chunk even is nobody's. */
function padded(chunk: Uint8Array, dataBytes: number): Uint8Array {
  if (dataBytes % 2 === 1) chunk[CHUNK_HEADER_BYTES + dataBytes] = 0;
  return chunk;
}

function riffHeader(chunks: readonly Uint8Array[]): Uint8Array {
  const header = new Uint8Array(RIFF_HEADER_BYTES);
  header.set(utf8("RIFF"));
  header.set(utf8("WEBP"), 8);
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 4);
  viewOf(header).setUint32(4, bytes, true);
  return header;
}

/** The size in a key frame of VP8 (RFC 6386, section 9.1). */
function lossySize(data: Uint8Array): ImageSize | undefined {
  if (data.length < 10 || !standsAt(data, 3, [0x9d, 0x01, 0x2a])) return undefined;
  const view = viewOf(data);
  return { widthPixels: view.getUint16(6, true) & 0x3fff, heightPixels: view.getUint16(8, true) & 0x3fff };
}

function losslessSize(data: Uint8Array): ImageSize | undefined {
  if (data.length < 5 || data[0] !== 0x2f) return undefined;
  const bits = viewOf(data).getUint32(1, true);
  return { widthPixels: (bits & 0x3fff) + 1, heightPixels: ((bits >>> 14) & 0x3fff) + 1 };
}
