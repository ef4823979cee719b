import { err, type Result } from "../../../domain/result.ts";
import { type CleanImage, type ImageProblem, lettersAt, standsAt } from "./image.ts";
import { cleanPng, PNG_START } from "./png.ts";

const JPEG_START: readonly number[] = [0xff, 0xd8, 0xff];

/**
 * Reads a picture by its first bytes, whatever anybody calls it, and takes out what is no part of the picture: who made it,
 * when, where and with what, comments, previews, the profile of a screen, and whatever hides behind its end. Pixels are not
 * touched.
 * @returns an error where it is no PNG from its first byte to its end. A JPEG or a WebP can hide bytes among its coded pixels, which
 * only a decoder would find; pages have the browser's own, and send its pixels as a PNG.
 */
export function cleanImage(bytes: Uint8Array): Result<CleanImage, ImageProblem> {
  if (standsAt(bytes, 0, PNG_START)) return cleanPng(bytes);
  if (standsAt(bytes, 0, JPEG_START)) return err("not-cleanable");
  if (lettersAt(bytes, 0) === "RIFF" && lettersAt(bytes, 8) === "WEBP") return err("not-cleanable");
  return err("not-an-image");
}
