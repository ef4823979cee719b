import { env } from "cloudflare:workers";
import { createApp } from "../../../src/http/app.ts";
import { createConsole } from "../../../src/http/console/console.ts";
import type { Route } from "../../../src/http/route.ts";
import { ROUTES } from "../../../src/http/routes.ts";
import { SMS_ADAPTERS, signedTextHeaders } from "../../support/signed-text.ts";
import { assertion } from "./access-team.ts";
import { bodyOf, fieldsOf, type KnownNames } from "./call-bodies.ts";
import { shopKey } from "./deployment.ts";
import { OURS } from "./partners.ts";
import { addressOf, fill } from "./route-calls.ts";
import { STAFF } from "./staff.ts";

/** A request that somebody may make, and what it is called. */
export type NamedRequest = { readonly name: string; readonly path: string; readonly init: RequestInit };

type Headers = { readonly [name: string]: string };
type CallerName = "anybody" | "shop" | "browser" | "staff" | "service" | "partner";

/** Everybody that a route names, each as who they are. */
const CALLERS: { readonly [caller in Route["caller"]]: readonly CallerName[] } = {
  anybody: ["anybody"],
  shop: ["shop"],
  partner: ["partner"],
  staff: ["staff"],
  "shop or browser": ["shop", "browser"],
  "shop or staff": ["shop", "staff"],
  "shop or partner": ["shop", "partner"],
  "shop, staff or partner": ["shop", "staff", "partner"],
  "staff or service": ["staff", "service"],
};

/** Every call of the registry by everybody who may make it, every page and form, and every address with methods that it does not take. */
export async function everyCall(known: KnownNames): Promise<readonly NamedRequest[]> {
  const calls = [...(await apiCalls(known)), ...(await pageCalls(known))];
  const otherMethods = calls.flatMap(({ name, path, init }) =>
    ["HEAD", "OPTIONS", "PATCH"].map((method) => ({
      name: `${method} of ${name}`,
      path,
      init: { method, headers: { ...init.headers } },
    })),
  );
  return [...calls, ...otherMethods];
}

async function apiCalls(known: KnownNames): Promise<readonly NamedRequest[]> {
  const calls: NamedRequest[] = [];
  for (const route of ROUTES) {
    const named = { ...known, saleId: saleOf(route.path, known) };
    const filled = fill(route, named);
    const callers = CALLERS[route.caller];
    for (const caller of callers) {
      const { headers, body } = await sentBy(caller, route, { known: named, body: filled.body });
      const method = route.method.toUpperCase();
      const init = { method, headers, ...(method === "GET" ? {} : { body }) };
      const name = callers.length === 1 ? route.operationId : `${route.operationId} by ${caller}`;
      calls.push({ name, path: addressOf(route, filled), init });
    }
  }
  return calls;
}

/** Calls about registrations, invites and draws are about the sale that has them. */
function saleOf(path: string, { saleId = "", registeredSaleId = "", drawnSaleId = "" }: KnownNames): string {
  if (path.includes("/draw")) return drawnSaleId;
  return /registrations|invites/.test(path) ? registeredSaleId : saleId;
}

async function sentBy(
  caller: CallerName,
  route: Route,
  { known, body }: { readonly known: KnownNames; readonly body: unknown },
): Promise<{ readonly headers: Headers; readonly body: string }> {
  const [fileType] = route.body === undefined ? (route.bodyTypes ?? []) : [];
  const sent = JSON.stringify((await bodyOf(route.operationId, caller, known)) ?? body);
  const provided = route.operationId === "receiveText" ? await smsHeaders(known, sent) : {};
  const headers = { ...(await headersOf(caller, known)), ...provided, "Content-Type": fileType ?? "application/json" };
  return { headers, body: sent };
}

async function headersOf(caller: CallerName, { partnerKey }: KnownNames): Promise<Headers> {
  const key = { "Idempotency-Key": crypto.randomUUID() };
  switch (caller) {
    case "anybody":
      return {};
    case "browser":
      return { ...key, Origin: "https://shop-a.example" };
    case "shop":
      return { ...key, Authorization: `Bearer ${shopKey()}` };
    case "partner":
      return { ...key, Authorization: `Bearer ${partnerKey}` };
    case "staff":
      return { ...key, ...(await staffHeaders()) };
    case "service":
      return { "Cf-Access-Jwt-Assertion": await assertion(STAFF.checker) };
  }
}

const staffHeaders = async () => ({ ...OURS, "Cf-Access-Jwt-Assertion": await assertion(STAFF.ben) });

function smsHeaders({ adapterId }: KnownNames, body: string): Promise<Headers> {
  return signedTextHeaders(SMS_ADAPTERS.plain.kind, { url: `${env.ISSUER}/v1/channels/sms/${adapterId}`, body });
}

/** Every address beside the API: of buyers and partners, and the console, by the router's own list. */
async function pageCalls(known: KnownNames): Promise<readonly NamedRequest[]> {
  const isApi = (path: string) => ROUTES.some((route) => route.path.replaceAll(/\{(\w+)\}/g, ":$1") === path);
  const pages = createApp(createConsole()).routes.filter(({ method, path }) => method !== "ALL" && !isApi(path));
  const staff = await staffHeaders();
  return pages.map(({ method, path: pattern }): NamedRequest => {
    const named: KnownNames = { ...known, saleId: saleOf(pattern, known) };
    const path = pattern
      .replaceAll(/:\w+\{(\w+)[^}]*\}/g, "$1")
      .replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(named[name] ?? "x"));
    const headers = pattern.startsWith("/console") ? staff : OURS;
    const body = method === "GET" ? {} : { body: fieldsOf(pattern, named) };
    return { name: `${method} ${pattern}`, path, init: { method, headers, ...body } };
  });
}
