import { ed25519 } from "@noble/curves/ed25519.js";
import { developmentBeacon } from "../../../src/dev/worker/beacon/beacon-chain.ts";
import { fromHex, hashOf, toHex } from "../../../src/domain/draw/bytes.ts";
import { commitmentTo, type Exclusions } from "../../../src/domain/draw/commit.ts";
import { DrawOrder } from "../../../src/domain/draw/draw-order.ts";
import { freezePart, partOf, partsOf } from "../../../src/domain/draw/entries-file.ts";
import { entryOf, holderSaltOf } from "../../../src/domain/draw/entry.ts";
import { openingLines } from "../../../src/domain/draw/openings-file.ts";
import { entryAt, type JudgedPopulation, sortPopulation, statusAt } from "../../../src/domain/draw/population.ts";
import { firstRoundAtOrAfter, timeOfRoundMs } from "../../../src/domain/draw/rounds.ts";
import { ENTRY_STATUSES, type EntryStatus } from "../../../src/domain/draw/seal.ts";
import { drawSeed, randomnessOf, redrawSeed } from "../../../src/domain/draw/seed.ts";
import {
  type Charter,
  STATEMENTS_START,
  type StatementBodies,
  type StatementKind,
  statementPayload,
} from "../../../src/domain/draw/statements.ts";
import type { PublishedDraw } from "../../../src/domain/draw/verify/verify-draw.ts";
import { walkDown } from "../../../src/domain/draw/walk.ts";
import { receiptPayload } from "../../../src/domain/tokens/receipt-token.ts";

export const SALE_ID = "mi3-second";
export const ISSUER = "https://firsthand.test";
export const BEACON = developmentBeacon("11".repeat(32));
export const SIGNING_KEY = Uint8Array.from({ length: 32 }, (_, at) => at);
const KID = "key-1";
export const KEYS = [{ kid: KID, kty: "OKP", crv: "Ed25519", x: base64url(ed25519.getPublicKey(SIGNING_KEY)) }];
export const DRAW_SECRET = Uint8Array.from({ length: 32 }, (_, at) => 255 - at);
export const DRAW_AT_MS = Date.parse("2026-12-02T08:30:00Z");
export const ROUND = firstRoundAtOrAfter(BEACON.chain, DRAW_AT_MS);
const CHARTER_AT_MS = Date.parse("2026-11-30T00:00:00Z");
export const FROZEN_AT_MS = Date.parse("2026-12-02T08:25:00Z");

/** A signature takes tens of milliseconds, and each draw asks for the same ones. */
const signatures = new Map<number, string>();
export function signatureOf(round: number): string {
  const signature = signatures.get(round) ?? BEACON.signatureOf(round);
  signatures.set(round, signature);
  return signature;
}

/** One registration of the fixture; its holder is `acct:<its number>`. */
export type Registered = { readonly weight: number; readonly status: EntryStatus };

/** What a waves and redraws of a fixture are asked for, after its result. */
export type After =
  | { readonly wave: { readonly unpaid: number; readonly declined: number } }
  | { readonly vacancy: { readonly count: number } };

export const CHARTER: Charter = {
  spec: "firsthand-draw/v1",
  sale: SALE_ID,
  title: "Mi 3, second sale",
  sku: "MI3-16GB",
  units: 3,
  price: { amountMinor: 1_399_900, currency: "INR" },
  registration: { opensAt: "2026-12-01T00:00:00Z", closesAt: "2026-12-02T08:00:00Z" },
  limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
  drawAt: new Date(DRAW_AT_MS).toISOString(),
  beacon: { ...BEACON.chain, round: ROUND },
  leadSeconds: 60,
  weightMax: 4,
  turnSeconds: 7200,
  policyHash: "sha256-policy",
  excludedFor: ["automation", "identity", "eligibility"],
  keptDays: 180,
};

/** Signs a text as the service does. */
export function signed(typ: string, payload: string, key = SIGNING_KEY): string {
  const input = `${base64url(JSON.stringify({ alg: "EdDSA", typ, kid: KID }))}.${base64url(payload)}`;
  return `${input}.${base64url(ed25519.sign(new TextEncoder().encode(input), key))}`;
}

/** The statements of a sale, each following the one before. */
export class Chain {
  readonly statements: string[] = [];

  /** @returns the payload that was signed */
  add<Kind extends StatementKind>(kind: Kind, body: StatementBodies[Kind], madeAtMs: number): string {
    const last = this.statements.at(-1);
    const payload = statementPayload({
      issuer: ISSUER,
      madeAtMs,
      kind,
      saleId: SALE_ID,
      seq: this.statements.length,
      previous: last === undefined ? STATEMENTS_START : toHex(hashOf(last)),
      body,
    });
    this.statements.push(signed("statement+jwt", payload));
    return payload;
  }
}

/** Everything that a draw publishes, made by the functions of the service from registrations. */
export function publishedDraw(
  registered: readonly Registered[],
  {
    units = CHARTER.units,
    after = [],
    charter = {},
  }: { readonly units?: number; readonly after?: readonly After[]; readonly charter?: Partial<Charter> } = {},
): PublishedDraw & { readonly statements: string[]; readonly population: JudgedPopulation } {
  const chain = new Chain();
  const charterHash = hashOf(chain.add("charter", { ...CHARTER, units, ...charter }, CHARTER_AT_MS));
  const population = populationOf(registered);
  const parts = Array.from({ length: partsOf(population.count) }, (_, part) =>
    freezePart(partOf(population, part), { drawSecret: DRAW_SECRET, saleId: SALE_ID }),
  );
  const commitment = commitmentTo(population, {
    charterHash,
    drawSecret: DRAW_SECRET,
    tiles: parts.flatMap(({ tiles }) => tiles),
    exclusions: exclusionsOf(population),
    withdrawn: 0,
    policyHash: CHARTER.policyHash,
    modelVersion: "checkout-v1.0",
    round: ROUND,
    frozenAtMs: FROZEN_AT_MS,
  });
  chain.add("commitment", commitment, FROZEN_AT_MS);
  const files = drawFrom(chain, population, {
    units,
    after,
    charterHash,
    root: fromHex(commitment.root) ?? charterHash,
  });
  return {
    saleId: SALE_ID,
    statements: chain.statements,
    keys: KEYS,
    files: { entries: Uint8Array.from(parts.flatMap(({ lines }) => [...lines])), ...files },
    chains: [BEACON.chain],
    receipts: registered.map((_, number) => receiptOf(number, toHex(charterHash))),
    population,
  };
}

function drawFrom(
  chain: Chain,
  population: JudgedPopulation,
  by: {
    readonly units: number;
    readonly after: readonly After[];
    readonly charterHash: Uint8Array;
    readonly root: Uint8Array;
  },
) {
  const called = new Set<number>();
  const mayBeCalled = (index: number) => statusAt(population, index) === "eligible" && !called.has(index);
  const signature = signatureOf(ROUND);
  let atMs = DRAW_AT_MS;
  chain.add("beacon", { round: ROUND, signature }, atMs);
  const seed = drawSeed(randomnessOf(bytes(signature)), { ...by, saleId: SALE_ID, round: ROUND });
  const first = ordered(population, seed);
  let passed = 0;
  const call = (wanted: number) => {
    const walk = walkDown(first.order, { from: passed, wanted, mayBeCalled });
    passed = walk.passed;
    for (const index of walk.called) called.add(index);
    return { called: walk.called.length, cutoff: first.cutoffAt(passed), skipped: walk.skipped };
  };
  const { skipped, ...result } = call(by.units);
  chain.add("result", { round: ROUND, ...result, skippedAboveLine: skipped }, atMs);
  const redraws: { [round: string]: string } = {};
  for (const each of by.after) {
    atMs += 7_200_000;
    if ("wave" in each) {
      const { called: count, cutoff } = call(each.wave.unpaid + each.wave.declined);
      chain.add("wave", { vacancies: each.wave, cutoff, called: count }, atMs);
      continue;
    }
    const { count } = each.vacancy;
    const entries = [...called].slice(0, count).map((index) => toHex(entryAt(population, index)));
    const vacancy = chain.add("vacancy", { count, entries, staff: ["one", "other"] }, atMs);
    const round = firstRoundAtOrAfter(BEACON.chain, atMs + 120_000);
    atMs = timeOfRoundMs(BEACON.chain, round);
    const later = signatureOf(round);
    chain.add("beacon", { round, signature: later }, atMs);
    const laterSeed = redrawSeed(randomnessOf(bytes(later)), { saleId: SALE_ID, round, vacancyHash: hashOf(vacancy) });
    const rest = ordered(population, laterSeed, called);
    const walk = walkDown(rest.order, { from: 0, wanted: count, mayBeCalled });
    for (const index of walk.called) called.add(index);
    redraws[round] = openingLines(population, DRAW_SECRET, rest.order.slice(0, walk.passed));
    const said = { called: walk.called.length, cutoff: rest.cutoffAt(walk.passed), skippedAboveLine: walk.skipped };
    chain.add("redraw", { round, ...said }, atMs);
  }
  return { openings: openingLines(population, DRAW_SECRET, first.order.slice(0, passed)), redraws };
}

function ordered(population: JudgedPopulation, seed: Uint8Array, without: ReadonlySet<number> = new Set()) {
  const keys = new DrawOrder(population, seed);
  keys.makeKeys(0, population.count);
  const order = keys.order().filter((index) => !without.has(index));
  const cutoffAt = (passed: number) => {
    const last = order[passed - 1];
    return last === undefined ? "0".repeat(64) : toHex(keys.keyAt(last));
  };
  return { order, cutoffAt };
}

export function populationOf(registered: readonly Registered[]): JudgedPopulation {
  const population = {
    count: registered.length,
    entries: Uint8Array.from(registered.flatMap((_, number) => [...bytes(entryHexOf(number))])),
    weights: Uint8Array.from(registered.map(({ weight }) => weight)),
    statuses: Uint8Array.from(registered.map(({ status }) => ENTRY_STATUSES.indexOf(status))),
  };
  sortPopulation(population);
  return population;
}

function exclusionsOf(population: JudgedPopulation): Exclusions {
  const indices = Array.from({ length: population.count }, (_, index) => index);
  return indices
    .filter((index) => statusAt(population, index) === "excluded")
    .map((index) => ({ index, kind: "automation" }));
}

export function receiptClaims(number: number, charterHash: string) {
  const salt = holderSaltOf(DRAW_SECRET, `reg_${number}`);
  return {
    iss: ISSUER,
    aud: "shop",
    iat: Date.parse(CHARTER.registration.opensAt) / 1000 + number,
    sale: SALE_ID,
    reg: `reg_${number}`,
    entry: entryHexOf(number),
    holder: `acct:${number}`,
    salt: toHex(salt),
    charter: charterHash,
    drawAt: CHARTER.drawAt,
    round: ROUND,
  };
}

export function receiptOf(number: number, charterHash: string): string {
  return signed("receipt+jwt", receiptPayload(receiptClaims(number, charterHash)));
}

export function entryHexOf(number: number): string {
  return toHex(entryOf(holderSaltOf(DRAW_SECRET, `reg_${number}`), SALE_ID, `acct:${number}`));
}

function bytes(hex: string): Uint8Array {
  return fromHex(hex, hex.length / 2) ?? new Uint8Array();
}

export function base64url(data: Uint8Array | string): string {
  return Buffer.from(data).toString("base64url");
}
