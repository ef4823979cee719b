import * as z from "zod";
import { nearestHint } from "../../../domain/rules/nearest-name.ts";

/** What a template may ask for, and what it gets. */
export const PLACEHOLDERS = {
  brand: "The brand's name",
  subject: "The host, or the page on a marketplace",
  case: "The id of the case",
  today: "The day on which the notice is drafted",
  opened: "The day on which the case was opened",
  reports: "How many reports there are",
  seller_names: "The names under which the seller appears",
  pages: "The reported addresses, one a line",
  evidence: "What was found, one a line",
  prices: "Prices asked and list prices, one a line",
} as const;
export type Placeholder = keyof typeof PLACEHOLDERS;

const NAME = /\{\{([^{}]*)\}\}/g;

/** The template as a sequence of words and placeholders. */
export type TemplatePart = { readonly words: string } | { readonly placeholder: Placeholder };

/** Takes a template apart. A placeholder that nobody knows stays in the text as it is. */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const match of text.matchAll(NAME)) {
    const placeholder = placeholderOf(match[1] ?? "");
    if (placeholder === undefined) continue;
    parts.push({ words: text.slice(from, match.index) }, { placeholder });
    from = match.index + match[0].length;
  }
  return [...parts, { words: text.slice(from) }];
}

/** Every reason why a template would not say what its writer means. */
export function templateProblems(text: string): readonly string[] {
  const unknown = [...text.matchAll(NAME)].flatMap(([written, name = ""]) => {
    if (placeholderOf(name) !== undefined) return [];
    const hint = nearestHint(name.trim(), Object.keys(PLACEHOLDERS));
    return [`unknown placeholder ${written}${hint === undefined ? "" : `. ${hint}`}`];
  });
  const open = text.replaceAll(NAME, "").includes("{{") || text.replaceAll(NAME, "").includes("}}");
  return open ? [...unknown, "a placeholder is not closed, as in {{subject}}"] : unknown;
}

function placeholderOf(name: string): Placeholder | undefined {
  const wanted = name.trim();
  return Object.keys(PLACEHOLDERS).find((known): known is Placeholder => known === wanted);
}

const template = z.string().superRefine((text, context) => {
  for (const message of templateProblems(text)) context.addIssue({ code: "custom", message });
});

/** A brand's own words for a notice about an impostor. Staff edit the draft that is made of it; nothing sends it. */
export const noticeTemplateSchema = z.strictObject({
  subject: template.min(5).max(200),
  body: template.min(50).max(10_000),
});
export type NoticeTemplate = z.infer<typeof noticeTemplateSchema>;
