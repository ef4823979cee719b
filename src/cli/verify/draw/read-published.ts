import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type * as z from "zod";
import type { BeaconChain } from "../../../domain/draw/beacon.ts";
import type { PublishedDraw } from "../../../domain/draw/verify/verify-draw.ts";
import { beaconInfo, drawAnswer } from "../../../wire/draw.ts";
import { jwksAnswer } from "../../../wire/service.ts";
import { UsageError } from "../../shared/command-line.ts";

/** Where the files of a draw come from: a folder that has them, the service for what the folder lacks. */
export type PublishedSource = {
  readonly saleId: string;
  readonly baseUrl: string | undefined;
  readonly folder: string | undefined;
  /** Keep in the folder what the service gave. */
  readonly save: boolean;
};

/** Everything that is published of a draw. */
export async function readPublished(
  source: PublishedSource,
): Promise<Pick<PublishedDraw, "statements" | "keys" | "files">> {
  const { keys } = jwksAnswer.parse(await json(source, "jwks.json", "/.well-known/jwks.json"));
  const path = `/v1/sales/${source.saleId}/draw`;
  const { statements, files } = drawAnswer.parse(await json(source, "draw.json", path));
  return { statements, keys, files: await readFiles(source, files) };
}

async function readFiles(
  source: PublishedSource,
  named: z.infer<typeof drawAnswer>["files"],
): Promise<PublishedDraw["files"]> {
  const entries = await file(source, "entries.txt", named.entries);
  const openings = await file(source, "openings.txt", named.openings);
  const redraws: { [round: string]: string } = {};
  for (const [round, path] of Object.entries(named.redraws ?? {})) {
    const opened = await file(source, `openings-${round}.txt`, path);
    if (opened !== undefined) redraws[round] = opened.toString("utf8");
  }
  return { entries, openings: openings?.toString("utf8"), redraws };
}

/** A chain of beacons as a relay's `/info` describes it: of an address, or of a file. */
export async function readBeaconChain(where: string): Promise<BeaconChain> {
  const text = /^https?:/.test(where) ? await fetched(where) : await readFile(where);
  const info = beaconInfo.parse(JSON.parse(text.toString("utf8")));
  return { chain: info.hash, publicKey: info.public_key, genesis: info.genesis_time, period: info.period };
}

async function json(source: PublishedSource, name: string, path: string): Promise<unknown> {
  const bytes = await file(source, name, path);
  if (bytes === undefined) throw new UsageError(`${name} is not in the folder: give --base-url, too.`);
  return JSON.parse(bytes.toString("utf8"));
}

/** Undefined where the folder lacks it and there is no service to ask, or the service does not name it yet. */
async function file(
  { folder, baseUrl, save }: PublishedSource,
  name: string,
  path: string | undefined,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const kept = folder === undefined ? undefined : join(folder, name);
  if (kept !== undefined && !save && existsSync(kept)) return await readFile(kept);
  if (path === undefined || baseUrl === undefined) return undefined;
  const bytes = await fetched(new URL(path, `${baseUrl}/`).href);
  if (save && kept !== undefined && folder !== undefined) {
    await mkdir(folder, { recursive: true });
    await writeFile(kept, bytes);
  }
  return bytes;
}

async function fetched(url: string): Promise<Buffer<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
