import { expect, it } from "vitest";
import { NameFilter } from "../../../../src/domain/sale/memory/name-filter.ts";

const NAMES = Array.from({ length: 200_000 }, (_, n) => `device:t1.${(n * 2_654_435_761).toString(36)}`);

it("never denies a name that was added, through all its layers, and takes one of a hundred others for known at most", () => {
  const filter = new NameFilter();
  for (const name of NAMES) filter.add(1, name);
  expect(NAMES.every((name) => filter.mayHave(1, name))).toBe(true);
  const mistaken = NAMES.filter((name) => filter.mayHave(1, `${name}x`)).length;
  expect(mistaken).toBeLessThan(NAMES.length / 100);
});

it("keeps kinds apart, and knows nothing once it was cleared", () => {
  const filter = new NameFilter();
  const some = NAMES.slice(0, 1000);
  for (const name of some) filter.add(1, name);
  expect(some.filter((name) => filter.mayHave(2, name)).length).toBeLessThan(20);
  filter.clear();
  expect(some.some((name) => filter.mayHave(1, name))).toBe(false);
});
