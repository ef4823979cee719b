import * as z from "zod";
import { UsageError } from "./command-line.ts";
import { CREDENTIALS, localCredentials } from "./local-credentials.ts";
import { parsedJson } from "./parsed-json.ts";

/** Options of every command that calls the running service. */
export const SERVICE_OPTIONS = { "base-url": { type: "string" }, as: { type: "string" } } as const;

export const SERVICE_HELP = `  --base-url <url>   the service; without it the one that npm start runs here
  --as <name>        with npm start: which of its people to be (the first with the role trust), or its service

Elsewhere the environment holds your session: FIRSTHAND_STAFF_TOKEN="$(cloudflared access token --app=<url>)", or for a program,
which may check and replay, the Access service token: CF_ACCESS_CLIENT_ID and CF_ACCESS_CLIENT_SECRET.`;

const problemSchema = z.looseObject({ title: z.string(), detail: z.string() });

type Headers = { readonly [name: string]: string };

/** A service that is called, and the headers that say as whom. */
export type Service = { readonly baseUrl: string; readonly identity: Headers };

/** What a service answered instead, as its problem document. */
export class ServiceProblem extends Error {
  readonly document: z.infer<typeof problemSchema>;

  constructor(document: z.infer<typeof problemSchema>) {
    super(`${document.title}. ${document.detail}`);
    this.document = document;
  }
}

/**
 * @param role the role of the first person to act as with npm start, where `as` names no person
 * @throws UsageError where it is not known which service, or as whom
 */
export function connect(
  options: { readonly "base-url"?: string | undefined; readonly as?: string | undefined },
  role = "trust",
): Service {
  const identity = identityOf(process.env);
  const given = options["base-url"]?.replace(/\/$/, "");
  if (identity !== undefined && given !== undefined) return { baseUrl: given, identity };
  const local = localCredentials();
  if (local === undefined || (given !== undefined && given !== local.baseUrl)) {
    throw new UsageError("Name the service with --base-url and set FIRSTHAND_STAFF_TOKEN, or run npm start first.");
  }
  const { baseUrl, staff, service } = local;
  const known = [
    ...(staff[role] ?? []),
    ...Object.values(staff).flat(),
    { email: service.clientId, assertion: service.assertion },
  ];
  const chosen = known.find(({ email }) => options.as === undefined || email === options.as);
  if (chosen === undefined) throw new UsageError(`${CREDENTIALS} names no person called ${options.as ?? role}.`);
  return { baseUrl, identity: identity ?? sessionHeaders(chosen.assertion) };
}

/** A person's session where there is one, else a program's token. */
function identityOf({ FIRSTHAND_STAFF_TOKEN, CF_ACCESS_CLIENT_ID, CF_ACCESS_CLIENT_SECRET }: NodeJS.ProcessEnv) {
  if (FIRSTHAND_STAFF_TOKEN !== undefined) return sessionHeaders(FIRSTHAND_STAFF_TOKEN);
  if (CF_ACCESS_CLIENT_ID === undefined || CF_ACCESS_CLIENT_SECRET === undefined) return undefined;
  return { "CF-Access-Client-Id": CF_ACCESS_CLIENT_ID, "CF-Access-Client-Secret": CF_ACCESS_CLIENT_SECRET };
}

/** Access takes its session in the first and adds the second itself; without Access in front the second counts. */
function sessionHeaders(token: string): Headers {
  return { "Cf-Access-Token": token, "Cf-Access-Jwt-Assertion": token };
}

/**
 * Calls the service as a person of the staff or a program.
 * @param body sent as JSON; a text is sent as it is, with the `Content-Type` of `headers`
 * @throws ServiceProblem where it answers with a problem
 */
export async function callService(
  service: Service,
  path: string,
  body?: object | string,
  headers: Headers = {},
): Promise<Response> {
  const isText = typeof body === "string";
  const response = await fetch(`${service.baseUrl}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      ...service.identity,
      ...headers,
      ...(body === undefined || isText ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  if (response.ok) return response;
  const text = await response.text();
  const problem = problemSchema.safeParse(parsedJson(text));
  throw problem.success
    ? new ServiceProblem(problem.data)
    : new Error(`${service.baseUrl} answered ${response.status}.`);
}
