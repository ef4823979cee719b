import type { AddressItem, AddressWordItem } from "./address-item.ts";
import type { AddressLexicon } from "./lexicon.ts";
import { type AddressToken, segmentsOf } from "./tokens.ts";

/** What is left of an address, and what was taken out as said elsewhere or meant for the courier only. */
export type Sifted<T> = { readonly kept: readonly T[]; readonly dropped: readonly T[] };

const CONTACTS = new Set(
  "ph phn phone mob mobile mobil mobiel mobilnr tel tlf telp telephone telefon telefono telefone telefoon fone tfno tlfno telf telemovel tlm handy movil celular cel cell cellulare cellulaire contact whatsapp call hp handphone portable gsm kom komorka komorkowy cep landline hotline fax тел телефон моб мобильныи m".split(
    " ",
  ),
);
/** Short for WhatsApp, and for a state elsewhere. */
const CONTACTS_OF: { readonly [language: string]: string } = { id: "wa", ms: "wa" };
const CONTACT_FILLERS = new Set([
  "no",
  "nos",
  "num",
  "number",
  "nr",
  "nummer",
  "numero",
  "is",
  "at",
  "on",
  "me",
  "phone",
  "mobile",
  "tel",
]);
/** "alt no 98…", "emergency contact 98…". */
const CONTACT_LEADS = new Set(
  "alt alternate alternative emergency other my the our office home pls please kindly".split(" "),
);
const CONTACT_DIGITS_MIN = 6;
/** No door has as many digits in a row, and no telephone number has more. */
const BARE_DIGITS_MIN = 9;
const BARE_DIGITS_MAX = 15;
const BARE_GROUPS_MAX = 5;
const LENGTHS = new Set(
  "km kms kilometer kilometre kilometers kilometres kilometros m mt mtr mtrs meter meters metre metres metros metrow metri mile miles min mins minute minutes minuten minutos minuti minuta minuty minut dk dakika feet ft yards steps hr hrs км м мин минут метров".split(
    " ",
  ),
);
const AWAY = new Set(
  "from away ahead before after off walk walking drive driving to towards toward of de do da del della dalla dal von vom zum zur od van dari от до від fra fran".split(
    " ",
  ),
);
/** "about 4 km from", "à 500 m de". */
const AWAY_LEADS = new Set(
  "a about approx approximately around ca circa etwa ungefahr half only just some barely env environ aprox cerca около ok".split(
    " ",
  ),
);
const HALVES = new Set(["half", "quarter"]);
/** "before 6 pm", "after 18 Uhr". */
const TIMES = new Set("am pm uhr oclock".split(" "));
const TIME_LEADS = new Set(
  "before after till until between from by bef nach vor ab bis apres avant despues antes".split(" "),
);
/** "ring before 6 pm". */
const TIME_VERBS = new Set("ring come only open home available weekdays bitte nur solo seulement".split(" "));
const NOTES = new Set(
  "call please pls plz kindly deliver delivery leave order ref reference note attn attention gst gstin timing timings".split(
    " ",
  ),
);
/** Those that a number alone may follow: "Order 4471". */
const NUMBERED_NOTES = new Set("order ref reference note gst gstin".split(" "));
/** What people type into a field that they are made to fill. */
const PLACEHOLDERS = new Set(
  "x xx xxx na n/a na/na nil none null nan undefined tbd empty same same/as/above as/above not/applicable - 0 no keine kein keine/angabe keine/angaben leer ka k/a entfallt ohne neant vide aucun/complement sans/complement aucun sans/objet rien ninguno ninguna vacio sin/datos sin/complemento no/aplica nada nenhum nao sem/complemento nessuno nulla niente vuoto nd n/d brak nie/dotyczy yok нет geen nvt n/v/t ingen inget ei tidak/ada".split(
    " ",
  ),
);

/**
 * Takes out what leads to no door: telephone numbers, "4 km from the station", notes to the courier, and what fills a field
 * that has to be filled. All numbers stay where no other number tells the address apart.
 */
export function withoutNotes(tokens: readonly AddressToken[], lexicon: AddressLexicon): Sifted<AddressToken> {
  if (!tokens.some((token) => isNoteWord(token))) return { kept: tokens, dropped: [] };
  const kept: AddressToken[] = [];
  const dropped: AddressToken[] = [];
  const numbers = tokens.filter(({ digits }) => digits).length;
  const hasLocker = tokens.some(({ text }) => lexicon.words.get(text)?.kinds.has("locker") === true);
  for (const segment of segmentsOf(tokens)) {
    if (isNote(segment, numbers, lexicon)) {
      dropped.push(...segment);
      continue;
    }
    for (let index = 0; index < segment.length; ) {
      const length =
        contactLength(segment, index, lexicon) ||
        distanceLength(segment, index) ||
        (hasLocker ? 0 : bareLength(segment, index));
      const [first, ...others] = segment.slice(index, index + Math.max(length, 1));
      if (first !== undefined) (length > 0 ? dropped : kept).push(first, ...others);
      index += Math.max(length, 1);
    }
  }
  return sifted(tokens, kept, dropped);
}

/** What was taken out, unless nothing tells the address apart without it. */
export function sifted(
  tokens: readonly AddressToken[],
  kept: readonly AddressToken[],
  dropped: readonly AddressToken[],
): Sifted<AddressToken> {
  const isStillNumbered = kept.some(({ digits }) => digits) || !dropped.some(({ digits }) => digits);
  return isStillNumbered && kept.length > 0 ? { kept: reopened(kept, tokens), dropped } : { kept: tokens, dropped: [] };
}

/** A telephone number without a word before it has a group of at least as many digits. */
const GROUP_MIN = 4;
const NOTE_WORDS = new Set([
  ...CONTACTS,
  ...LENGTHS,
  ...NOTES,
  ...[...PLACEHOLDERS].map((words) => words.split("/")[0] ?? words),
  ...TIMES,
]);
const METRES_DIGITS_MIN = 3;
/** France writes ten digits by twos. */
const DIALLED_GROUPS_MIN = 3;

/** Most addresses hold no note at all, and are done after one look at their words. */
function isNoteWord({ text, digits }: AddressToken): boolean {
  return digits ? text.length >= GROUP_MIN || text.startsWith("0") : NOTE_WORDS.has(text);
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

/** A segment that says nothing of a door. @param numbers how many the whole address has */
function isNote(segment: readonly AddressToken[], numbers: number, { kindFirst }: AddressLexicon): boolean {
  const [first, ...others] = segment;
  if (isPlaceholder(segment)) return true;
  // In Catalan "call" is a street, and in Spanish a slip for one.
  if (first?.text === "call" && kindFirst) return false;
  const isSaid =
    others.some(({ digits, text }) => !digits && text.length > 1) ||
    (others.length > 0 && NUMBERED_NOTES.has(first?.text ?? ""));
  if (isSaid && others[0]?.glue !== "" && NOTES.has(first?.text ?? "")) return true;
  const own = segment.filter(({ digits }) => digits).length;
  if (own === 0 || own === numbers) return false;
  return isTime(segment) || endsInDistance(segment) || isDialled(segment);
}

/** "before 6 pm", "10 am to 5 pm". */
function isTime(segment: readonly AddressToken[]): boolean {
  const says = segment.some(({ text }) => TIMES.has(text)) && segment.some(({ text }) => TIME_LEADS.has(text));
  return (
    says &&
    segment.every(({ text, digits }) => digits || [TIMES, TIME_LEADS, TIME_VERBS].some((words) => words.has(text)))
  );
}

/** "istasyona 500 m": the unit after the number ends it, and a letter before it would be a tower's. */
function endsInDistance(segment: readonly AddressToken[]): boolean {
  const [before, digits, unit] = segment.slice(-3);
  if (unit === undefined || before?.digits !== false || digits?.digits !== true || digits.glue !== " ") return false;
  if (!LENGTHS.has(unit.text) || before.text.length < 2 || digits.text.startsWith("0")) return false;
  return unit.text.length > 1 || digits.text.length >= METRES_DIGITS_MIN;
}

/** "06 12 34 56 78", "0033 6 12 34 56 78": one zero leads a number at home, two and the country's own digits one from abroad. */
function isDialled(segment: readonly AddressToken[]): boolean {
  const text = segment.map((token) => token.text).join("");
  const isRun = segment.length > DIALLED_GROUPS_MIN && segment.every(({ digits, glue }) => digits && glue !== "/");
  const leads = DIALLED_LEAD.test(segment[0]?.text ?? "");
  return isRun && leads && text.length >= BARE_DIGITS_MIN && text.length <= BARE_DIGITS_MAX;
}

const DIALLED_LEAD = /^0(?:[1-9]|0$|0\d\d|$)/;

function isPlaceholder(segment: readonly AddressToken[]): boolean {
  const text = segment.map((token) => token.text).join("/");
  return PLACEHOLDERS.has(text);
}

/** "Ph 98…", "Mob. No: +91 98…", "alt no 98…". */
function contactLength(segment: readonly AddressToken[], start: number, { language }: AddressLexicon): number {
  const isContact = (token?: AddressToken) =>
    token !== undefined && (CONTACTS.has(token.text) || CONTACTS_OF[language] === token.text);
  let index = start;
  while (CONTACT_LEADS.has(segment[index]?.text ?? "")) index += 1;
  if (index === start && !isContact(segment[index])) return 0;
  while (isContact(segment[index]) || CONTACT_FILLERS.has(segment[index]?.text ?? "")) index += 1;
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

/** "4 km from station", "500m off the highway", "about half a mile from the bus stand", "à 500 m de la gare". */
function distanceLength(segment: readonly AddressToken[], start: number): number {
  let index = start;
  while (AWAY_LEADS.has(segment[index]?.text ?? "")) index += 1;
  if (segment[index]?.digits !== true && !HALVES.has(segment[index - 1]?.text ?? "")) return 0;
  while (segment[index]?.digits === true && (segment[index + 1]?.glue === "." || segment[index + 1]?.glue === "-"))
    index += 1;
  if (segment[index]?.digits === true) index += 1;
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
  if (!items.some((item) => item.type === "word" && (isLandmark(item) || item.kinds.has("passed")))) {
    return { kept: items, dropped: [] };
  }
  const kept: AddressItem[] = [];
  const dropped: AddressItem[] = [];
  for (const written of segmentsOf(items)) {
    const passed = passedRun(written);
    const segment = written.filter((item) => !passed.includes(item));
    const start = landmarkStart(segment, lexicon, namesLandmark);
    kept.push(...opened(segment.slice(0, start), passed));
    dropped.push(...passed, ...segment.slice(start));
  }
  return { kept, dropped };
}

/** What is passed on the way, up to the word that says so: the "Migros yanı" of "Moda Cad. No:12 Migros yanı", but "Cami Arkası Sokak" is a street. */
function passedRun(segment: readonly AddressItem[]): readonly AddressItem[] {
  const end = segment.findLastIndex((item) => item.type === "word" && item.kinds.has("passed"));
  if (end < 1 || isNamedAfter(segment[end + 1])) return [];
  const before = segment.slice(0, end).findLastIndex((item) => item.type === "number" || item.kinds.has("street"));
  return end - before > 1 ? segment.slice(before + 1, end + 1) : [];
}

/** The "Sokak" of "Cami Arkası Sokak". */
function isNamedAfter(item: AddressItem | undefined): boolean {
  return item?.type === "word" && HOUSE_KINDS.some((kind) => item.kinds.has(kind));
}

/** What a remark stood before begins a part of the address. */
function opened(kept: readonly AddressItem[], passed: readonly AddressItem[]): readonly AddressItem[] {
  const [first, ...others] = kept;
  return first !== undefined && passed[0]?.glue === "," ? [{ ...first, glue: "," }, ...others] : kept;
}

function landmarkStart(segment: readonly AddressItem[], lexicon: AddressLexicon, namesLandmark: boolean): number {
  const found = segment.findIndex(
    (item, index) => item.type === "word" && isLandmark(item) && mayStart(segment, index, lexicon),
  );
  if (found < 0 || found === segment.length - 1) return segment.length;
  const isInto = (item: AddressItem) => item.type === "word" && (item.kinds.has("filler") || INTO.has(item.text));
  const start = segment.slice(0, found).every(isInto) ? 0 : found;
  return !namesLandmark && isHouseName(segment.slice(start)) ? segment.length : start;
}

/** These begin a remark only where they begin the segment: elsewhere they are part of a name, or a short form ("Off. 5"). */
const FIRST_ONLY = new Set("by off corner cnr za u bei vor hinter ecke przy bij achter ved".split(" "));
/** What a remark may begin with before the word that tells it. */
const INTO = new Set("in at im am en a".split(" "));

function isLandmark({ text, kinds }: AddressWordItem): boolean {
  return kinds.has("landmark") || text === "off";
}

/** "Rue Derrière" is a street, and so is "Hinter der Kirche 5". */
function mayStart(segment: readonly AddressItem[], index: number, { english }: AddressLexicon): boolean {
  if (FIRST_ONLY.has(segment[index]?.text ?? "")) return index === 0 && segment[index + 1]?.type === "word";
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
