import { Buffer } from "node:buffer";

const NEWLINE = 0x0a;

/** Of a line that runs on without end so much is kept, which is enough to see that it is too long for a host. */
const LINE_BYTES_KEPT = 8_192;

/**
 * Cuts a stream of bytes into blocks of whole lines, without looking inside them. No block is larger than one chunk of
 * the source and one line as far as it is kept, whatever the input.
 */
export async function* lineBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of source) {
    const cut = chunk.lastIndexOf(NEWLINE) + 1;
    if (cut === 0) {
      rest = Buffer.concat([rest, chunk]).subarray(0, LINE_BYTES_KEPT);
      continue;
    }
    yield Buffer.concat([rest, chunk.subarray(0, cut)]);
    rest = Buffer.from(chunk.subarray(cut)).subarray(0, LINE_BYTES_KEPT);
  }
  if (rest.length > 0) yield rest;
}
