import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { QUICKNET, verifyBeacon } from "../../../src/domain/draw/beacon.ts";
import { hashOf, toHex } from "../../../src/domain/draw/bytes.ts";
import { DrawOrder } from "../../../src/domain/draw/draw-order.ts";
import { sealOf } from "../../../src/domain/draw/seal.ts";
import { drawSeed, randomnessOf } from "../../../src/domain/draw/seed.ts";
import { readList } from "../../../src/domain/draw/verify/read-list.ts";
import { readOpenings } from "../../../src/domain/draw/verify/replayed-order.ts";
import { walkDown } from "../../../src/domain/draw/walk.ts";

const FOLDER = "test/fixtures/draw/golden";
const SIGNATURE = "95a9f9f5b231b7714de1553105d8ffdf3dcda24cfdb1e689319bccf79a9c8ce430a91b811fbfaf763900bc998b5d686a";

it("comes to the root, seed, order and line of the golden vector", () => {
  const list = readList(readFileSync(`${FOLDER}/entries.txt`));
  const openings = readOpenings(readFileSync(`${FOLDER}/openings.txt`, "utf8"));
  const beacon = verifyBeacon(QUICKNET, 42, SIGNATURE);
  if ("code" in list || "code" in openings || !beacon.ok) throw new TypeError("The golden vector cannot be read.");
  expect(toHex(list.root)).toBe("564d848f831f74f268e006f5c50273bf15aed81baca6fa1f28c5e53feaa898a7");
  const charterHash = hashOf('{"sale":"mi3-second","units":3}');
  const seed = drawSeed(randomnessOf(beacon.value), { saleId: "mi3-second", round: 42, root: list.root, charterHash });
  expect(toHex(seed)).toBe("c46fab2d5a37159da93442d49f299edd9f6e7ab0d005a9a16c188499fedfab7d");
  const keys = new DrawOrder(list, seed);
  keys.makeKeys(0, list.count);
  const order = keys.order();
  const opened = [...order]
    .slice(0, openings.length)
    .map((index) => toHex(list.entries.subarray(32 * index, 32 * index + 32)));
  expect(opened).toEqual(openings.map(({ entry }) => toHex(entry)));
  const seals = openings.map(({ sealSalt, entry, status }) => toHex(sealOf(sealSalt, "mi3-second", entry, status)));
  const sealed = [...order]
    .slice(0, openings.length)
    .map((index) => toHex(list.seals.subarray(32 * index, 32 * index + 32)));
  expect(seals).toEqual(sealed);
  const eligible = new Set([...order].filter((_, place) => openings[place]?.status === "eligible"));
  const { called, passed } = walkDown(order, { from: 0, wanted: 3, mayBeCalled: (index) => eligible.has(index) });
  expect([called.length, passed]).toEqual([3, openings.length]);
  expect(toHex(keys.keyAt(order[passed - 1] ?? 0))).toBe(
    "38a3323a1bd0d8686d0fd77d0123b5e07f0c841ff632f6b6512d4494a72b4b97",
  );
});
