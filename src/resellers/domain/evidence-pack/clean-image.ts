import { err, type Result } from "../../../domain/result.ts";
import { type CleanImage, type ImageProblem, lettersAt, standsAt } from "./image.ts";
import { cleanJpeg } from "./jpeg.ts";
import { cleanPng, PNG_START } from "./png.ts";
import { cleanWebp } from "./webp.ts";

/**
 * Reads a picture by its first bytes, whatever anybody calls it, and takes out what is no part of the picture: who made it,
 * when, where and with what, comments, previews, the profile of a screen, and whatever hides behind its end. Pixels are not
 * touched, so a photograph that relied on a mark of how it was held lies on its side.
 * @returns an error where it is no PNG, JPEG or WebP from its first byte to its end
 */
export function cleanImage(bytes: Uint8Array): Result<CleanImage, ImageProblem> {
  if (standsAt(bytes, 0, PNG_START)) return cleanPng(bytes);
  if (standsAt(bytes, 0, [0xff, 0xd8, 0xff])) return cleanJpeg(bytes);
  if (lettersAt(bytes, 0) === "RIFF" && lettersAt(bytes, 8) === "WEBP") return cleanWebp(bytes);
  return err("not-an-image");
}
