/** Languages that answers are written in. */
export const TEXT_LANGUAGES = ["en", "hi"] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

/**
 * Every answer to a text message. Countries such as India let only registered templates through: an answer is a template and its
 * variables, and a shop may put its own words in place of these. `needs` names the variables without which an answer is of no use.
 */
export const TEXT_TEMPLATES = {
  confirm: {
    vars: ["code", "digits", "minutes", "postalCode"],
    needs: ["digits"],
    en: "To register for {code}, answer YES {digits} within {minutes} minutes. If you did not ask for it, do nothing.",
    hi: "{code} के पंजीकरण के लिए {minutes} मिनट में YES {digits} लिखें। आपने नहीं माँगा तो कुछ न करें।",
  },
  recorded: {
    vars: ["code"],
    needs: [],
    en: "You are registered for {code}. Send STATUS {code} to see how it stands.",
    hi: "{code} के लिए आपका पंजीकरण हो गया। स्थिति के लिए STATUS {code} भेजें।",
  },
  recorded_draw: {
    vars: ["code", "drawAt"],
    needs: [],
    en: "You are registered for {code}. The order is drawn {drawAt}. Send STATUS {code} after it.",
    hi: "{code} के लिए आपका पंजीकरण हो गया। ड्रॉ {drawAt} को है। उसके बाद STATUS {code} भेजें।",
  },
  recorded_store: {
    vars: ["code", "store"],
    needs: [],
    en: "You are registered for {code}. Your nearest store: {store}. Send STATUS {code} to see how it stands.",
    hi: "{code} के लिए आपका पंजीकरण हो गया। सबसे पास की दुकान: {store}। स्थिति के लिए STATUS {code} भेजें।",
  },
  recorded_draw_store: {
    vars: ["code", "drawAt", "store"],
    needs: [],
    en: "You are registered for {code}. The order is drawn {drawAt}. Your nearest store: {store}. Send STATUS {code} after it.",
    hi: "{code} के लिए आपका पंजीकरण हो गया। ड्रॉ {drawAt} को है। सबसे पास की दुकान: {store}। उसके बाद STATUS {code} भेजें।",
  },
  wrong_digits: {
    vars: [],
    needs: [],
    en: "These digits are not the ones we sent, or their time is over. Send REG and the code of the sale for new ones.",
    hi: "ये अंक सही नहीं हैं या समय बीत गया। नए अंकों के लिए REG और सेल का कोड भेजें।",
  },
  too_many_tries: {
    vars: [],
    needs: [],
    en: "Too many wrong digits came from this number. Try again in an hour, or register on our site.",
    hi: "इस नंबर से बहुत बार गलत अंक आए। एक घंटे बाद फिर कोशिश करें या हमारी साइट पर पंजीकरण करें।",
  },
  waiting_full: {
    vars: ["minutes"],
    needs: [],
    en: "Several registrations of this number wait for YES and their digits. Answer one, or try again in {minutes} minutes.",
    hi: "इस नंबर के कई पंजीकरण YES और अंकों की प्रतीक्षा में हैं। एक का उत्तर दें या {minutes} मिनट बाद कोशिश करें।",
  },
  not_yet: {
    vars: ["code", "opensAt"],
    needs: [],
    en: "Registration for {code} opens {opensAt}. Send REG {code} from then on.",
    hi: "{code} का पंजीकरण {opensAt} से शुरू होगा। तब REG {code} भेजें।",
  },
  closed: {
    vars: ["code"],
    needs: [],
    en: "Registration for {code} is closed. Nothing was recorded.",
    hi: "{code} का पंजीकरण बंद हो चुका है। कुछ दर्ज नहीं हुआ।",
  },
  not_taken: {
    vars: ["code"],
    needs: [],
    en: "{code} takes no registrations, and a race is not won by text message. Buy on our site or in a store.",
    hi: "{code} में पंजीकरण नहीं होता, और संदेश से खरीद नहीं होती। हमारी साइट या दुकान से खरीदें।",
  },
  invite_only: {
    vars: ["code"],
    needs: [],
    en: "{code} is for invited buyers. Register with your invite on our site.",
    hi: "{code} केवल आमंत्रित खरीदारों के लिए है। अपने निमंत्रण से हमारी साइट पर पंजीकरण करें।",
  },
  unknown_code: {
    vars: ["code"],
    needs: [],
    en: "There is no sale with the code {code}. Look at the code once more.",
    hi: "{code} कोड की कोई सेल नहीं है। कोड फिर से देखें।",
  },
  status_ask: {
    vars: [],
    needs: [],
    en: "Of which sale? Send STATUS and the code of the sale.",
    hi: "कौन सी सेल? STATUS और सेल का कोड भेजें।",
  },
  status_none: {
    vars: ["code"],
    needs: [],
    en: "This number is not registered for {code}.",
    hi: "यह नंबर {code} के लिए पंजीकृत नहीं है।",
  },
  status_waiting: {
    vars: ["code"],
    needs: [],
    en: "You are registered for {code}. It is not your turn yet.",
    hi: "{code} के लिए आपका पंजीकरण है। अभी आपकी बारी नहीं आई।",
  },
  status_your_turn: {
    vars: ["code", "until"],
    needs: ["until"],
    en: "It is your turn for {code} until {until}. Buy on our site or in a store.",
    hi: "{code} के लिए आपकी बारी {until} तक है। हमारी साइट या दुकान से खरीदें।",
  },
  status_turn_over: {
    vars: ["code"],
    needs: [],
    en: "Your turn for {code} is over.",
    hi: "{code} के लिए आपकी बारी बीत गई।",
  },
  status_bought: {
    vars: ["code"],
    needs: [],
    en: "You bought {code}.",
    hi: "आपने {code} खरीद लिया।",
  },
  status_not_called: {
    vars: ["code"],
    needs: [],
    en: "{code} is over, and your turn did not come. We are sorry.",
    hi: "{code} समाप्त हुई और आपकी बारी नहीं आई। हमें खेद है।",
  },
  status_other: {
    vars: ["code"],
    needs: [],
    en: "Your registration for {code} had no place of its own. Our site says why, and how to object.",
    hi: "{code} में आपके पंजीकरण का अलग स्थान नहीं था। कारण और आपत्ति का तरीका हमारी साइट पर है।",
  },
  status_withdrawn: {
    vars: ["code"],
    needs: [],
    en: "Your registration for {code} was taken back.",
    hi: "{code} का आपका पंजीकरण वापस ले लिया गया।",
  },
  help: {
    vars: ["shop"],
    needs: [],
    en: "{shop}: REG and a sale's code registers this number, then YES and the digits we send. STATUS tells how it stands, STOP ends this.",
    hi: "{shop}: REG और सेल का कोड भेजें, फिर YES और हमारे भेजे अंक। स्थिति: STATUS, रोकने के लिए: STOP",
  },
  stopped: {
    vars: [],
    needs: [],
    en: "What waited for your YES has ended. We only ever answer your messages. What is registered stays registered.",
    hi: "जो YES की प्रतीक्षा में था वह रद्द हुआ। हम केवल आपके संदेशों का उत्तर देते हैं। हो चुका पंजीकरण बना रहेगा।",
  },
  unreadable: {
    vars: [],
    needs: [],
    en: "We could not read this. Send one of: REG and a code, YES and four digits, STATUS, HELP, STOP.",
    hi: "हम यह पढ़ नहीं सके। इनमें से एक भेजें: REG और कोड, YES और चार अंक, STATUS, HELP, STOP",
  },
  limit: {
    vars: [],
    needs: [],
    en: "Too many messages came from this number. We answer again in an hour; our site takes registrations meanwhile.",
    hi: "इस नंबर से बहुत संदेश आए। हम एक घंटे बाद उत्तर देंगे; तब तक हमारी साइट पर पंजीकरण करें।",
  },
} as const satisfies { readonly [name: string]: Template };

type Template = { readonly vars: readonly string[]; readonly needs: readonly string[] } & Readonly<
  Record<TextLanguage, string>
>;

export type TemplateName = keyof typeof TEXT_TEMPLATES;
type VarsOf<Name extends TemplateName> = { readonly [name in (typeof TEXT_TEMPLATES)[Name]["vars"][number]]: string };

/** What is to be said: one of the templates, with all of its variables. */
export type Saying = {
  readonly [Name in TemplateName]: { readonly template: Name; readonly vars: VarsOf<Name> };
}[TemplateName];

/** An answer as it is kept and sent. */
export type TextReply = {
  readonly template: TemplateName;
  readonly vars: { readonly [name: string]: string };
  readonly language: TextLanguage;
  /** The same in words, for a carrier that asks for no template. */
  readonly text: string;
};

/** A shop's own words for some of the templates. */
export type OwnTemplates = { readonly [language in TextLanguage]?: { readonly [name in TemplateName]?: string } };

export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(TEXT_TEMPLATES, name);
}

const VARIABLE = /\{(\w*)\}/g;

/** Puts an answer into words: the shop's own where it has some. */
export function sayingReply({ template, vars }: Saying, language: TextLanguage, own: OwnTemplates): TextReply {
  const words = own[language]?.[template] ?? TEXT_TEMPLATES[template][language];
  const values = new Map<string, string>(Object.entries(vars));
  // In one pass: what a variable says is never read as a variable.
  const text = words.replace(VARIABLE, (_, name: string) => values.get(name) ?? "");
  return { template, vars, language, text };
}

/** What is wrong with a shop's own words for a template. */
export function templateProblems(template: TemplateName, words: string): readonly string[] {
  const { vars, needs }: Template = TEXT_TEMPLATES[template];
  const named = [...words.matchAll(VARIABLE)].map(([, name = ""]) => name);
  const unknown = named.filter((name) => !vars.includes(name));
  const missing = needs.filter((name) => !named.includes(name));
  const bare = /[{}]/.test(words.replace(VARIABLE, ""));
  return [
    ...unknown.map((name) => `has no variable {${name}}; it has ${listed(vars)}`),
    ...missing.map((name) => `must say {${name}}`),
    ...(bare ? ["has a brace that belongs to no variable"] : []),
  ];
}

function listed(vars: readonly string[]): string {
  return vars.length === 0 ? "none" : vars.map((name) => `{${name}}`).join(", ");
}
