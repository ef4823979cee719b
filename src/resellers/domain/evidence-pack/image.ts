import { err, ok, type Result } from "../../../domain/result.ts";

/** Pictures that are taken. */
export const IMAGE_TYPE = "image/png";
/** Pictures that are there: those of other formats are of before nothing but PNG was taken. */
export const IMAGE_TYPES = [IMAGE_TYPE, "image/jpeg", "image/webp"] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** No side of a picture is longer: a few bytes can ask a viewer for gigabytes of memory. */
export const IMAGE_SIDE_PIXELS_MAX = 16_384;

/** Nor has it more pixels in all: a long page on a sharp screen has fewer. */
export const IMAGE_PIXELS_MAX = 40_000_000;

/** A picture and nothing but its pixels. */
export type CleanImage = {
  readonly type: typeof IMAGE_TYPE;
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Its compressed pixels, and the bytes that they must come to, no more and no fewer. */
  readonly deflated: { readonly parts: readonly Uint8Array[]; readonly rawBytes: number };
};

/** `surplus`: it holds bytes that no viewer shows; `not-cleanable`: of its format nobody can tell. */
export type ImageProblem = "not-an-image" | "not-cleanable" | "damaged" | "surplus" | "animated" | "too-many-pixels";

export type ImageSize = { readonly widthPixels: number; readonly heightPixels: number };

/** Joins the parts that are kept of a picture, where its size is one that can be shown. */
export function joinImage(
  size: ImageSize | undefined,
  parts: readonly Uint8Array[],
  deflated: CleanImage["deflated"],
): Result<CleanImage, ImageProblem> {
  if (size === undefined || size.widthPixels < 1 || size.heightPixels < 1) return err("damaged");
  if (Math.max(size.widthPixels, size.heightPixels) > IMAGE_SIDE_PIXELS_MAX) return err("too-many-pixels");
  if (size.widthPixels * size.heightPixels > IMAGE_PIXELS_MAX) return err("too-many-pixels");
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return ok({ type: IMAGE_TYPE, ...size, bytes, deflated });
}

/** Whether these bytes stand there. */
export function standsAt(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}

/** Four letters of a format's own, such as the kind of a chunk. */
export function lettersAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

export function dataViewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
