import { describe, expect, it } from "vitest";
import { TEXT_TEMPLATE_CHARS_MAX } from "../../../src/domain/limits.ts";
import {
  isTemplateName,
  sayingReply,
  TEXT_LANGUAGES,
  TEXT_TEMPLATES,
  templateProblems,
} from "../../../src/domain/sms/templates.ts";

const NAMES = Object.keys(TEXT_TEMPLATES).filter(isTemplateName);

describe("the shipped templates", () => {
  it.each(NAMES.flatMap((name) => TEXT_LANGUAGES.map((language) => [name, language] as const)))(
    "have in %s (%s) words that name what they must, and nothing else",
    (name, language) => {
      const words = TEXT_TEMPLATES[name][language];
      expect(templateProblems(name, words)).toEqual([]);
      expect(words.length).toBeLessThanOrEqual(TEXT_TEMPLATE_CHARS_MAX);
    },
  );

  it("say the same with the same variables in each language", () => {
    const named = (words: string) => [...new Set(words.match(/\{\w+\}/g))].toSorted();
    for (const name of NAMES) expect(named(TEXT_TEMPLATES[name].hi), name).toEqual(named(TEXT_TEMPLATES[name].en));
  });
});

describe("sayingReply", () => {
  const saying = {
    template: "confirm",
    vars: { code: "{digits}", digits: "4821", minutes: "30", postalCode: "" },
  } as const;

  it("puts variables in once, whatever they say", () => {
    expect(sayingReply(saying, "en", {}).text).toBe(
      "To register for {digits}, answer YES 4821 within 30 minutes. If you did not ask for it, do nothing.",
    );
  });

  it("says it in the shop's own words where it has some for the language", () => {
    const own = { en: { confirm: "Send YES {digits}" } };
    expect([sayingReply(saying, "en", own).text, sayingReply(saying, "hi", own).text]).toEqual([
      "Send YES 4821",
      expect.stringContaining("YES 4821"),
    ]);
  });
});

describe("templateProblems", () => {
  it("names all of them", () => {
    expect(templateProblems("confirm", "Send {pin} or {name} } now")).toEqual([
      "has no variable {pin}; it has {code}, {digits}, {minutes}, {postalCode}",
      "has no variable {name}; it has {code}, {digits}, {minutes}, {postalCode}",
      "must say {digits}",
      "has a brace that belongs to no variable",
    ]);
  });
});
