import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { type LocalServer, serveLocally } from "./local-server.ts";

/** Account that `CloudflareApi` plays. */
export const ACCOUNT = { id: "0123456789abcdef0123456789abcdef", name: "A shop" };

const named = z.object({
  name: z.string().optional(),
  queue_name: z.string().optional(),
  jurisdiction: z.string().optional(),
  secrets: z.record(z.string(), z.object({ text: z.string() })).optional(),
  sql: z.string().optional(),
});
type Named = z.infer<typeof named>;

/** What a call made, with the jurisdiction that it named. */
export type Made = { readonly what: string; readonly name: string; readonly jurisdiction: string | undefined };

type Call = { readonly method: string; readonly path: string; readonly query: URLSearchParams; readonly body: Named };
type Answer = { readonly status?: number; readonly result?: unknown; readonly error?: [number, string] };

const DATABASE_ID = "3f2a9c58-0a51-4a55-9c1d-6f1b1f0b7a11";
const WORKER_UNKNOWN: Answer = { status: 404, error: [10007, "This Worker does not exist on your account."] };

/**
 * Plays the part of Cloudflare's API that a setup calls, so that the real wrangler can be run without an account. Its answers have the
 * shape that wrangler reads; that Cloudflare gives them is not shown by it. Its database is SQLite, so that migrations run.
 */
export class CloudflareApi {
  readonly made: Made[] = [];
  readonly secrets = new Map<string, string>();
  readonly database = new DatabaseSync(":memory:");
  #hasWorker = false;
  #server: LocalServer | undefined;

  async start(): Promise<string> {
    this.#server = await serveLocally(async (request, response) => {
      let text = "";
      for await (const part of request.setEncoding("utf8")) text += part;
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      const isJson = text.startsWith("{");
      const body = isJson ? named.parse(JSON.parse(text)) : {};
      const jurisdiction = body.jurisdiction ?? request.headers["cf-r2-jurisdiction"]?.toString();
      const call = { method: request.method ?? "GET", path: url.pathname, query: url.searchParams };
      const { status = 200, result = null, error } = this.#answer({ ...call, body: { ...body, jurisdiction } });
      const errors = error === undefined ? [] : [{ code: error[0], message: error[1] }];
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify({ success: error === undefined, errors, messages: [], result }));
    });
    return this.#server.origin;
  }

  async close(): Promise<void> {
    await this.#server?.close();
    this.database.close();
  }

  #answer(call: Call): Answer {
    const path = call.path.replace(`/accounts/${ACCOUNT.id}`, "");
    if (path === "/user/tokens/verify") return { result: { id: "token", status: "active" } };
    if (path === "/user") return { result: { id: "person", email: "ana@shop.example" } };
    if (path === "/accounts") return { result: [ACCOUNT] };
    if (path === "/memberships") return { result: [{ account: ACCOUNT }] };
    if (path.startsWith("/d1/database")) return this.#databases(path, call);
    if (path === "/r2/buckets") return this.#buckets(call);
    if (path === "/queues") return this.#queues(call);
    if (path.startsWith("/workers/scripts/")) return this.#worker(path, call);
    return { status: 404, error: [7003, `nothing is played at ${path}`] };
  }

  #databases(path: string, { method, query, body }: Call): Answer {
    if (path.endsWith("/query")) return { result: this.#sql(body.sql ?? "") };
    if (method === "POST") return this.#make("database", body);
    const listed = this.#of("database").map(({ name, jurisdiction }) => ({ uuid: DATABASE_ID, name, jurisdiction }));
    if (path.endsWith(DATABASE_ID)) return { result: listed[0] };
    return { result: query.get("page") === "1" ? listed : [] };
  }

  #sql(sql: string) {
    if (!/^\s*(SELECT|PRAGMA)/i.test(sql)) this.database.exec(sql);
    const results = /^\s*(SELECT|PRAGMA)/i.test(sql) ? this.database.prepare(sql).all() : [];
    return [{ results, success: true, meta: {} }];
  }

  #buckets({ method, body }: Call): Answer {
    if (method === "POST") return this.#make("bucket", body);
    const here = this.#of("bucket").filter(({ jurisdiction }) => jurisdiction === body.jurisdiction);
    return { result: { buckets: here.map(({ name }) => ({ name, creation_date: "2026-12-01T00:00:00Z" })) } };
  }

  #queues({ method, query, body }: Call): Answer {
    if (method === "POST") return this.#make("queue", { ...body, name: body.queue_name });
    const wanted = query.get("name");
    const here = this.#of("queue").filter(({ name }) => wanted === null || name === wanted);
    const counts = { producers_total_count: 0, producers: [], consumers_total_count: 0, consumers: [] };
    return { result: here.map(({ name }) => ({ queue_id: `id-of-${name}`, queue_name: name, ...counts })) };
  }

  #worker(path: string, { method, body }: Call): Answer {
    if (method === "PUT" && !path.includes("secret")) {
      this.#hasWorker = true;
      return { result: {} };
    }
    if (!this.#hasWorker) return WORKER_UNKNOWN;
    for (const [name, { text }] of Object.entries(body.secrets ?? {})) {
      this.secrets.set(name, text);
      this.made.push({ what: "secret", name, jurisdiction: undefined });
    }
    return { result: [...this.secrets.keys()].map((name) => ({ name, type: "secret_text" })) };
  }

  #make(what: string, { name = "", jurisdiction }: Named): Answer {
    if (this.#of(what).some((each) => each.name === name))
      return { status: 409, error: [10004, `${name} exists already`] };
    this.made.push({ what, name, jurisdiction });
    return { result: { name, uuid: DATABASE_ID, queue_name: name } };
  }

  #of(what: string): readonly Made[] {
    return this.made.filter((each) => each.what === what);
  }
}
