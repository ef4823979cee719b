import { type TicketTerms, weighedIn } from "../domain/campaign/campaign.ts";
import { factKindOf, weekOf } from "../domain/campaign/weight.ts";
import { fromHex } from "../domain/draw/bytes.ts";
import { indexOfEntry, statusAt } from "../domain/draw/population.ts";
import type { ToldOutcome } from "../domain/registration/registration.ts";
import { assert } from "../domain/result.ts";
import {
  forgetWeights,
  type NamedCampaign,
  type NewFact,
  readWeights,
  writeCampaignDraw,
  writeWeightFacts,
} from "../platform/sales/campaign-weights.ts";
import { cutoffOf, type Drawn, type DrawnList, redrawnEntries } from "./draw.drawn.ts";
import { type DrawParts, registerOf, seedOf, shardsOf } from "./draw.parts.ts";
import type { Settling } from "./draw.state.ts";

const NOBODY: Settling = { phase: "registers", shard: 0, after: "" };

/** When what came of a draw is added to the weights of its campaign: once nobody is called any more. Undefined where it is not. */
export function settlesAtMs({ state, view }: Pick<DrawParts, "state" | "view">): number | undefined {
  const isDone = state.settling?.phase === "done";
  return isDone || campaignOf({ view }) === undefined ? undefined : view.sale.definition.closesAtMs;
}

/** The campaign whose weights a draw reads and changes. */
export function campaignOf({ view: { sale } }: Pick<DrawParts, "view">): (NamedCampaign & TicketTerms) | undefined {
  const weighed = weighedIn(sale.definition);
  return weighed === undefined ? undefined : { shop: sale.shop, ...weighed };
}

/**
 * Adds what came of a draw that is over to the weights of its campaign, one page of registrations after another. A page is done again
 * after a crash, which adds nothing to it: each account has one fact of a kind in a week.
 */
export async function settleCampaign(parts: DrawParts, list: DrawnList): Promise<void> {
  const { state, env } = parts;
  const campaign = campaignOf(parts);
  assert(campaign !== undefined, "a draw is settled in its campaign");
  const settling = state.settling ?? NOBODY;
  assert(settling.phase === "registers", "a draw is settled once");
  const { shard, after } = settling;
  const outcome = outcomeOf(parts, list.read(parts));
  if (shard >= shardsOf(parts)) {
    let carried = 0;
    for (let at = 0; at < shardsOf(parts); at += 1) carried += await registerOf(parts, at).countCarried();
    await writeCampaignDraw(env.DB, state.saleId, { ...summaryOf(parts, outcome), carried });
    return keep(parts, { phase: "done" });
  }
  const register = registerOf(parts, shard);
  const rows = await register.drawnAfter(after);
  const last = rows.at(-1)?.registrationId;
  if (last === undefined) return keep(parts, { phase: "registers", shard: shard + 1, after: "" });
  const facts: NewFact[] = [];
  for (const { account, entry } of rows) {
    const kind = outcome.factOf(entry);
    if (kind !== undefined) facts.push({ account, kind });
  }
  // As the terms say: no postponement moves a draw into another week.
  const { campaignId, drawAtMs: drawnAtMs } = campaign;
  const week = weekOf(drawnAtMs, parts.view.sale.definition.timeZone);
  const accounts = rows.map(({ account }) => account);
  const known = await readWeights(env.DB, { ...campaign, beforeMs: drawnAtMs }, accounts);
  if (known !== undefined) await writeWeightFacts(env.DB, { campaignId, week, drawnAtMs }, facts);
  parts.reached("facts-written");
  const now = known && (await readWeights(env.DB, { ...campaign, beforeMs: drawnAtMs + 1 }, accounts));
  const told = rows.map(({ registrationId, account, entry, outcome: before }): ToldOutcome => {
    const ended = { called: outcome.factOf(entry) === "called", nextWeight: now?.of(account) ?? 1 };
    return [registrationId, { ...before, ended }];
  });
  const gone = new Set(await register.tell(told));
  // Who was forgotten since the page was read has no weight: an erasure asks registers before the archive.
  const forgotten = rows.filter(({ registrationId }) => gone.has(registrationId)).map(({ account }) => account);
  if (forgotten.length > 0) await forgetWeights(env.DB, forgotten);
  keep(parts, { phase: "registers", shard, after: last });
  parts.reached("page-settled");
}

type Outcome = {
  /** What the draw adds for an entry in hexadecimal. */
  readonly factOf: (entry: string) => "lost" | "called" | undefined;
  readonly drawn: Drawn;
  readonly isCalled: (index: number) => boolean;
};

function outcomeOf(parts: DrawParts, drawn: Drawn): Outcome {
  const { calling } = parts.state;
  assert(calling !== undefined, "a draw that is over has called");
  const { population, order } = drawn;
  const cutoff = cutoffOf(seedOf(parts), drawn, order[calling.passed - 1]);
  const redrawn = redrawnEntries(parts);
  const called = new Uint8Array(population.count);
  for (const index of order.subarray(0, calling.passed))
    called[index] = statusAt(population, index) === "eligible" ? 1 : 0;
  for (const index of redrawn) called[index] = 1;
  const isCalled = (index: number) => called[index] === 1;
  const factOf = (entry: string) => {
    const bytes = fromHex(entry);
    const { index, found } = bytes === undefined ? { index: 0, found: false } : indexOfEntry(population, bytes);
    if (!found) return undefined;
    const weight = population.weights[index] ?? 1;
    return factKindOf({ status: statusAt(population, index), isCalled: isCalled(index), weight }, cutoff);
  };
  return { factOf, drawn, isCalled };
}

/** What anybody may know of the draw in its campaign. */
function summaryOf(
  parts: DrawParts,
  { drawn: { population }, isCalled }: Outcome,
): Omit<Parameters<typeof writeCampaignDraw>[2], "carried"> {
  const byWeight = new Map<number, { weight: number; eligible: number; called: number }>();
  for (let index = 0; index < population.count; index += 1) {
    if (statusAt(population, index) !== "eligible") continue;
    const weight = population.weights[index] ?? 1;
    const row = byWeight.get(weight) ?? { weight, eligible: 0, called: 0 };
    row.eligible += 1;
    if (isCalled(index)) row.called += 1;
    byWeight.set(weight, row);
  }
  const rows = [...byWeight.values()].toSorted((a, b) => a.weight - b.weight);
  const sum = (of: "eligible" | "called") => rows.reduce((total, row) => total + row[of], 0);
  return {
    registered: population.count,
    eligible: sum("eligible"),
    called: sum("called"),
    sold: parts.view.stock.sold,
    byWeight: rows,
  };
}

function keep({ storage, store, state }: DrawParts, settling: Settling): void {
  storage.transactionSync(() => store.write({ ...state, settling }));
}
