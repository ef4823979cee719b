import type { Route } from "../../../src/http/route.ts";
import { sampleBody } from "./sample-body.ts";

/** A call of a route with everything that it takes, each place filled with something ordinary. */
export type Filled = {
  readonly path: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly body: unknown;
};

/** @param known what stands for some parameters; the others of the path are `x`, and those of the query `1`; what is empty is left out */
export function fill({ path, query = [], body }: Route, known: { readonly [name: string]: string }): Filled {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return {
    path: Object.fromEntries(names.map((name) => [name, known[name] ?? "x"])),
    query: Object.fromEntries(query.map(({ name }) => [name, known[name] ?? "1"]).filter(([, value]) => value !== "")),
    body: body === undefined ? undefined : sampleBody(body),
  };
}

/** Path and query of a call. */
export function addressOf(route: Route, { path, query }: Omit<Filled, "body">): string {
  const place = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(path[name] ?? "") || "%20");
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`);
  return `${place}${asked.length === 0 ? "" : `?${asked.join("&")}`}`;
}

/** Half of a surrogate pair cannot be encoded: it becomes what every encoder makes of it. */
function encoded(text: string): string {
  return encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(text)));
}
