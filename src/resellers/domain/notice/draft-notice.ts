import { stripInvisible } from "../../../domain/identity/invisible.ts";
import type { NoticeTemplate, Placeholder } from "../brand/notice-template.ts";
import { templateParts } from "../brand/notice-template.ts";

/** One line, or one for each element. */
export type NoticeFacts = { readonly [name in Placeholder]: string | readonly string[] };

const LINE_CHARS_MAX = 500;

/**
 * The notice as a first draft. Facts come from outside: each is one line of visible letters, so that no shop can write a
 * paragraph of its own into a letter of the brand.
 */
export function draftNotice({ subject, body }: NoticeTemplate, facts: NoticeFacts): string {
  return `Subject: ${filled(subject, facts)}\n\n${filled(body, facts).trimEnd()}\n`;
}

function filled(template: string, facts: NoticeFacts): string {
  return templateParts(template)
    .map((part) => ("words" in part ? part.words : factText(facts[part.placeholder])))
    .join("");
}

function factText(fact: string | readonly string[]): string {
  if (typeof fact === "string") return oneLine(fact);
  return fact.length === 0 ? "none recorded" : fact.map((line) => `- ${oneLine(line)}`).join("\n");
}

function oneLine(text: string): string {
  return stripInvisible(text.normalize("NFC")).replaceAll(/\s+/g, " ").trim().slice(0, LINE_CHARS_MAX);
}
