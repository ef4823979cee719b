import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const CHUNK_BYTES = 262_144;

/**
 * Opens a list of hosts as it is, gzip or plain by its first bytes, whatever it is called; `-` is standard input, plain.
 * Errors of reading and of unpacking come out of the stream.
 */
export async function openList(file: string): Promise<Readable> {
  if (file === "-") return process.stdin;
  const packed = await isGzip(file);
  const bytes = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  if (!packed) return bytes;
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  // The callback is asked for by the type; the reader of the stream sees the same error.
  return pipeline(bytes, unpacked, () => undefined);
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
