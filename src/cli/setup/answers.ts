import { readFileSync } from "node:fs";
import * as z from "zod";
import { JURISDICTIONS } from "../../domain/jurisdiction.ts";
import { isReservedHost } from "../../platform/unfinished-settings.ts";
import { UsageError } from "../shared/command-line.ts";
import { parsedJson } from "../shared/parsed-json.ts";

/** What no program can know of a deployment, by the name that a file of answers gives it. */
const answersSchema = z.strictObject({
  address: z
    .url({ protocol: /^https$/, error: "must be an address such as https://fair.your-shop.com", abort: true })
    .refine((url) => new URL(url).origin === url.replace(/\/$/, ""), "must be a host alone, without a path")
    .refine((url) => !isReservedHost(url), "is a name for documents; give the one that buyers will reach"),
  shop: z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, "must be of small letters, digits and hyphens, 32 at most"),
    name: z.string().min(1, "must not be empty"),
    hostname: z.hostname("must be a host name such as www.your-shop.com"),
  }),
  access: z.strictObject({
    teamDomain: z.url({ protocol: /^https$/, error: "must be an address such as https://team.cloudflareaccess.com" }),
    audience: z.string().min(1, "must not be empty"),
    admin: z.email("must be an e-mail address"),
  }),
  jurisdiction: z.enum(JURISDICTIONS, `must be one of ${JURISDICTIONS.join(", ")}`),
});

export const partialAnswers = answersSchema.partial();
export type Answers = z.infer<typeof partialAnswers>;
export type Asked = keyof Answers;

/** Asks one question in the terminal. @returns the trimmed line, empty where none was given */
export type Ask = (question: string) => Promise<string>;

/** @throws UsageError naming each member of the file that is wrong */
export function readAnswers(file: string): Answers {
  const read = partialAnswers.safeParse(parsedJson(readFileSync(file, "utf8")));
  if (read.success) return read.data;
  throw new UsageError(`${file}: ${z.prettifyError(read.error)}`);
}

const QUESTIONS: { readonly [each in Asked]: (ask: Ask) => Promise<Answers> } = {
  jurisdiction: async (ask) => {
    const question = `Must data stay in one jurisdiction (${JURISDICTIONS.join(", ")})? It cannot be changed later. Enter: no. `;
    return { jurisdiction: await askUntil(ask, question, orSkipped(answersSchema.shape.jurisdiction)) };
  },
  address: async (ask) => {
    const question =
      "Which address will shops and browsers reach the service at? Such as https://fair.your-shop.com. Enter: not known yet. ";
    return { address: await askUntil(ask, question, orSkipped(answersSchema.shape.address)) };
  },
  shop: async (ask) => {
    const { id, name, hostname } = answersSchema.shape.shop.shape;
    const shopId = await askUntil(ask, "Id of the first shop, such as my-shop. Enter: none yet. ", orSkipped(id));
    if (shopId === undefined) return {};
    return {
      shop: {
        id: shopId,
        name: await askUntil(ask, "Its name, as staff read it: ", name),
        hostname: await askUntil(ask, "Its host name, such as www.your-shop.com: ", hostname),
      },
    };
  },
  access: async (ask) => {
    const { teamDomain, audience, admin } = answersSchema.shape.access.shape;
    const question =
      "Address of your Cloudflare Access team, such as https://team.cloudflareaccess.com. Enter: no console yet. ";
    const domain = await askUntil(ask, question, orSkipped(teamDomain));
    if (domain === undefined) return {};
    return {
      access: {
        teamDomain: domain,
        audience: await askUntil(ask, "Audience tag of its application over the console: ", audience),
        admin: await askUntil(ask, "E-mail address of the first admin: ", admin),
      },
    };
  },
};

/** Asks for what a file of answers did not give. What is left open stays as it is in the settings. */
export async function askFor(asked: readonly Asked[], ask: Ask): Promise<Answers> {
  let answers: Answers = {};
  for (const each of asked) answers = { ...answers, ...(await QUESTIONS[each](ask)) };
  return answers;
}

/** Asks again until the answer is one. */
async function askUntil<Schema extends z.ZodType>(
  ask: Ask,
  question: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  for (let complaint = ""; ; ) {
    const line = await ask(`${complaint}${question}`);
    const read = schema.safeParse(line);
    if (read.success) return read.data;
    complaint = `"${line}" ${read.error.issues[0]?.message}.\n`;
  }
}

/** An empty line leaves it open. */
function orSkipped<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((line) => (line === "" ? undefined : line), schema.optional());
}
