import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerBeacon, developmentBeacon } from "../../../src/dev/worker/beacon/beacon-chain.ts";
import { timeOfRoundMs } from "../../../src/domain/draw/rounds.ts";
import { fetchRound } from "../../../src/platform/beacon/fetch-round.ts";

const BEACON = developmentBeacon("22".repeat(32));
const OTHER = developmentBeacon("33".repeat(32));
const ROUND = 7;
const SIGNATURE = BEACON.signatureOf(ROUND);
const servers: Server[] = [];

/** A relay on this machine. @returns its address */
async function relay(answer: (path: string) => Response): Promise<string> {
  const server = createServer(async (request, response) => {
    const { status, headers, body } = answer(request.url ?? "");
    response.writeHead(status, Object.fromEntries(headers));
    response.end(body === null ? "" : Buffer.from(await new Response(body).arrayBuffer()));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

const good = (nowMs = timeOfRoundMs(BEACON.chain, ROUND)) => relay((path) => answerBeacon(BEACON, path, nowMs));
const saying = (value: unknown) => relay(() => Response.json(value));

beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => undefined));
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  vi.restoreAllMocks();
});

describe("fetchRound", () => {
  it("takes the round of a relay in drand's form", async () => {
    expect(await fetchRound(BEACON.chain, [await good()], ROUND)).toBe(SIGNATURE);
  });

  it("has nothing before the round is out, nor without a relay", async () => {
    const early = await good(timeOfRoundMs(BEACON.chain, ROUND) - 1);
    expect(await fetchRound(BEACON.chain, [early], ROUND)).toBeUndefined();
    expect(await fetchRound(BEACON.chain, [], ROUND)).toBeUndefined();
  });

  it.each<[string, () => Promise<string>]>([
    ["is not there", async () => "http://127.0.0.1:1"],
    ["fails", () => relay(() => new Response("", { status: 500 }))],
    ["leads elsewhere", () => relay(() => Response.redirect("http://127.0.0.1:1/", 302))],
    ["answers with no JSON", () => relay(() => new Response("round 7"))],
    ["answers without end", () => relay(() => new Response("[".repeat(100_000)))],
    ["has another round", () => saying({ round: 8, signature: BEACON.signatureOf(8) })],
    ["calls another round by this number", () => saying({ round: ROUND, signature: BEACON.signatureOf(8) })],
    ["signs with another key", () => saying({ round: ROUND, signature: OTHER.signatureOf(ROUND) })],
    ["says what is no signature", () => saying({ round: ROUND, signature: "c0" })],
  ])("asks the next relay where one %s", async (_, bad) => {
    expect(await fetchRound(BEACON.chain, [await bad(), await good()], ROUND)).toBe(SIGNATURE);
  });
});

describe("the development beacon", () => {
  const at = timeOfRoundMs(BEACON.chain, ROUND);
  const ask = async (path: string, nowMs = at) => {
    const response = answerBeacon(BEACON, path, nowMs);
    return response.ok ? await response.json() : response.status;
  };
  const { chain, publicKey, genesis, period } = BEACON.chain;

  it("describes itself as a relay of drand does", async () => {
    expect(await ask("/chains")).toEqual([chain]);
    expect(await ask(`/${chain}/info`)).toMatchObject({
      hash: chain,
      public_key: publicKey,
      genesis_time: genesis,
      period,
      schemeID: "bls-unchained-g1-rfc9380",
    });
  });

  it.each([
    "/",
    `/${chain}`,
    "/other/info",
    `/${chain}/public/0`,
    `/${chain}/public/-1`,
    `/${chain}/public/${ROUND + 1}`,
  ])("has nothing at %s", async (path) => {
    expect(await ask(path)).toBe(404);
  });

  it("has the latest round by its number and by name", async () => {
    const round = { round: ROUND, signature: SIGNATURE, randomness: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(await ask(`/${chain}/public/${ROUND}`)).toEqual(round);
    expect(await ask(`/${chain}/public/latest`)).toEqual(round);
  });
});
