import type { AddressItem } from "./items.ts";
import type { AddressLexicon } from "./lexicon.ts";
import { type AddressToken, segmentsOf } from "./tokens.ts";

/** What is left of an address, and what was taken out as said elsewhere or meant for the courier only. */
export type Sifted<T> = { readonly kept: readonly T[]; readonly dropped: readonly T[] };

const CONTACTS = new Set(
  "ph phn phone mob mobile mobil tel tlf telephone telefon telefono telefone handy movil celular cel cell contact whatsapp call".split(
    " ",
  ),
);
const CONTACT_FILLERS = new Set(["no", "nos", "num", "number", "nr", "is", "at", "on", "me"]);
const CONTACT_DIGITS_MIN = 6;
/** No door has as many digits in a row, and no telephone number has more. */
const BARE_DIGITS_MIN = 9;
const BARE_DIGITS_MAX = 15;
const BARE_GROUPS_MAX = 5;
const LENGTHS = new Set(
  "km kms m mt mtr mtrs meter meters metre metres metros mile miles min mins minute minutes minuten minutos feet ft yards steps hr hrs".split(
    " ",
  ),
);
const AWAY = new Set(
  "from away ahead before after off walk walking drive driving to towards toward of de do da von vom od".split(" "),
);
const NOTES = new Set(
  "call please pls plz kindly deliver delivery leave order ref reference note attn attention gst gstin timing timings".split(
    " ",
  ),
);
/** What people type into a field that they are made to fill. */
const PLACEHOLDERS = new Set("x xx xxx na n/a nil none null nan tbd empty same -".split(" "));

/**
 * Takes out what leads to no door: telephone numbers, "4 km from the station", notes to the courier, and what fills a field
 * that has to be filled. All numbers stay where no other number tells the address apart.
 */
export function withoutNotes(tokens: readonly AddressToken[], lexicon: AddressLexicon): Sifted<AddressToken> {
  if (!tokens.some((token) => isNoteWord(token))) return { kept: tokens, dropped: [] };
  const kept: AddressToken[] = [];
  const dropped: AddressToken[] = [];
  const hasLocker = tokens.some(({ text }) => lexicon.words.get(text)?.kinds.has("locker") === true);
  for (const segment of segmentsOf(tokens)) {
    if (isPlaceholder(segment) || (NOTES.has(segment[0]?.text ?? "") && segment.length > 1)) {
      dropped.push(...segment);
      continue;
    }
    for (let index = 0; index < segment.length; ) {
      const length =
        contactLength(segment, index) || distanceLength(segment, index) || (hasLocker ? 0 : bareLength(segment, index));
      const [first, ...others] = segment.slice(index, index + Math.max(length, 1));
      if (first !== undefined) (length > 0 ? dropped : kept).push(first, ...others);
      index += Math.max(length, 1);
    }
  }
  const isStillNumbered = kept.some(({ digits }) => digits) || !dropped.some(({ digits }) => digits);
  return isStillNumbered && kept.length > 0 ? { kept: reopened(kept, tokens), dropped } : { kept: tokens, dropped: [] };
}

/** A telephone number without a word before it has a group of at least as many digits. */
const GROUP_MIN = 4;
const NOTE_WORDS = new Set([...CONTACTS, ...LENGTHS, ...NOTES, ...PLACEHOLDERS, "n"]);

/** Most addresses hold no note at all, and are done after one look at their words. */
function isNoteWord({ text, digits }: AddressToken): boolean {
  return digits ? text.length >= GROUP_MIN : NOTE_WORDS.has(text);
}

/** Whatever follows a note begins a part of its own. */
function reopened(kept: readonly AddressToken[], tokens: readonly AddressToken[]): AddressToken[] {
  const all = new Map(tokens.map((token, index) => [token, index] as const));
  return kept.map((token, index) => {
    const before = kept[index - 1];
    const isApart = before !== undefined && (all.get(token) ?? 0) - (all.get(before) ?? 0) > 1;
    return isApart ? { ...token, glue: "," } : token;
  });
}

function isPlaceholder(segment: readonly AddressToken[]): boolean {
  const text = segment.map((token) => token.text).join("/");
  return PLACEHOLDERS.has(text);
}

/** "Ph 98…", "Mob. No: +91 98…". */
function contactLength(segment: readonly AddressToken[], start: number): number {
  if (!CONTACTS.has(segment[start]?.text ?? "")) return 0;
  let index = start + 1;
  while (CONTACT_FILLERS.has(segment[index]?.text ?? "")) index += 1;
  const { end, digits } = digitRun(segment, index);
  return digits >= CONTACT_DIGITS_MIN ? end - start : 0;
}

function bareLength(segment: readonly AddressToken[], start: number): number {
  const { end, digits, groups, longest, isSlashed } = digitRun(segment, start);
  const before = segment[start - 1];
  if (
    isSlashed ||
    longest < GROUP_MIN ||
    digits < BARE_DIGITS_MIN ||
    digits > BARE_DIGITS_MAX ||
    groups > BARE_GROUPS_MAX
  )
    return 0;
  return before?.digits === true || segment[start]?.glue === "" ? 0 : end - start;
}

function digitRun(segment: readonly AddressToken[], start: number) {
  let end = start;
  let digits = 0;
  let longest = 0;
  let isSlashed = false;
  for (let token = segment[end]; token?.digits === true; token = segment[end]) {
    if (end > start && token.glue === "/") isSlashed = true;
    digits += token.text.length;
    longest = Math.max(longest, token.text.length);
    end += 1;
  }
  return { end, digits, groups: end - start, longest, isSlashed };
}

/** "4 km from station", "500m off the highway". */
function distanceLength(segment: readonly AddressToken[], start: number): number {
  if (segment[start]?.digits !== true) return 0;
  let index = start + 1;
  while (segment[index]?.digits === true && (segment[index]?.glue === "." || segment[index]?.glue === "-")) index += 1;
  const isDistance = LENGTHS.has(segment[index]?.text ?? "") && AWAY.has(segment[index + 1]?.text ?? "");
  return isDistance ? segment.length - start : 0;
}

/**
 * Takes out landmarks ("near Apollo Hospital", "opp. bus stand"), each up to the end of its segment: people word them anew each
 * time. Whether what is left is an address is for the caller to say.
 * @param namesLandmark the lines say "Landmark:", so that it is not the name of a house
 */
export function withoutLandmarks(
  items: readonly AddressItem[],
  lexicon: AddressLexicon,
  namesLandmark: boolean,
): Sifted<AddressItem> {
  if (!items.some((item) => item.type === "word" && (item.kinds.has("landmark") || item.kinds.has("passed")))) {
    return { kept: items, dropped: [] };
  }
  const kept: AddressItem[] = [];
  const dropped: AddressItem[] = [];
  for (const segment of segmentsOf(items)) {
    const start = landmarkStart(segment, lexicon, namesLandmark);
    kept.push(...segment.slice(0, start));
    dropped.push(...segment.slice(start));
  }
  return { kept, dropped };
}

function landmarkStart(segment: readonly AddressItem[], lexicon: AddressLexicon, namesLandmark: boolean): number {
  const last = segment.at(-1);
  const isPassed = last?.type === "word" && last.kinds.has("passed") && segment.every(({ type }) => type === "word");
  if (isPassed && segment.length > 1) return 0;
  const start = segment.findIndex(
    (item, index) => item.type === "word" && item.kinds.has("landmark") && mayStart(segment, index, lexicon),
  );
  if (start < 0 || start === segment.length - 1) return segment.length;
  return !namesLandmark && isHouseName(segment.slice(start)) ? segment.length : start;
}

/** "Rue Derrière" is a street, and so is "Hinter der Kirche 5". */
function mayStart(segment: readonly AddressItem[], index: number, { english }: AddressLexicon): boolean {
  if (index === 0 || english) return true;
  const before = segment[index - 1];
  return before?.type !== "word" || !before.kinds.has("street") || before.compound;
}

const HOUSE_KINDS = ["building", "locality", "block", "feature", "street", "unit"] as const;

/** "Landmark Towers" is a house of that name; "Landmark Apollo Hospital" says where the house is. */
function isHouseName(remark: readonly AddressItem[]): boolean {
  const [first, ...others] = remark;
  const last = others.at(-1);
  if (first?.type !== "word" || first.text !== "landmark" || last?.type !== "word") return false;
  return HOUSE_KINDS.some((kind) => last.kinds.has(kind));
}
