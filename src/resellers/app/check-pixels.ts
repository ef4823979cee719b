import type { CleanImage, ImageProblem } from "../domain/evidence-pack/image.ts";

/** Compressed bytes that are unpacked at once: they come to 16 megabytes at most. */
const SLICE_BYTES = 16 * 1024;

/**
 * Unpacks the pixels of a PNG, slice by slice and no further than they may come to.
 * @returns what is wrong where they come to more or fewer bytes than their size says, or bytes follow the compressed stream:
 * those would be kept, and no viewer shows them.
 */
export async function pixelsProblem({ deflated }: CleanImage): Promise<ImageProblem | undefined> {
  const { parts, rawBytes } = deflated;
  let unpacked = 0;
  try {
    const slices = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const part of parts) {
          for (let at = 0; at < part.length; at += SLICE_BYTES) controller.enqueue(part.slice(at, at + SLICE_BYTES));
        }
        controller.close();
      },
    });
    for await (const chunk of slices.pipeThrough(new DecompressionStream("deflate"))) {
      unpacked += chunk.byteLength;
      if (unpacked > rawBytes) return "surplus";
    }
  } catch {
    return "damaged";
  }
  return unpacked === rawBytes ? undefined : "damaged";
}
