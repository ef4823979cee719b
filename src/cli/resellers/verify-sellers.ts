import { readFile } from "node:fs/promises";
import { createLocalJWKSet, flattenedVerify } from "jose";
import type * as z from "zod";
import type { TokenKind } from "../../domain/tokens/kinds.ts";
import { parseSellerUrl } from "../../resellers/domain/host/parse-seller-url.ts";
import {
  type AuthorizedSellersClaims,
  authorizedSellersClaims,
} from "../../resellers/domain/tokens/authorized-sellers.ts";
import { sellersAnswer } from "../../resellers/wire/reseller.ts";
import { jwksAnswer } from "../../wire/service.ts";
import { parseOptions, UsageError } from "../shared/command-line.ts";
import { CREDENTIALS, localCredentials } from "../shared/local-credentials.ts";
import type { Program } from "../shared/run-program.ts";
import { table } from "../shared/table.ts";

const HELP = `Usage: npm run resellers -- verify-sellers [--base-url URL] [--file FILE] [--host HOST] [--json] [--verbose]

Fetches the list of authorized sellers of a service, or reads a copy of it, verifies its signature with the service's public
keys, its issuer and its age, and prints it. With --host only the sellers on that host are printed.

  npm run resellers -- verify-sellers --base-url https://firsthand.example --host shop.example

The address is that of ${CREDENTIALS} unless given.
Exit codes: 0 genuine, 1 not genuine or out of date, 2 wrong usage or no answer.
`;

const TYP: TokenKind = "authorized-sellers+jwt";

async function verify(args: string[]): Promise<number> {
  const values = parseOptions(args, {
    "base-url": { type: "string" },
    file: { type: "string" },
    host: { type: "string" },
    json: { type: "boolean" },
  });
  const baseUrl = (values["base-url"] ?? localCredentials()?.baseUrl)?.replace(/\/$/, "");
  if (baseUrl === undefined) {
    throw new UsageError(`There is no ${CREDENTIALS}: start the service with npm start, or give --base-url.`);
  }
  const host = values.host === undefined ? undefined : parseSellerUrl(values.host);
  if (host?.ok === false) throw new UsageError(`--host: "${values.host}" is not a host.`);
  const list = sellersAnswer.parse(
    values.file === undefined
      ? await fetchJson(`${baseUrl}/.well-known/authorized-sellers.json`)
      : JSON.parse(await readFile(values.file, "utf8")),
  );
  const keys = jwksAnswer.parse(await fetchJson(`${baseUrl}/.well-known/jwks.json`));
  const claims = await verifiedClaims(list, keys, baseUrl);
  if (typeof claims === "string") {
    process.stderr.write(`Not genuine: ${claims}\n`);
    return 1;
  }
  print(claims, host?.ok ? host.value.host.ascii : undefined, values.json === true);
  return 0;
}

/** The claims of a genuine list, or why it is none. */
async function verifiedClaims(
  list: z.infer<typeof sellersAnswer>,
  keys: z.infer<typeof jwksAnswer>,
  issuer: string,
): Promise<AuthorizedSellersClaims | string> {
  try {
    const { payload, protectedHeader } = await flattenedVerify(list, createLocalJWKSet(keys), {
      algorithms: ["EdDSA"],
    });
    if (protectedHeader?.typ !== TYP) return `the signature is on something else than a list (${protectedHeader?.typ})`;
    const claims = authorizedSellersClaims.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    if (!claims.success) return "the list is not in the form that this version knows";
    if (claims.data.iss !== issuer) return `the list is of ${claims.data.iss}, not of ${issuer}`;
    if (claims.data.exp * 1000 <= Date.now()) return "the list is out of date";
    return claims.data;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function print(
  { version, iat, exp, brands, sellers }: AuthorizedSellersClaims,
  host: string | undefined,
  json: boolean,
) {
  const wanted = sellers.filter(
    ({ hosts, urlPrefixes }) =>
      host === undefined ||
      hosts.some((own) => host === own || host.endsWith(`.${own}`)) ||
      urlPrefixes.some((prefix) => prefix.startsWith(`${host}/`)),
  );
  if (json) {
    process.stdout.write(`${JSON.stringify({ version, iat, exp, brands, sellers: wanted })}\n`);
    return;
  }
  const rows = wanted.map(({ legalName, hosts, urlPrefixes, regions, validTo }) => [
    legalName,
    [...hosts, ...urlPrefixes].join(" "),
    regions.join(" "),
    validTo ?? "",
  ]);
  process.stdout.write(
    `Genuine. Version ${version}, signed ${instantOf(iat)}, good until ${instantOf(exp)}.\n` +
      `Brands: ${brands.map(({ name, hosts }) => `${name} (${hosts.join(" ")})`).join("; ")}\n\n` +
      `${table([["seller", "addresses", "regions", "until"], ...rows])}\n` +
      `${wanted.length} of ${sellers.length} sellers\n`,
  );
}

function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return await response.json();
}

export const verifySellers: Program = { help: HELP, run: verify };
