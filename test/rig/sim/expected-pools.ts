import type { AttemptCommand } from "../../../src/domain/sale/commands/attempt-command.ts";
import type { DivideSaleCommand } from "../../../src/domain/sale/commands/divide-sale.ts";
import { keptUnits } from "./expected-hold.ts";
import type { ExpectedState, Foreseen } from "./expected-state.ts";

const COMMON = "";

/** What one pool must be, counted from the holds that are of it. */
export function expectedPool(model: ExpectedState, pool: string) {
  const given = [...(model.pools?.given.values() ?? [])].reduce((sum, units) => sum + units, 0);
  const received = pool === COMMON ? model.received - given : (model.pools?.given.get(pool) ?? 0);
  const figures = { received, held: 0, returning: 0, sold: 0, withdrawn: model.withdrawnOf.get(pool) ?? 0 };
  for (const hold of model.holds.values()) {
    if ((hold.pool ?? COMMON) !== pool) continue;
    if (hold.state === "sold") figures.sold += hold.quantity;
    else figures.held += keptUnits(hold);
    if (hold.state === "released" || hold.state === "expired") figures.returning += keptUnits(hold);
  }
  const { held, sold, withdrawn } = figures;
  return { ...figures, free: received - held - sold - withdrawn };
}

/** From which pools a checkout may take its units, in turn; one that is named nothing is the whole of an undivided sale. */
export function offeredPools(
  model: ExpectedState,
  { collectAt, stated }: Pick<AttemptCommand, "collectAt" | "stated">,
): readonly string[] {
  const partner = collectAt ?? stated.partnerId ?? COMMON;
  const hasOwn = (model.pools?.given.get(partner) ?? 0) > 0;
  if (!hasOwn) return [COMMON];
  return model.pools?.pooling === "strict" ? [partner] : [partner, COMMON];
}

/** Units are shared out anew, or some are moved. */
export function foreseeDivision(model: ExpectedState, command: DivideSaleCommand): Foreseen {
  if (model.sale === undefined || model.sale.shop !== command.shop) return { refused: "sale-unknown" };
  if ("pools" in command) return foreseePut(model, command);
  if (model.pools === undefined) return { refused: "sale-undivided" };
  const { from = COMMON, to = COMMON, units } = command;
  const { free } = expectedPool(model, from);
  if (free < units) return { status: 409, fields: { kind: "pool-short", free } };
  const given = new Map(model.pools.given);
  if (from !== COMMON) given.set(from, (given.get(from) ?? 0) - units);
  if (to !== COMMON) given.set(to, (given.get(to) ?? 0) + units);
  model.pools = { ...model.pools, given };
  return { status: 200, fields: {} };
}

function foreseePut(model: ExpectedState, command: Extract<DivideSaleCommand, { pools: unknown }>): Foreseen {
  const wanted = new Map(command.pools.map(({ partnerId, units }) => [partnerId, units]));
  const before = model.pools?.given ?? new Map<string, number>();
  const isKept = [...before].every(([partner, units]) => {
    const { free } = expectedPool(model, partner);
    return units - free <= (wanted.get(partner) ?? 0);
  });
  const total = (shares: ReadonlyMap<string, number>) => [...shares.values()].reduce((sum, units) => sum + units, 0);
  const more = total(wanted) - total(before);
  if (!isKept || more > expectedPool(model, COMMON).free)
    return { status: 409, fields: { kind: "pools-exceed-units" } };
  model.pools = { pooling: command.pooling, given: wanted };
  return { status: 200, fields: { pooling: command.pooling, partners: command.pools.length } };
}
