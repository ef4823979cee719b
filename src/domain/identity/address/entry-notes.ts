import type { AddressLexicon } from "./lexicon.ts";
import { type Sifted, sifted } from "./notes.ts";
import { type AddressToken, segmentsOf } from "./tokens.ts";

/** What a visitor rings, in the languages of the table of countries: its number or the name on it leads to no other door. */
const BELLS = new Set(
  [
    "buzzer buzz intercom doorbell entryphone callbox keybox lockbox",
    "interphone sonnette visiophone sonner citofono videocitofono campanello citofonare suonare",
    "interfono telefonillo timbre portero videoportero portafono intercomunicador campainha interfone videoporteiro",
    "klingel klingelschild klingelname klingelknopf klingeln turklingel tuerklingel sprechanlage gegensprechanlage deurbel huisbel aanbellen",
    "domofon domofonu domofonem wideodomofon dzwonek dzwonka dzwonic zvonek zvonku zvonit zvoncek zvoncekom kapucsengo kaputelefon csengo",
    "interfon interfonu sonerie zvono portafon diafon diyafon megafon domofonas domofons fonolukk uksekell",
    "porttelefon ringklocka ringeklokke dorklokke dortelefon ovikello ovipuhelin summeri koudouni κουδουνι θυροτηλεφωνο",
    "домофон домофона домофону домофоном домофоне звонок звонка звонку звонить позвонить дзвінок дзвінка дзвонити звънец",
  ]
    .join(" ")
    .split(" "),
);
/** Those that are other words as often: they open a part of the address, and a number follows. */
const SHORT_BELLS = new Set("bell bel zil".split(" "));
/** What opens a gate or a front door: it changes, and leads to no flat. */
const CODES = new Set(
  "code codes digicode doorcode gatecode buzzcode zugangscode turcode tuercode codice codigo kod код portkod dorkode ovikoodi kapukod".split(
    " ",
  ),
);
/** What stands between such a word and its number or name. */
const LEADS = new Set(
  "gate door entry access lobby building front main keypad porte portail immeuble entree acces portone porta acceso puerta wejscie do bramy klatki двери домофона подъезда от portal automatico electrico deurcode no nr num number numero nummer name nome nom nombre is at the to for a al au auf bei von chez di de su na n please pls bitte press push ring bell and key safe box lock dentree dacces dimmeuble".split(
    " ",
  ),
);
/** "ring twice", "2 mal klingeln". */
const TIMES = new Set(
  "x times time mal fois volte veces vezes razy krat раза раз keer ganger kez twice once".split(" "),
);
/** A family's name on a bell, perhaps two. */
const NAME_WORDS_MAX = 4;
const CODE_PIECES_MAX = 4;

const ENTRY_WORDS: ReadonlySet<string> = new Set([...BELLS, ...SHORT_BELLS, ...CODES]);

/** What was said of how to get in, and whether the number of a bell was, which tells homes apart where no flat is said. */
export type WithoutEntryNotes = Sifted<AddressToken> & { readonly isNumbered: boolean };

/** Takes out how to get in, which says nothing of a door. @param keepsNumbers those of bells stay */
export function withoutEntryNotes(
  tokens: readonly AddressToken[],
  lexicon: AddressLexicon,
  keepsNumbers: boolean,
): WithoutEntryNotes {
  if (!tokens.some(({ text }) => ENTRY_WORDS.has(text))) return { kept: tokens, dropped: [], isNumbered: false };
  const kept: AddressToken[] = [];
  const dropped: AddressToken[] = [];
  let isNumbered = false;
  for (const segment of segmentsOf(tokens)) {
    for (let index = 0; index < segment.length; ) {
      const note = entryNote(segment, index, lexicon);
      const isDropped = note !== undefined && !(keepsNumbers && note.isNumbered);
      if (isDropped && note.isNumbered) isNumbered = true;
      const end = index + (note?.length ?? 1);
      (isDropped ? dropped : kept).push(...segment.slice(index, end));
      index = end;
    }
  }
  return { ...sifted(tokens, kept, dropped), isNumbered };
}

type EntryNote = {
  /** How many tokens it has. */
  readonly length: number;
  readonly isNumbered: boolean;
};

/**
 * What says from `start` on how to get in: "buzzer 12", "Klingel Müller", "code 12A34", "код домофона 12". A code without a bell is one only
 * where the whole part of the address is about it.
 */
function entryNote(segment: readonly AddressToken[], start: number, lexicon: AddressLexicon): EntryNote | undefined {
  if (start === 0 && isRungAt(segment)) return { length: segment.length, isNumbered: false };
  let end = start;
  let isRung = false;
  let isCode = false;
  let isSaid = false;
  for (let token = segment[end]; token !== undefined; token = segment[end]) {
    const { text, digits } = token;
    if (digits) {
      if (!isRung && !isCode) return undefined;
      end = numberEnd(segment, end);
      isSaid = true;
      if (!leadsOn(segment, end)) break;
      continue;
    }
    const isOpening =
      (end === 0 || end > start || segment[end - 1]?.digits === true) && segment[end + 1]?.digits === true;
    const isBell = BELLS.has(text) || (SHORT_BELLS.has(text) && isOpening);
    isRung ||= isBell;
    isCode ||= CODES.has(text);
    if (!isBell && !CODES.has(text) && !LEADS.has(text) && !(isSaid && TIMES.has(text))) break;
    end += 1;
  }
  if (!isRung && !(isCode && isSaid && start === 0 && end === segment.length)) return undefined;
  if (isNameAround(segment, start, end, lexicon)) return undefined;
  const last = isSaid ? end : nameEnd(segment, end, lexicon);
  return { length: last - start, isNumbered: isSaid && !isCode };
}

/** "bei Müller klingeln": no number, and the bell behind the name. */
function isRungAt(segment: readonly AddressToken[]): boolean {
  return BELLS.has(segment.at(-1)?.text ?? "") && segment.length > 1 && !segment.some(({ digits }) => digits);
}

/** The number of a bell or a code is in one piece. */
function numberEnd(segment: readonly AddressToken[], start: number): number {
  let end = start + 1;
  while (segment[end]?.glue === "" && end - start < CODE_PIECES_MAX) end += 1;
  return end;
}

function leadsOn(segment: readonly AddressToken[], index: number): boolean {
  const text = segment[index]?.text ?? "";
  return BELLS.has(text) || CODES.has(text) || TIMES.has(text);
}

/** "Calle del Timbre" and "Buzz Lane" are streets. */
function isNameAround(
  segment: readonly AddressToken[],
  start: number,
  end: number,
  { words, kindFirst }: AddressLexicon,
): boolean {
  const isKind = (token: AddressToken | undefined) => {
    const kinds = token === undefined || token.digits ? undefined : words.get(token.text)?.kinds;
    return kinds !== undefined && (kinds.has("street") || kinds.has("building") || kinds.has("locality"));
  };
  return isKind(segment[end]) || (kindFirst && isKind(segment[start - 1]));
}

/** A name ends where something is counted: the "4" of "citofono Rossi interno 4" is a flat's. */
function nameEnd(segment: readonly AddressToken[], start: number, { words }: AddressLexicon): number {
  let end = start;
  for (let token = segment[end]; token !== undefined && !token.digits; token = segment[end]) {
    const kinds = words.get(token.text)?.kinds;
    if (end - start === NAME_WORDS_MAX || (kinds !== undefined && segment[end + 1]?.digits === true)) break;
    end += 1;
  }
  return end;
}
