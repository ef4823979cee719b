import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { partOf, partsOf } from "../../src/domain/draw/entries-file.ts";
import { readPart, readPopulation, writeList } from "../../src/objects/draw.list.ts";
import { StepRoom } from "../../src/objects/draw.room.ts";
import { COLUMN_PART_BYTES, DRAW_MIGRATIONS, DrawStore } from "../../src/objects/draw.sql.ts";
import { migrate } from "../../src/objects/migrate.ts";
import "./support/deployment.ts";

/** One byte for each is more than one part of a column. */
const COUNT = COLUMN_PART_BYTES + 4321;

function numbered(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = (at * 2_654_435_761) >>> 24;
  return bytes;
}

it("a part of a list is read as it stands in the whole, also where its columns go on in another row", () =>
  runInDurableObject(env.DRAW.getByName("draw-list"), (_, { storage }) => {
    migrate(storage, DRAW_MIGRATIONS);
    const store = new DrawStore(storage.sql, () => 0);
    const [weights, statuses, classes] = [numbered(COUNT), numbered(COUNT).reverse(), new Uint8Array(COUNT)];
    writeList(store, { population: { count: COUNT, entries: numbered(32 * COUNT), weights, statuses }, classes });
    const whole = readPopulation({ store, room: new StepRoom() }, COUNT);
    expect([...whole.statuses.subarray(-9)]).toEqual([...statuses.subarray(-9)]);
    for (const part of [0, 7, partsOf(COUNT) - 1]) {
      const { entries, ...rest } = readPart({ store, room: new StepRoom() }, COUNT, part);
      const { entries: expected, ...others } = partOf(whole, part);
      expect(rest).toEqual(others);
      expect(Buffer.compare(entries, expected)).toBe(0);
    }
  }));

it("a room is taken again, all zero, and gives memory of its own to what does not fit", () => {
  const room = new StepRoom();
  room.clear(64);
  const first = room.bytes(3).fill(1);
  const number = room.within(() => room.doubles(7).fill(1));
  expect(number.buffer).toBe(first.buffer);
  expect(room.bytes(65).buffer).not.toBe(first.buffer);
  expect([...room.words(2)]).toEqual([0, 0]);
  room.clear(64);
  expect(room.bytes(1).buffer).toBe(first.buffer);
  room.free();
  expect(first.length).toBe(0);
});
