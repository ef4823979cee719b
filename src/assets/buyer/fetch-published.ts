import type { BeaconChain } from "../../domain/draw/beacon.ts";
import { count, hash, listOf, objectOf, optional, text } from "../../domain/draw/verify/shapes.ts";
import type { PublishedDraw } from "../../domain/draw/verify/verify-draw.ts";

const drawShape = objectOf({
  statements: listOf(text),
  files: objectOf({ entries: optional(text), openings: optional(text) }),
});
const redrawsShape = objectOf({ files: objectOf({ redraws: optional(isTextsByName) }) });
const jwksShape = objectOf({ keys: listOf(objectOf({ kid: text, x: text })) });
const infoShape = objectOf({ hash, public_key: text, genesis_time: count, period: count });

export type FetchedDraw = {
  readonly draw: Pick<PublishedDraw, "statements" | "keys" | "files">;
  /** A beacon of the machine that serves the draw, which proves its form and nothing of its randomness. */
  readonly ownChain: BeaconChain | undefined;
};

/**
 * Everything that is published of a draw, from the service that serves this page.
 * @throws Error where it cannot be had, or has not the form that this service gives it
 */
export async function fetchPublished(saleId: string): Promise<FetchedDraw> {
  const [draw, jwks] = await Promise.all([
    json(`/v1/sales/${encodeURIComponent(saleId)}/draw`),
    json("/.well-known/jwks.json"),
  ]);
  if (!drawShape(draw) || !jwksShape(jwks)) throw new Error("not in the form of this service");
  const { statements, files } = draw;
  const redraws: { [round: string]: string } = {};
  for (const [round, path] of Object.entries(redrawsShape(draw) ? (draw.files.redraws ?? {}) : {})) {
    redraws[round] = await (await fetched(path)).text();
  }
  const entries =
    files.entries === undefined ? undefined : new Uint8Array(await (await fetched(files.entries)).arrayBuffer());
  const openings = files.openings === undefined ? undefined : await (await fetched(files.openings)).text();
  return {
    draw: { statements, keys: jwks.keys, files: { entries, openings, redraws } },
    ownChain: await findOwnChain(statements),
  };
}

/** A service on this machine may draw by the beacon of this machine. */
async function findOwnChain(statements: readonly string[]): Promise<BeaconChain | undefined> {
  if (!/^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname)) return undefined;
  const payload = atob((statements[0]?.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"));
  const [, chain] = /"beacon":\{"chain":"([0-9a-f]{64})"/.exec(payload) ?? [];
  if (chain === undefined) return undefined;
  const response = await fetch(`/dev/beacon/${chain}/info`);
  const info: unknown = response.ok ? await response.json() : undefined;
  if (!infoShape(info)) return undefined;
  return { chain: info.hash, publicKey: info.public_key, genesis: info.genesis_time, period: info.period };
}

async function json(path: string): Promise<unknown> {
  return await (await fetched(path)).json();
}

async function fetched(path: string): Promise<Response> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
}

function isTextsByName(value: unknown): value is { readonly [name: string]: string } {
  return typeof value === "object" && value !== null && Object.values(value).every(text);
}
