import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as z from "zod";
import type { Jurisdiction } from "../../domain/jurisdiction.ts";
import { parsedJson } from "../shared/parsed-json.ts";
import type { Listed, Wanted } from "./plan.ts";

const WRANGLER = join(dirname(createRequire(import.meta.url).resolve("wrangler/package.json")), "bin", "wrangler.js");

/** Whom wrangler is signed in as; accounts are those that it may work in. */
const whoSchema = z.object({
  loggedIn: z.boolean(),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
});
const databasesSchema = z.array(
  z
    .object({ uuid: z.string(), name: z.string(), jurisdiction: z.string().nullish() })
    .transform(({ uuid, name, jurisdiction }) => ({ name, id: uuid, jurisdiction: jurisdiction ?? undefined })),
);
const secretsSchema = z.array(z.object({ name: z.string() }));

export type Account = { readonly id: string; readonly name: string };

type Output = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** What `wrangler` said that it did not do. */
export class WranglerError extends Error {}

/**
 * Runs the `wrangler` of this folder in one account, without a question: whatever asks takes its default.
 * @param accountId absent before an account was chosen
 */
async function runWrangler(args: readonly string[], accountId?: string): Promise<Output> {
  const env = {
    ...process.env,
    ...(accountId === undefined ? {} : { CLOUDFLARE_ACCOUNT_ID: accountId }),
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_HIDE_BANNER: "true",
    NO_COLOR: "1",
    FORCE_COLOR: "0",
  };
  const child = spawn(process.execPath, [WRANGLER, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (ended) => resolve(ended ?? 1));
  });
  return { code, stdout, stderr };
}

/** @throws WranglerError with what it complained of */
export async function wrangler(args: readonly string[], accountId?: string): Promise<string> {
  const { code, stdout, stderr } = await runWrangler(args, accountId);
  if (code !== 0) throw failed(args, stderr);
  return stdout;
}

function failed(args: readonly string[], stderr: string): WranglerError {
  const lines = stderr.split("\n").map((line) => line.trim());
  const complaint = lines.filter((line) => line !== "" && !line.includes("Logs were written to")).join(" ");
  return new WranglerError(`wrangler ${args.join(" ")}: ${complaint || "failed without a word"}`);
}

/** @returns undefined where nobody is signed in */
export async function accounts(): Promise<readonly Account[] | undefined> {
  const args = ["whoami", "--json"];
  const { stdout, stderr } = await runWrangler(args);
  const who = whoSchema.safeParse(parsedJson(stdout));
  if (!who.success) throw failed(args, stderr);
  return who.data.loggedIn ? who.data.accounts : undefined;
}

/**
 * Looks at what an account has of what is wanted, beside its databases. Changes nothing.
 * @param jurisdiction of the bucket: one of a jurisdiction is listed there alone, and another may have its name elsewhere
 */
export async function listOthers(
  { queues: wanted, worker }: Wanted,
  { accountId, jurisdiction }: { readonly accountId: string; readonly jurisdiction: Jurisdiction | undefined },
): Promise<Omit<Listed, "databases">> {
  const within = jurisdiction === undefined ? [] : ["--jurisdiction", jurisdiction];
  const [buckets, queues, secrets] = await Promise.all([
    wrangler(["r2", "bucket", "list", ...within], accountId),
    Promise.all(wanted.map((name) => isThere(["queues", "info", name], { accountId, absent: /does not exist/ }))),
    isThere(["secret", "list", "--name", worker], { accountId, absent: /Worker ".*" not found/ }),
  ]);
  return {
    buckets: [...buckets.matchAll(/^name:\s+(\S+)$/gm)].flatMap(([, name]) => (name === undefined ? [] : [name])),
    queues: wanted.filter((_, at) => queues[at] !== undefined),
    secrets: secrets === undefined ? [] : secretsSchema.parse(parsedJson(secrets)).map(({ name }) => name),
  };
}

export async function listDatabases(accountId: string): Promise<Listed["databases"]> {
  return databasesSchema.parse(parsedJson(await wrangler(["d1", "list", "--json"], accountId)));
}

/** @returns what wrangler printed; undefined where it complained, in those words, that there is none */
async function isThere(
  args: readonly string[],
  { accountId, absent }: { readonly accountId: string; readonly absent: RegExp },
): Promise<string | undefined> {
  const { code, stdout, stderr } = await runWrangler(args, accountId);
  if (code === 0) return stdout;
  if (absent.test(stderr)) return undefined;
  throw failed(args, stderr);
}
