import { paceLeft } from "../../../../src/domain/sale/calling/call-next.ts";
import type { DrawnPlace } from "../../../../src/domain/sale/calling/calling.ts";
import { placeInForce, type TurnStatus, turnStatusOf } from "../../../../src/domain/sale/calling/turn-status.ts";
import type { PromisedRedraw } from "../../../../src/domain/sale/commands/promise-redraw.ts";
import type { MapSaleStore } from "../../../../src/domain/sale/map-store.ts";
import type { SaleDefinition } from "../../../../src/domain/terms/definition.ts";
import { promise } from "../violation.ts";

/** A turn ends so long after its time at most: ends are brought together. */
const ENDS_PER_TURN = 64;

type Seen = {
  readonly kind: TurnStatus["kind"];
  readonly ahead: number;
  readonly untilMs: number;
  /** Time that the sale was paused by then, in all. */
  readonly pausedMs: number;
};

/**
 * What people are promised of a drawn order, told a second time: by where everybody stands after each commit, and never by how the
 * sale keeps it.
 */
export class ExpectedDraw {
  readonly #definition: SaleDefinition;
  readonly #seen = new Map<number, Seen>();
  /** Units that the operator brought back and for which no redraw was opened. */
  setAside = 0;
  /** Places whose orders the operator cancelled, and how many of them, the first, the promised redraw is for. */
  readonly #vacated: DrawnPlace[] = [];
  #vacatedPromised = 0;
  /** Nobody comes to wait later. Whether a vacancy is stated then that nobody can be called for is not judged. */
  #someWait = true;
  pausedMs = 0;
  pausedSinceMs: number | undefined;

  constructor(definition: SaleDefinition) {
    this.#definition = definition;
  }

  get paused(): boolean {
    return this.pausedSinceMs !== undefined;
  }

  pause(paused: boolean, nowMs: number): void {
    if (paused) this.pausedSinceMs ??= nowMs;
    else if (this.pausedSinceMs !== undefined) {
      this.pausedMs += Math.max(0, nowMs - this.pausedSinceMs);
      this.pausedSinceMs = undefined;
    }
  }

  /** The operator cancels an order, and chooses nobody for its units. */
  vacate(store: MapSaleStore, orderId: string): void {
    const places = (store.findOrder(orderId)?.holds ?? []).flatMap((holdId) => store.findHold(holdId)?.turn ?? []);
    this.setAside += places.length;
    this.#vacated.push(...places);
  }

  promiseRedraw({ units, vacated }: PromisedRedraw): void {
    if (!this.#someWait) return;
    const named = units === 0 ? [] : this.#vacated.slice(0, units);
    promise(JSON.stringify(vacated) === JSON.stringify(named), "a vacancy names each cancelled place once", () =>
      JSON.stringify({ units, vacated, named }),
    );
    if (units > 0) this.#vacatedPromised = this.#vacated.length;
  }

  redraw(units: number): void {
    this.setAside = Math.max(0, this.setAside - units);
    this.#vacated.splice(0, this.#vacatedPromised);
    this.#vacatedPromised = 0;
  }

  isOpen(nowMs: number): boolean {
    return !this.paused && nowMs >= this.#definition.opensAtMs && nowMs < this.#definition.closesAtMs;
  }

  /**
   * @param order who may be called, in order; undefined until the draw has told it
   * @throws Violation at the first promise that is broken
   */
  check(
    store: MapSaleStore,
    nowMs: number,
    order: readonly { readonly person: number; readonly place: DrawnPlace }[],
  ): void {
    this.#checkStock(store);
    const standings = order.map(({ person, place }) => ({ person, standing: turnStatusIn(store, place, nowMs) }));
    for (const { person, standing } of standings) this.#checkPerson(person, standing, nowMs);
    const undisturbed = standings.filter(({ person }) => {
      const place = order.find((each) => each.person === person)?.place;
      return place === undefined || store.findTurn(place)?.redrawn === undefined;
    });
    this.#checkOrder(undisturbed.map(({ standing }) => standing));
    this.#checkUnits(
      store,
      standings.map(({ standing }) => standing),
      nowMs,
    );
  }

  #checkStock(store: MapSaleStore): void {
    const stock = store.readStock();
    const { received, free, held, returning, sold, withdrawn } = stock;
    const said = () => JSON.stringify(stock);
    promise(free + held + sold + withdrawn === received, "no unit is lost or invented", said);
    promise(free >= 0 && held >= 0 && sold + held <= received, "never one unit too many", said);
    promise(returning === 0, "units of a turn come back at once", said);
  }

  #checkPerson(person: number, standing: TurnStatus, nowMs: number): void {
    const before = this.#seen.get(person);
    const said = () => `${person}: ${JSON.stringify(before)}, then ${JSON.stringify(standing)} at ${nowMs}`;
    const rank = { waiting: 0, turn: 1, over: 2 } as const;
    promise(before === undefined || rank[before.kind] <= rank[standing.kind], "nobody's place goes back", said);
    if (standing.kind === "over") {
      const gaveUp = standing.state === "declined";
      promise(gaveUp || before?.kind !== "waiting", "nobody is passed over", said);
      const isLate = before?.kind !== "turn" || gaveUp || this.#hasEnded(before, nowMs);
      promise(isLate, "a turn lasts until its end", said);
    }
    const ahead = standing.kind === "waiting" ? (standing.ahead ?? Number.POSITIVE_INFINITY) : 0;
    promise(before === undefined || ahead <= before.ahead, "ahead never rises for anybody", said);
    if (standing.kind !== "turn") {
      this.#seen.set(person, { kind: standing.kind, ahead, untilMs: 0, pausedMs: this.pausedMs });
      return;
    }
    const { untilMs } = standing;
    if (before?.kind !== "turn") {
      const turnMs = (this.#definition.draw?.turnSeconds ?? 0) * 1000;
      const leftMs = untilMs - standing.fromMs;
      const stepMs = Math.ceil(turnMs / 1000 / ENDS_PER_TURN) * 1000;
      promise(leftMs >= turnMs && leftMs < turnMs + stepMs, "a turn is as long as was promised", said);
    } else {
      const shiftedMs = before.untilMs + this.pausedMs - before.pausedMs;
      promise(untilMs === shiftedMs, "a turn ends when it was said, and later by what the sale was paused", said);
    }
    promise(this.paused || nowMs < untilMs, "no turn runs after its end", said);
    this.#seen.set(person, { kind: "turn", ahead: 0, untilMs, pausedMs: this.pausedMs });
  }

  #hasEnded({ untilMs, pausedMs }: Seen, nowMs: number): boolean {
    return nowMs >= untilMs + this.pausedMs - pausedMs;
  }

  /** Who waits hears how many are called before, and nobody is passed over. */
  #checkOrder(standings: readonly TurnStatus[]): void {
    let [waiting, waitingOrGone] = [0, 0];
    for (const [index, standing] of standings.entries()) {
      const said = () => `place ${index + 1} of ${JSON.stringify(standings)}`;
      if (standing.kind === "waiting" && standing.ahead !== undefined) {
        promise(
          waiting <= standing.ahead && standing.ahead <= waitingOrGone + this.redrawn,
          "ahead is how many wait before",
          said,
        );
        waiting += 1;
      }
      const isGone = standing.kind === "over" && standing.state === "declined";
      if (standing.kind === "waiting" || isGone) waitingOrGone += 1;
      else promise(waiting === 0 || this.redrawn > 0, "the order is called from the top", said);
    }
  }

  /** Persons that redraws have called. */
  redrawn = 0;

  #checkUnits(store: MapSaleStore, standings: readonly TurnStatus[], nowMs: number): void {
    const { free, held } = store.readStock();
    const open = standings.filter((each) => each.kind === "turn" && each.state === "open").length;
    const holding = standings.filter((each) => each.kind !== "waiting" && each.state === "held").length;
    const said = () => `${open} of ${free} free, ${holding} of ${held} held: ${JSON.stringify(standings)}`;
    promise(open <= free, "who is called has a unit", said);
    promise(holding === held, "every unit that is held is held in a turn", said);
    const waits = standings.some(({ kind }) => kind === "waiting");
    if (!waits) {
      this.setAside = 0;
      if (store.findCalling() !== undefined) this.#someWait = false;
      return;
    }
    if (store.findCalling() === undefined || !this.isOpen(nowMs)) return;
    const idle = free - open - this.setAside;
    const [sale, calling] = [store.findSale(), store.findCalling()];
    const isPaced = sale !== undefined && calling !== undefined && paceLeft(sale, calling, nowMs) === 0;
    promise(idle === 0 || (isPaced && idle > 0), "no unit is idle while somebody waits", said);
  }
}

export function turnStatusIn(store: MapSaleStore, drawn: DrawnPlace, nowMs: number): TurnStatus {
  const sale = store.findSale();
  if (sale === undefined) return { kind: "waiting" };
  const [stock, calling] = [store.readStock(), store.findCalling()];
  return turnStatusOf({ sale, stock, calling, ...placeInForce(store, drawn), nowMs });
}
