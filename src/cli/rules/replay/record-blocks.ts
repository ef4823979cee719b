const NEWLINE = 0x0a;

/** A line that runs on for longer than this is no decision, and would fill the memory. */
const LINE_BYTES_MAX = 262_144;

/**
 * Cuts a stream of bytes into blocks of whole lines, without looking inside them. Each block has its bytes to itself, so that
 * they can be handed to another thread.
 * @throws RangeError where a line does not end
 */
export async function* recordBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let rest: Uint8Array<ArrayBuffer> = new Uint8Array();
  for await (const chunk of source) {
    const cut = chunk.lastIndexOf(NEWLINE) + 1;
    if (cut > 0) yield joined(rest, chunk.subarray(0, cut));
    rest = joined(cut > 0 ? new Uint8Array() : rest, chunk.subarray(cut));
    if (rest.length > LINE_BYTES_MAX) throw new RangeError(`A line has more than ${LINE_BYTES_MAX} bytes.`);
  }
  if (rest.length > 0) yield rest;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
