import { DurableObject } from "cloudflare:workers";
import { hashOf } from "../../../../src/domain/draw/bytes.ts";
import { commitmentTo } from "../../../../src/domain/draw/commit.ts";
import { DrawOrder } from "../../../../src/domain/draw/draw-order.ts";
import { freezePart } from "../../../../src/domain/draw/entries-file.ts";
import { openingLines } from "../../../../src/domain/draw/openings-file.ts";
import { statusAt } from "../../../../src/domain/draw/population.ts";
import { drawSeed } from "../../../../src/domain/draw/seed.ts";
import { walkDown } from "../../../../src/domain/draw/walk.ts";
import { NEAR_BYTES } from "../../../../src/domain/registration/evidence.ts";
import {
  bytesOf,
  clearFor,
  exclusionsOf,
  fixList,
  joinKind,
  nearSharers,
  readClasses,
  readPart,
  readPopulation,
  readSharers,
  readTiles,
  tileIndex,
  writeJoined,
  writeList,
  writeNearSharers,
  writeTiles,
} from "../../../../src/objects/draw.list.ts";
import { SHARED_BYTES } from "../../../../src/objects/draw.pages.ts";
import { StepRoom } from "../../../../src/objects/draw.room.ts";
import { DRAW_MIGRATIONS, DrawStore } from "../../../../src/objects/draw.sql.ts";
import { migrate } from "../../../../src/objects/migrate.ts";

const SALE_ID = "mi3-second";
const SECRET = hashOf("secret");
const CHARTER_HASH = hashOf("charter");
/** Entries of one page of a register. */
const PAGE = 500;
/** Every so many-th entry has the keys of the one before it, is excluded, lost before. */
const SHARES_EVERY = 8;
const EXCLUDED_EVERY = 20;
const LOST_EVERY = 3;
/** Opened seals that are made at a time. */
const OPENINGS_AT_ONCE = 4096;
/** Random bytes that the runtime gives at once. */
const RANDOM_MAX = 65_536;

/** Of the isolate: an object that is evicted between two steps must not leave one behind. */
const room = new StepRoom();

/** The columns of a draw in its database, and the steps of its object that work with them, by the service's own code. */
export class Draw extends DurableObject {
  constructor(state, env) {
    super(state, env);
    migrate(state.storage, DRAW_MIGRATIONS);
    this.store = new DrawStore(state.storage.sql, Date.now);
  }

  /** Pages as registers give them, and as they are judged. */
  fill({ from, until }) {
    this.#keep(() => {
      for (let first = from; first < until; first += PAGE) {
        const rows = Math.min(PAGE, until - first);
        const keys = random(rows * SHARED_BYTES);
        for (let at = SHARES_EVERY; at < rows; at += SHARES_EVERY)
          keys.copyWithin(at * SHARED_BYTES, (at - 1) * SHARED_BYTES, at * SHARED_BYTES);
        const [entries, near] = [random(rows * 32), random(rows * NEAR_BYTES)];
        const page = first / PAGE;
        this.store.addPage(page, { first, shard: 0, after: "", entries, keys, near });
        const every = (n, yes, no) => new Uint8Array(rows).map((_, at) => (at % n === 0 ? yes : no));
        this.store.writeVerdicts(page, every(EXCLUDED_EVERY, 1, 0));
        this.store.writeWeights(page, every(LOST_EVERY, 2, 1));
      }
    });
  }

  join({ kind, count }) {
    const joined = joinKind(this.#list(count), kind, count);
    this.#keep(() => writeJoined(this.store, joined));
  }

  near({ count }) {
    const sharers = nearSharers(this.#list(count), count);
    this.#keep(() => writeNearSharers(this.store, sharers));
  }

  judge({ count }) {
    readSharers(this.#list(count), count);
  }

  fix({ count }) {
    const list = fixList(this.#list(count), count, { charterHash: CHARTER_HASH, perHousehold: 1 });
    this.#keep(() => writeList(this.store, list));
  }

  seal({ part, count }) {
    const { store, room } = this.#list(count);
    const { tiles } = freezePart(readPart({ store, room }, count, part), { drawSecret: SECRET, saleId: SALE_ID, room });
    this.#keep(() => writeTiles(this.store, part, tiles));
  }

  commit({ count }) {
    const list = this.#list(count);
    const population = readPopulation(list, count);
    const tiles = readTiles(this.store, count);
    const { root } = commitmentTo(population, {
      charterHash: CHARTER_HASH,
      drawSecret: SECRET,
      tiles,
      exclusions: exclusionsOf(readClasses(list, count)),
      withdrawn: 0,
      policyHash: "",
      modelVersion: "",
      round: 1,
      frozenAtMs: 0,
    });
    this.root = hashOf(root);
    tileIndex(population, tiles);
  }

  order({ count }) {
    const { store, room } = this.#list(count);
    const seed = drawSeed(hashOf("beacon"), { saleId: SALE_ID, round: 1, root: this.root, charterHash: CHARTER_HASH });
    const drawn = new DrawOrder(readPopulation({ store, room }, count), seed, room);
    drawn.makeKeys(0, count);
    const order = drawn.order();
    this.#keep(() => store.writeColumn("order", bytesOf(order)));
  }

  /** @returns how many are called */
  open({ count, units }) {
    const list = this.#list(count);
    const population = readPopulation(list, count);
    const order = list.room.words(count);
    this.store.readColumn("order", bytesOf(order));
    const mayBeCalled = (index) => statusAt(population, index) === "eligible";
    const { called, passed } = walkDown(order, { from: 0, wanted: units, mayBeCalled });
    for (let from = 0; from < passed; from += OPENINGS_AT_ONCE)
      openingLines(population, SECRET, order.subarray(from, Math.min(passed, from + OPENINGS_AT_ONCE)));
    return called.length;
  }

  #list(count) {
    // It stands until the next step, so that what is measured in between has it.
    room.free();
    clearFor(room, count);
    return { store: this.store, room };
  }

  #keep(write) {
    this.ctx.storage.transactionSync(write);
  }
}

function random(length) {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += RANDOM_MAX) crypto.getRandomValues(bytes.subarray(at, at + RANDOM_MAX));
  return bytes;
}

export default {
  async fetch(request, env) {
    const { step, ...what } = await request.json();
    return Response.json((await env.DRAW.getByName("draw")[step](what)) ?? null);
  },
};
