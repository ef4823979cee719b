import { env, SELF } from "cloudflare:test";
import * as z from "zod";
import type { Bindings } from "../../../src/bindings.ts";
import { saleObjectName } from "../../../src/domain/ids.ts";
import type { SaleObject } from "../../../src/objects/sale.object.ts";
import { assertDescribed } from "./described-answer.ts";
import { responseText } from "./response-text.ts";

declare global {
  namespace Cloudflare {
    interface Env extends Bindings {
      readonly ISSUER: string;
      readonly SIGNING_KEYS: string;
      readonly TOKEN_SECRETS: string;
      readonly PEPPERS: string;
      readonly ACCESS_TEAM_DOMAIN: string;
      readonly ACCESS_AUDIENCE: string;
      readonly TEST_BEACON_KEY: string;
      readonly TEST_SHOP_KEYS: string;
      readonly TEST_ACCOUNT_KEY: string;
      readonly TEST_ACCESS_KEY: string;
      readonly TEST_MIGRATIONS: string;
      readonly TEST_CORPORA: string;
      readonly TEST_WHOLE_CORPORA: string;
    }
  }
}

export type ShopName = "shop-a" | "shop-b";

const shopKeys = z.object({ "shop-a": z.string(), "shop-b": z.string() });
const migrations = z.array(z.object({ name: z.string(), statements: z.array(z.string()) }));

export function shopKey(shop: ShopName = "shop-a"): string {
  return shopKeys.parse(JSON.parse(env.TEST_SHOP_KEYS))[shop];
}

/** Makes the tables of the database; call it once in a file whose tests need them. */
export async function migrateDatabase(): Promise<void> {
  const statements = migrations.parse(JSON.parse(env.TEST_MIGRATIONS)).flatMap((migration) => migration.statements);
  await env.DB.batch(statements.map((statement) => env.DB.prepare(statement)));
}

export type Call = {
  readonly method?: string;
  /** Sent as it is where it is text, bytes or a stream, else as JSON. */
  readonly body?: unknown;
  readonly shop?: ShopName | undefined;
  readonly key?: string;
  readonly headers?: { readonly [name: string]: string };
};

/** What a caller sees: status, headers and the exact text, and the text as JSON. */
export type Seen = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: Json };
export type Json = { readonly [name: string]: unknown };

/**
 * Calls the deployed Worker over HTTP as a shop does: shop-a with a fresh idempotency key, unless the call says otherwise.
 * Whatever comes back is held against the published description of the API.
 */
export async function call(path: string, options: Call = {}): Promise<Seen> {
  const { method = "POST", body, key = crypto.randomUUID(), headers = {} } = options;
  const shop = "shop" in options ? options.shop : "shop-a";
  const response = await SELF.fetch(`https://firsthand.test${path}`, {
    method,
    redirect: "manual",
    headers: {
      ...(shop === undefined ? {} : { Authorization: `Bearer ${shopKey(shop)}` }),
      ...(key === "" ? {} : { "Idempotency-Key": key }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
  });
  const text = await responseText(response);
  const seen = { status: response.status, headers: response.headers, text, json: asJson(text) };
  assertDescribed(method, path, seen);
  return seen;
}

/** The slug of a problem document; undefined for every other answer. */
export function slugOf({ json, headers }: Seen): string | undefined {
  if (headers.get("content-type") !== "application/problem+json" || typeof json.type !== "string") return undefined;
  return json.type.startsWith(`${env.ISSUER}/problems/`)
    ? json.type.slice(`${env.ISSUER}/problems/`.length)
    : undefined;
}

/** The object of a sale, to look inside or to move its clock. */
export function saleStub(saleId: string): DurableObjectStub<SaleObject> {
  return env.SALE.getByName(saleObjectName(saleId));
}

/** Has a sale write what changed into its tables, before a test reads them past it. */
export async function foldSale(saleId: string): Promise<void> {
  await saleStub(saleId).audit("staff");
}

function isRaw(body: unknown): body is string | Uint8Array | ReadableStream {
  return typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
}

function asJson(text: string): Json {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    return {};
  }
}
