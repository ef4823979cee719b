import { newRegistrationId, registerObjectName, saleObjectName } from "../domain/ids.ts";
import { carriedHolder, type LostRegistration, mayCarry } from "../domain/registration/carry.ts";
import type { RegisterCommand } from "../domain/registration/register.ts";
import type { ToldOutcome } from "../domain/registration/registration.ts";
import { assert } from "../domain/result.ts";
import { shardOf } from "../domain/terms/registration.ts";
import { random } from "../platform/random.ts";
import { carriedSale } from "../platform/sales/campaigns.ts";
import { candidateFor } from "../platform/tokens/receipts.ts";
import { tokenKeysOf } from "../platform/tokens/token-keys.ts";
import { type DrawParts, drawSecretOf, registerOf } from "./draw.parts.ts";
import { campaignOf } from "./draw.settling.ts";
import type { Carrying } from "./draw.state.ts";

/** How often it is looked whether the draw of the sale before is over. */
const WAIT_MS = 60_000;
const DONE: Carrying = { phase: "done" };

/** When there is something to do for registrations of the sale before. */
export function carryDueMs({ state: { carrying }, nowMs }: Pick<DrawParts, "state" | "nowMs">): number {
  if (carrying?.phase === "done") return Number.POSITIVE_INFINITY;
  return carrying?.phase === "wait" ? carrying.untilMs : nowMs();
}

/**
 * Registers who was not called in the sale before, where the campaign promises it: while registration is open, since the charter that
 * receipts name is fixed then, one page after another. A page that a crash has cut short is done again, and finds who was carried.
 */
export async function carryRegistrations(parts: DrawParts): Promise<void> {
  const { carrying } = parts.state;
  if (carrying?.phase === "registers") return await carryPage(parts, carrying);
  keep(parts, await beginCarrying(parts));
}

async function beginCarrying(parts: DrawParts): Promise<Carrying> {
  const { env, view, nowMs } = parts;
  const campaign = campaignOf(parts);
  const before = campaign && (await carriedSale(env.DB, { ...campaign, beforeMs: view.sale.definition.opensAtMs }));
  if (before === undefined) return DONE;
  const source = await env.SALE.getByName(saleObjectName(before.saleId)).view();
  if (source === undefined || !mayCarry(source.sale, view.sale)) return DONE;
  if (!before.isOver) return { phase: "wait", untilMs: nowMs() + WAIT_MS };
  const shards = source.sale.definition.registration?.shards ?? 0;
  return { phase: "registers", from: before.saleId, shards, shard: 0, after: "" };
}

async function carryPage(
  parts: DrawParts,
  carrying: Extract<Carrying, { readonly phase: "registers" }>,
): Promise<void> {
  const { from, shards, shard, after } = carrying;
  if (shard >= shards) return keep(parts, DONE);
  const source = parts.env.REGISTER.getByName(registerObjectName({ saleId: from, shard }));
  const { last, rows } = await source.lostAfter(after);
  if (last === undefined) return keep(parts, { ...carrying, shard: shard + 1, after: "" });
  const told: ToldOutcome[] = [];
  const carriedTo = new Map<string, { readonly target: number; readonly account: string }>();
  for (const [target, some] of await commandsByShard(parts, rows)) {
    const commands = some.map(({ command }) => command);
    const carried = await registerOf(parts, target).carry(commands, parts.view.sale.definition.closesAtMs);
    // Its clock is a little behind: nobody is left out for that, and the page is done again.
    if (carried === "not-open") throw new Error("a register does not take who is carried yet");
    for (const [at, { row }] of some.entries()) {
      const registrationId = carried[at];
      if (!registrationId) continue;
      told.push([row.registrationId, { ...row.outcome, carriedTo: registrationId }]);
      carriedTo.set(row.registrationId, { target, account: row.account });
    }
  }
  parts.reached("page-carried");
  // Who was forgotten since the page was read is not registered anew: an erasure asks earlier sales before later ones.
  for (const gone of await source.tell(told)) {
    const found = carriedTo.get(gone);
    if (found !== undefined) await registerOf(parts, found.target).forget([found.account]);
  }
  keep(parts, { ...carrying, after: last });
  parts.reached("carried-told");
}

type ToCarry = { readonly row: LostRegistration; readonly command: RegisterCommand };

async function commandsByShard(
  { view, config, state, nowMs }: DrawParts,
  rows: readonly LostRegistration[],
): Promise<ReadonlyMap<number, readonly ToCarry[]>> {
  const { saleId, shop, definition } = view.sale;
  const { registration: terms } = definition;
  const { charter } = state;
  assert(terms !== undefined && charter !== undefined, "registrations are carried to a sale that has a charter");
  const sale = { saleId, shop, terms, drawSecret: drawSecretOf(view.sale) };
  const keys = await tokenKeysOf(config);
  const byShard = new Map<number, ToCarry[]>();
  for (const row of rows) {
    const { account, evidence, registrationId: carriedFrom } = row;
    const shard = shardOf(account, terms);
    const { candidate } = await candidateFor(keys, sale, {
      registrationId: newRegistrationId({ saleId, shard }, nowMs(), random),
      account,
      holder: carriedHolder(carriedFrom),
      nowMs: nowMs(),
      charter: { charter: charter.hash, drawAt: charter.body.drawAt, round: charter.body.beacon.round },
    });
    // Under a name of its own, so that who takes it back is not carried again.
    const command = { terms, candidate: { ...candidate, evidence, carriedFrom, call: carriedHolder(carriedFrom) } };
    byShard.set(shard, [...(byShard.get(shard) ?? []), { row, command }]);
  }
  return byShard;
}

function keep({ storage, store, state }: DrawParts, carrying: Carrying): void {
  storage.transactionSync(() => store.write({ ...state, carrying }));
}
