import type { AttemptRecord } from "../decision/attempt-record.ts";
import type { ReplyBody, UnsignedToken } from "./reply.ts";

/** Parts of a record that its reply repeats word for word. */
const REPEATED = {
  reasons: ({ decision }: AttemptRecord) => decision.reasons,
  contributions: ({ input }: AttemptRecord) => input.score?.contributions,
  buyer: ({ buyer }: AttemptRecord) => buyer,
} as const;

type Repeated = keyof typeof REPEATED;

/** A body beside its record: what the record says is said once. A body that is not folded is one, too. */
export type FoldedBody = readonly (string | UnsignedToken | { readonly of: Repeated })[];

/** Shorter texts are not worth a part of their own. */
const FOLDED_CHARS_MIN = 24;

export function foldReply(record: AttemptRecord, body: ReplyBody): FoldedBody {
  let folded: FoldedBody = body;
  for (const name of names()) {
    const text = JSON.stringify(REPEATED[name](record)) ?? "";
    if (text.length < FOLDED_CHARS_MIN) continue;
    folded = folded.flatMap((part): FoldedBody => {
      const at = typeof part === "string" ? part.indexOf(text) : -1;
      if (typeof part !== "string" || at === -1) return [part];
      return [part.slice(0, at), { of: name }, part.slice(at + text.length)];
    });
  }
  return folded;
}

/** The exact bytes that were folded, in the parts that they had. */
export function unfoldReply(record: AttemptRecord, folded: FoldedBody): ReplyBody {
  const body: (string | UnsignedToken)[] = [];
  for (const part of folded) {
    const whole = typeof part === "object" && "of" in part ? JSON.stringify(REPEATED[part.of](record)) : part;
    const last = body.at(-1);
    if (typeof whole === "string" && typeof last === "string") body[body.length - 1] = last + whole;
    else body.push(whole);
  }
  return body;
}

function names(): readonly Repeated[] {
  return ["reasons", "contributions", "buyer"];
}
