import { err, ok, type Result } from "./result.ts";

/** The parameters of Punycode as IDNA uses them (RFC 3492, section 5). */
const BASE = 36;
const THRESHOLD_MIN = 1;
const THRESHOLD_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_CODE_POINT = 128;
const CODE_POINT_MAX = 0x10ffff;

/** The longest input either way; a DNS label has 63 octets, and decoding is quadratic in the label's length. */
const LABEL_CHARS_MAX = 63;

function adapt(delta: number, length: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : Math.floor(delta / 2);
  rest += Math.floor(rest / length);
  let bias = 0;
  while (rest > ((BASE - THRESHOLD_MIN) * THRESHOLD_MAX) / 2) {
    rest = Math.floor(rest / (BASE - THRESHOLD_MIN));
    bias += BASE;
  }
  return bias + Math.floor(((BASE - THRESHOLD_MIN + 1) * rest) / (rest + SKEW));
}

function threshold(position: number, bias: number): number {
  return Math.min(Math.max(position - bias, THRESHOLD_MIN), THRESHOLD_MAX);
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return BASE;
}

function charOf(digit: number): string {
  return String.fromCharCode(digit < 26 ? digit + 0x61 : digit - 26 + 0x30);
}

/**
 * Decodes the part of a label that follows `xn--`, in lower case.
 * @returns the Unicode label, or `punycode` where the text is no encoding of anything
 * @see RFC 3492, section 6.2
 */
export function decodePunycode(encoded: string): Result<string, "punycode"> {
  if (encoded.length === 0 || encoded.length > LABEL_CHARS_MAX) return err("punycode");
  const delimiter = encoded.lastIndexOf("-");
  const points: number[] = [];
  for (let at = 0; at < delimiter; at += 1) {
    const code = encoded.charCodeAt(at);
    if (code >= 0x80) return err("punycode");
    points.push(code);
  }
  let point = INITIAL_CODE_POINT;
  let insertAt = 0;
  let bias = INITIAL_BIAS;
  let at = delimiter + 1;
  while (at < encoded.length) {
    const before = insertAt;
    for (let weight = 1, position = BASE; ; position += BASE) {
      const digit = digitOf(encoded.charCodeAt(at));
      at += 1;
      if (digit >= BASE) return err("punycode");
      insertAt += digit * weight;
      const limit = threshold(position, bias);
      if (digit < limit) break;
      weight *= BASE - limit;
      if (weight > Number.MAX_SAFE_INTEGER / BASE) return err("punycode");
    }
    const length = points.length + 1;
    bias = adapt(insertAt - before, length, before === 0);
    point += Math.floor(insertAt / length);
    insertAt %= length;
    if (point > CODE_POINT_MAX || (point >= 0xd800 && point <= 0xdfff)) return err("punycode");
    points.splice(insertAt, 0, point);
    insertAt += 1;
  }
  return ok(String.fromCodePoint(...points));
}

/**
 * Encodes a Unicode label; the caller puts `xn--` in front.
 * @returns lower-case ASCII, or `punycode` where the label is longer than DNS can carry
 * @see RFC 3492, section 6.3
 */
export function encodePunycode(label: string): Result<string, "punycode"> {
  const points = Array.from(label, (char) => char.codePointAt(0) ?? 0);
  if (points.length > LABEL_CHARS_MAX) return err("punycode");
  const basic = points.filter((point) => point < 0x80);
  let encoded = String.fromCharCode(...basic) + (basic.length > 0 ? "-" : "");
  let handled = basic.length;
  let reached = INITIAL_CODE_POINT;
  let delta = 0;
  let bias = INITIAL_BIAS;
  while (handled < points.length) {
    const floor = reached;
    const next = points.reduce((least, point) => (point >= floor && point < least ? point : least), CODE_POINT_MAX);
    delta += (next - reached) * (handled + 1);
    reached = next;
    for (const point of points) {
      if (point < reached) delta += 1;
      if (point !== reached) continue;
      let rest = delta;
      for (let position = BASE; ; position += BASE) {
        const limit = threshold(position, bias);
        if (rest < limit) break;
        encoded += charOf(limit + ((rest - limit) % (BASE - limit)));
        rest = Math.floor((rest - limit) / (BASE - limit));
      }
      encoded += charOf(rest);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    reached += 1;
  }
  return ok(encoded);
}
