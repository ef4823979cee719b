import { readFileSync } from "node:fs";
import * as z from "zod";
import { UsageError } from "./command.ts";

/** Options of every command that calls the running service. */
export const SERVICE_OPTIONS = { "base-url": { type: "string" }, as: { type: "string" } } as const;

export const SERVICE_HELP = `  --base-url <url>   the service; without it the one that npm start runs here
  --as <email>       with npm start: which of its people to be (the first with the role trust)

Elsewhere the environment holds your session: FIRSTHAND_STAFF_TOKEN="$(cloudflared access token --app=<url>)".`;

const CREDENTIALS = ".dev/credentials.json";

const person = z.object({ email: z.string(), assertion: z.string() });
const credentialsSchema = z.object({ baseUrl: z.url(), staff: z.record(z.string(), z.array(person)) });
const problemSchema = z.looseObject({ title: z.string(), detail: z.string() });

/** A service that was reached, and a problem that it answered with. */
export type Service = { readonly baseUrl: string; readonly token: string };
export class ServiceProblem extends Error {
  readonly document: z.infer<typeof problemSchema>;

  constructor(document: z.infer<typeof problemSchema>) {
    super(`${document.title}. ${document.detail}`);
    this.document = document;
  }
}

/** @throws UsageError where it is not known which service, or as whom */
export function connect(options: {
  readonly "base-url"?: string | undefined;
  readonly as?: string | undefined;
}): Service {
  const token = process.env.FIRSTHAND_STAFF_TOKEN;
  const given = options["base-url"]?.replace(/\/$/, "");
  if (token !== undefined && given !== undefined) return { baseUrl: given, token };
  const local = localCredentials();
  if (local === undefined || (given !== undefined && given !== local.baseUrl)) {
    throw new UsageError("Name the service with --base-url and set FIRSTHAND_STAFF_TOKEN, or run npm start first.");
  }
  const people = options.as === undefined ? (local.staff.trust ?? []) : Object.values(local.staff).flat();
  const chosen = people.find(({ email }) => options.as === undefined || email === options.as);
  if (chosen === undefined) throw new UsageError(`${CREDENTIALS} names nobody called ${options.as ?? "trust"}.`);
  return { baseUrl: local.baseUrl, token: token ?? chosen.assertion };
}

/**
 * Calls the service as a person of the staff.
 * @throws ServiceProblem where it answers with a problem
 */
export async function callService(
  service: Service,
  path: string,
  body?: object,
  headers: { readonly [name: string]: string } = {},
): Promise<Response> {
  const response = await fetch(`${service.baseUrl}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      // Access takes its session in the first and adds the second itself; without Access in front the second counts.
      "Cf-Access-Token": service.token,
      "Cf-Access-Jwt-Assertion": service.token,
      ...headers,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return response;
  const text = await response.text();
  const problem = problemSchema.safeParse(safeJson(text));
  throw problem.success
    ? new ServiceProblem(problem.data)
    : new Error(`${service.baseUrl} answered ${response.status}.`);
}

function localCredentials(): z.infer<typeof credentialsSchema> | undefined {
  try {
    return credentialsSchema.parse(JSON.parse(readFileSync(CREDENTIALS, "utf8")));
  } catch {
    return undefined;
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
