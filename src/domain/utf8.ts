/** Of the WHATWG's Encoding standard: every runtime has it, and no library of types without I/O declares it. */
declare const TextEncoder: new () => { readonly encode: (text: string) => Uint8Array<ArrayBuffer> };

const encoder = new TextEncoder();

/**
 * A text as UTF-8, by one encoder for all: an encoder is an object of the runtime, and where every call makes its own, each
 * checkout leaves a score of them for the collector, which then stops all others more often.
 */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}
