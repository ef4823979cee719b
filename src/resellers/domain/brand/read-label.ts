import { editDistance } from "../../../domain/edit-distance.ts";
import { shapeOf } from "../words/fold.ts";
import type { CompiledName } from "./brand.ts";
import { type BrandIndex, type CoreMatch, HEAD_CHARS, type NameOf, TWO_SLIPS_CHARS_MIN } from "./brand-index.ts";

type Hit = { readonly of: NameOf; readonly start: number; readonly end: number };

/** The distinctive names that stand anywhere in a text, each where it stands first, those inside innocent words left out. */
export function distinctiveIn(text: string, index: BrandIndex): readonly Hit[] {
  const hits: Hit[] = [];
  for (let start = 0; start + HEAD_CHARS <= text.length; start += 1) {
    for (const of of index.distinctiveByHead.get(text.slice(start, start + HEAD_CHARS)) ?? []) {
      if (!text.startsWith(of.name.text, start) || hits.some((hit) => hit.of === of)) continue;
      const end = start + of.name.text.length;
      if (!isInnocent(text, { start, end }, of.name, index)) hits.push({ of, start, end });
    }
  }
  return hits;
}

/** A known word after the name shows that an innocent word is none: "xiaomi" + "note" is not "xiaomin" + "ote". */
const WORD_AFTER_NAME_CHARS_MIN = 4;

function isInnocent(text: string, at: { start: number; end: number }, name: CompiledName, index: BrandIndex): boolean {
  if (name.innocent.size === 0) return false;
  if (index.splitter.endsFrom(text, at.end).some((end) => end - at.end >= WORD_AFTER_NAME_CHARS_MIN)) return false;
  for (const word of name.innocent) {
    const offset = word.indexOf(name.text);
    if (offset >= 0 && at.start >= offset && text.startsWith(word, at.start - offset)) return true;
  }
  return false;
}

/**
 * The names that whole characters of a text have the shape of, alone or beside known words. Not inside other letters: a
 * shape there is chance ("spi-lcloud").
 */
export function shapesIn(text: string, index: BrandIndex): readonly NameOf[] {
  const hits: NameOf[] = [];
  const shape = shapeOf(text);
  for (const [at, start] of shape.charAt) {
    for (const of of index.shapesByHead.get(shape.text.slice(at, at + HEAD_CHARS)) ?? []) {
      const end = shape.text.startsWith(of.shape, at) ? shape.charAt.get(at + of.shape.length) : undefined;
      if (end !== undefined && standsAmongWords(text, { start, end }, index)) hits.push(of);
    }
  }
  return hits;
}

function standsAmongWords(text: string, { start, end }: { start: number; end: number }, index: BrandIndex): boolean {
  const before = /[a-z]*$/.exec(text.slice(0, start))?.[0] ?? "";
  const after = /^[a-z]*/.exec(text.slice(end))?.[0] ?? "";
  return index.splitter.split(before) !== undefined && index.splitter.split(after) !== undefined;
}

type Core = CoreMatch & { readonly start: number; readonly end: number };

/**
 * The names and typos that are left of the runs of letters in a text when known words are taken off both ends, in every
 * way that leaves something.
 */
export function runCores(text: string, index: BrandIndex): readonly Core[] {
  const cores: Core[] = [];
  for (const run of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const letters = run[0];
    const suffixes = index.splitter.suffixCuts(letters).sort((a, b) => a - b);
    for (const start of index.splitter.prefixCuts(letters)) {
      for (const end of suffixes) {
        if (start >= end) continue;
        if (end - start > index.coreCharsMax) break;
        for (const match of index.cores.get(letters.slice(start, end)) ?? []) {
          const core = { ...match, start: run.index + start, end: run.index + end };
          if (match.typo !== undefined || standsAlone(text, core, index)) cores.push(core);
        }
      }
    }
  }
  return cores;
}

/** The long names that two slips make a text between known words of. */
export function twoSlipsIn(text: string, index: BrandIndex): readonly NameOf[] {
  if (index.longNames.length === 0 || text.length < TWO_SLIPS_CHARS_MIN - 2) return [];
  return index.longNames.filter(({ name }) => {
    if (text.includes(name.text)) return false;
    for (const start of index.splitter.prefixCuts(text)) {
      for (const end of index.splitter.suffixCuts(text)) {
        const isNear = Math.abs(end - start - name.text.length) <= 2 && text[start] === name.text[0];
        if (isNear && editDistance(text.slice(start, end), name.text) === 2) return true;
      }
    }
    return false;
  });
}

/** Beside a short name, shorter words than this count only if they sell or fill: "pad" and "mi" are no name. */
const WORD_BESIDE_SHORT_NAME_CHARS_MIN = 4;

/** Whether a name among known words is a name, and no part of an innocent word, of short words run together, of noise. */
function standsAlone(text: string, { name, start, end }: Core, index: BrandIndex): boolean {
  const part = partAround(text, start, end);
  // "Mi's store" is somebody's who is called so.
  if (name.strength === "short" && /^-s(?![a-z])/.test(text.slice(end))) return false;
  for (const word of name.innocent)
    if (word.includes(name.text) && (part.text.includes(word) || isAcrossHyphens(text, word))) return false;
  if (name.strength !== "short") return true;
  const isWords = (rest: string, isBefore: boolean) =>
    rest
      .split(MODEL_NUMBER)
      .every((run) => index.splitter.split(run)?.every((word) => countsBesideShortName(word, isBefore, index)));
  return isWords(part.text.slice(0, start - part.start), true) && isWords(part.text.slice(end - part.start), false);
}

/** Two words that are one thing, whether a hyphen stands between them or not: "banh-mi". */
function isAcrossHyphens(text: string, word: string): boolean {
  return text.includes("-") && text.replaceAll("-", "").includes(word);
}

/** Digits, with the one letter that products of a series are told apart by: "4i", "10t". */
const MODEL_NUMBER = /\d+(?:[a-z](?![a-z]))?/;

/** A filler goes before a name: "my" and "mi" may be a name, "mi" and "das" are Midas. */
function countsBesideShortName(word: string, isBefore: boolean, { vocabulary }: BrandIndex): boolean {
  const kind = vocabulary.get(word)?.kind;
  if (kind === "filler") return isBefore;
  return word.length >= WORD_BESIDE_SHORT_NAME_CHARS_MIN || kind === "retail";
}

/** What stands between the hyphens around a place. */
function partAround(text: string, start: number, end: number): { readonly text: string; readonly start: number } {
  const from = Math.max(text.lastIndexOf("-", start), text.lastIndexOf("_", start)) + 1;
  const length = text.slice(end).search(/[-_]/);
  return { text: text.slice(from, length < 0 ? text.length : end + length), start: from };
}
