import * as z from "zod";
import type { Reply } from "../domain/sale/reply.ts";
import { PROBLEMS, type Problem, type ProblemSlug } from "./problem.ts";

const document = z.object({ type: z.string(), detail: z.string() });

/** The refusal that a kept reply tells, for a page that shows it; undefined where the call was carried out. */
export function keptRefusal({ status, body }: Reply): Problem | undefined {
  if (status === 200) return undefined;
  const { type, detail } = document.parse(JSON.parse(body.filter((part) => typeof part === "string").join("")));
  const slug = type.slice(type.lastIndexOf("/") + 1);
  return { slug: isSlug(slug) ? slug : "internal", detail };
}

function isSlug(text: string): text is ProblemSlug {
  return Object.hasOwn(PROBLEMS, text);
}
