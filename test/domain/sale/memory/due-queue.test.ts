import { expect, it } from "vitest";
import { DueQueue } from "../../../../src/domain/sale/memory/due-queue.ts";
import type { Due } from "../../../../src/domain/sale/memory/stored-rows.ts";
import { createRandomApart } from "../../../rig/shared/random.ts";

const inOrder = (a: Due, b: Due) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1);

/** Holds as they are stored, and what memory knows of them. */
function stored() {
  const atMs = new Map<string, number>();
  let readings = 0;
  const all = () => [...atMs].map(([id, at]): Due => ({ id, atMs: at })).filter((hold) => Number.isFinite(hold.atMs));
  const due = new DueQueue((after, max) => {
    readings += 1;
    return all()
      .filter((hold) => inOrder(after, hold) < 0)
      .sort(inOrder)
      .slice(0, max);
  });
  const write = (hold: Due) => {
    atMs.set(hold.id, hold.atMs);
    due.note(hold);
  };
  return { due, write, all, readings: () => readings };
}

it.each([1, 2, 3, 4])(
  "knows the first to be due as the rows do, whatever is written and forgotten (seed %i)",
  (seed) => {
    const dice = createRandomApart(seed);
    const { due, write, all } = stored();
    for (let step = 0; step < 2000; step += 1) {
      const id = `hold_${dice.between(1, 200)}`;
      write({ id, atMs: dice.chance(0.3) ? Number.POSITIVE_INFINITY : dice.between(1, 500) });
      if (dice.chance(0.02)) due.clear();
      if (!dice.chance(0.1)) continue;
      const sorted = all().sort(inOrder);
      expect(due.first()).toEqual(sorted[0]);
      const nowMs = dice.between(1, 500);
      expect(due.due(nowMs, 20)).toEqual(sorted.filter((hold) => hold.atMs <= nowMs).slice(0, 20));
    }
  },
);

it("comes to each of more holds than it keeps, in order, and reads them in few readings", () => {
  const { due, write, readings } = stored();
  const holds = Array.from({ length: 30_000 }, (_, n) => ({ id: `hold_${n}`, atMs: (n * 7919) % 30_000 }));
  for (const hold of holds) write(hold);
  const met: number[] = [];
  for (let some = due.due(30_000, 200); some.length > 0; some = due.due(30_000, 200)) {
    for (const { id, atMs } of some) {
      met.push(atMs);
      write({ id, atMs: Number.POSITIVE_INFINITY });
    }
  }
  expect(met).toEqual(holds.map(({ atMs }) => atMs).sort((a, b) => a - b));
  expect(readings()).toBeLessThan(40);
});
