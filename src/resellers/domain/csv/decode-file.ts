import { err, ok, type Result } from "../../../domain/result.ts";

/** Of the WHATWG's Encoding standard: every runtime has it, and no library of types without I/O declares it. */
declare const TextDecoder: new (
  label: string,
  options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
) => { readonly decode: (bytes: Uint8Array) => string };

/** The first bytes of a file, by which its encoding is told. */
const HEAD_BYTES = 64;

/**
 * A file as text: UTF-8, or UTF-16 as Excel writes "Unicode text", told by its byte order mark or, without one, by the zero
 * bytes that its header has at every second place.
 * @returns `not-text` where it is neither; `lenient` puts U+FFFD in the place of what cannot be read
 */
export function decodeFile(bytes: Uint8Array, lenient = false): Result<string, "not-text"> {
  const encoding = encodingOf(bytes.subarray(0, HEAD_BYTES));
  try {
    return ok(new TextDecoder(encoding, { fatal: !lenient, ignoreBOM: true }).decode(bytes));
  } catch {
    return err("not-text");
  }
}

function encodingOf(head: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros = (from: 0 | 1) => head.filter((byte, at) => at % 2 === from && byte === 0).length;
  const half = head.length / 2;
  if (half >= 4 && zeros(1) > half / 2) return "utf-16le";
  return half >= 4 && zeros(0) > half / 2 ? "utf-16be" : "utf-8";
}
