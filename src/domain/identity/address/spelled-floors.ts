/** How a language counts its floors in words: the ordinals from the first on with their forms, endings behind digits, and what may follow. */
type FloorWords = {
  readonly ordinals: string;
  readonly endings: string;
  readonly follows: string;
  /** Nothing has to follow behind the house: "7, tercero B". */
  readonly alone?: boolean;
};

const BY_LANGUAGE: { readonly [language: string]: FloorWords } = {
  es: {
    ordinals:
      "primero|primera|primer,segundo|segunda,tercero|tercera|tercer,cuarto|cuarta,quinto|quinta,sexto|sexta,septimo|septima,octavo|octava,noveno|novena,decimo|decima",
    endings: "ero|era|er|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na",
    follows: "piso|planta|plta|izquierda|izda|izq|izqda|derecha|dcha|dcho|drcha|centro|puerta|pta|letra",
    alone: true,
  },
  pt: {
    ordinals:
      "primeiro|primeira,segundo|segunda,terceiro|terceira,quarto|quarta,quinto|quinta,sexto|sexta,setimo|setima,oitavo|oitava,nono|nona,decimo|decima",
    endings: "o|a",
    follows: "andar|piso|direito|dto|dir|esquerdo|esq|frente|fte|centro|porta",
    alone: true,
  },
  fr: {
    ordinals:
      "premier|premiere|1er,deuxieme|second|seconde,troisieme,quatrieme,cinquieme,sixieme,septieme,huitieme,neuvieme,dixieme",
    endings: "er|ere|eme|ieme|nd|nde|e",
    follows: "etage|etg|et|gauche|droite|face",
  },
  it: {
    ordinals: "primo,secondo,terzo,quarto,quinto,sesto,settimo,ottavo,nono,decimo",
    endings: "o",
    follows: "piano|pno",
  },
  de: {
    ordinals: "erst,zweit,dritt,viert,funft|fuenft,sechst,siebt,acht,neunt,zehnt",
    endings: "te|ter|ten",
    follows: "stock|stockwerk|og|obergeschoss|etage|et",
  },
  nl: {
    ordinals: "eerste,tweede,derde,vierde,vijfde,zesde,zevende,achtste,negende,tiende",
    endings: "e|de|ste",
    follows: "verdieping|verd|etage|et",
  },
  pl: {
    ordinals: "pierwsze,drugie,trzecie,czwarte,piate,szoste,siodme,osme,dziewiate,dziesiate",
    endings: "e|sze|gie|cie|te",
    follows: "pietro|ptr",
  },
  cs: {
    ordinals: "prvni,druhe,treti,ctvrte,pate,seste,sedme,osme,devate,desate",
    endings: "e",
    follows: "patro|poschodi|podlazi",
  },
  sv: {
    ordinals: "forsta,andra,tredje,fjarde,femte,sjatte,sjunde,attonde,nionde,tionde",
    endings: "a|e",
    follows: "vaningen|vaning|van",
  },
  tr: {
    ordinals: "birinci,ikinci,ucuncu,dorduncu,besinci,altinci,yedinci,sekizinci,dokuzuncu,onuncu",
    endings: "inci|nci|uncu|ncu",
    follows: "kat",
  },
  ru: {
    ordinals: "первыи,второи,третии,четвертыи,пятыи,шестои,седьмои,восьмои,девятыи,десятыи",
    endings: "и|ыи|ои|ии",
    follows: "этаж|эт",
  },
  uk: {
    ordinals: "першии,другии,третіи,четвертии,пятии,шостии,сьомии,восьмии,девятии,десятии",
    endings: "и|ии",
    follows: "поверх|пов",
  },
};

type FloorReader = {
  /** Most addresses say no floor so, and are done after this. */
  readonly hint: RegExp;
  readonly counted: RegExp;
  readonly spelled: RegExp;
  /** "piano terzo". */
  readonly behind: RegExp;
  readonly floors: ReadonlyMap<string, number>;
};

const readers = new Map<string, FloorReader | undefined>();

/**
 * Writes floors that are said in words, or with the endings of ordinals, in digits: "tercero B", "3er piso" and "deuxième étage" are "3. b",
 * "3. piso" and "2. etage".
 * @param text output of `foldText`
 * @param languages ISO 639, those of the country
 */
export function withFloorsInDigits(text: string, languages: readonly string[]): string {
  let written = text;
  for (const language of languages) {
    if (!readers.has(language)) readers.set(language, readerOf(language));
    const reader = readers.get(language);
    if (reader?.hint.test(written) !== true) continue;
    const { counted, spelled, behind, floors } = reader;
    written = written
      .replace(counted, "$1. ")
      .replace(spelled, (word: string, name: string) => (floors.has(name) ? `${floors.get(name)}. ` : word))
      .replace(behind, (_, kind: string, name: string) => `${kind} ${floors.get(name) ?? name}`);
  }
  return written;
}

function readerOf(language: string): FloorReader | undefined {
  const words = BY_LANGUAGE[language];
  if (words === undefined) return undefined;
  const { ordinals, endings, follows, alone = false } = words;
  const inflections = language === "de" ? ["er", "e", "en", "es", "em"] : [""];
  const floors = new Map(
    ordinals
      .split(",")
      .flatMap((forms, index) =>
        forms.split("|").flatMap((form) => inflections.map((ending): [string, number] => [form + ending, index + 1])),
      ),
  );
  const following = `(?=(?:${follows})(?!\\p{L})${alone ? "|\\p{L}(?!\\p{L})|,|$" : ""})`;
  const before = alone ? "(?<=[,\\d]\\s*)" : "(?<![\\p{L}\\p{N}])";
  return {
    hint: new RegExp(alone ? `\\d\\.?[a-z]|${[...floors.keys()].join("|")}` : follows),
    counted: new RegExp(`(?<![\\p{L}\\p{N}])(\\d{1,2})\\.?(?:${endings})(?!\\p{L})\\.?\\s*${following}`, "gu"),
    spelled: new RegExp(`${before}(${[...floors.keys()].join("|")})(?!\\p{L})\\.?\\s*${following}`, "gu"),
    behind: new RegExp(`(?<!\\p{L})(${follows})\\.?\\s+(${[...floors.keys()].join("|")})(?!\\p{L})`, "gu"),
    floors,
  };
}
