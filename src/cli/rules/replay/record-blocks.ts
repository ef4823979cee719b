import { Buffer } from "node:buffer";

const NEWLINE = 0x0a;

/** A line that runs on for longer than this is no decision, and would fill the memory. */
const LINE_BYTES_MAX = 262_144;

/**
 * Cuts a stream of bytes into blocks of whole lines, without looking inside them.
 * @throws RangeError where a line does not end
 */
export async function* recordBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of source) {
    const cut = chunk.lastIndexOf(NEWLINE) + 1;
    if (cut > 0) yield Buffer.concat([rest, chunk.subarray(0, cut)]);
    rest = cut > 0 ? Buffer.from(chunk.subarray(cut)) : Buffer.concat([rest, chunk]);
    if (rest.length > LINE_BYTES_MAX) throw new RangeError(`A line has more than ${LINE_BYTES_MAX} bytes.`);
  }
  if (rest.length > 0) yield rest;
}
