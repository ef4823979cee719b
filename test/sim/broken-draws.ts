import type { SaleStore } from "../../src/domain/sale/store.ts";
import type { Surroundings } from "../rig/sim/sale-process.ts";
import type { BrokenSale } from "./broken-sales.ts";

function withRows(change: (store: SaleStore) => Partial<SaleStore>): Surroundings {
  return () => (context) => ({ ...context, store: { ...context.store, ...change(context.store) } });
}

/** Bugs that somebody could write into the calling of an order, as a sale whose code sees its rows wrongly. */
export const BROKEN_DRAWS: readonly BrokenSale[] = [
  {
    bug: "units are not kept for who is called",
    surroundings: withRows((store) => ({
      findCalling() {
        const state = store.findCalling();
        return state && { ...state, running: state.running.map((turns) => ({ ...turns, open: 0 })) };
      },
    })),
    breaks: ["who is called has a unit", "no command of the service throws"],
  },
  {
    bug: "a turn ends ten seconds early",
    surroundings: withRows((store) => ({
      writeCalling(state) {
        const known = store.findCalling()?.running.length ?? 0;
        const running = state.running.map((turns, index) =>
          index < known ? turns : { ...turns, untilMs: turns.untilMs - 10_000 },
        );
        store.writeCalling({ ...state, running });
      },
    })),
    breaks: ["a turn is as long as was promised"],
  },
  {
    bug: "turns that end call nobody",
    surroundings: withRows((store) => ({
      writeCalling(state) {
        const orders = store.findCalling()?.orders ?? [];
        const isFirst = !orders.some(({ next, fromPlace }) => next > fromPlace);
        store.writeCalling(isFirst ? state : { ...state, orders, running: state.running.slice(0, 1) });
      },
    })),
    breaks: ["no unit is idle while somebody waits", "no command of the service throws"],
  },
  {
    bug: "a place is left out",
    surroundings: withRows((store) => ({
      writeCalling(state) {
        const before = new Map(store.findCalling()?.orders.map(({ round, next }) => [round, next]));
        const orders = state.orders.map((order) =>
          order.next > (before.get(order.round) ?? order.next) ? { ...order, next: order.next + 1 } : order,
        );
        store.writeCalling({ ...state, orders });
      },
    })),
    breaks: ["nobody is passed over"],
  },
  {
    bug: "a unit that comes back in a turn is not kept for it",
    surroundings: withRows((store) => ({
      writeCalling(state) {
        const before = store.findCalling();
        const isSame = before?.rangesCalled === state.rangesCalled && before.running.length === state.running.length;
        store.writeCalling({
          ...state,
          running: state.running.map((turns, index) => ({
            ...turns,
            open: isSame ? Math.min(turns.open, before.running[index]?.open ?? 0) : turns.open,
          })),
        });
      },
    })),
    breaks: ["who is called has a unit", "no unit is idle while somebody waits", "no command of the service throws"],
  },
  {
    bug: "how far the order was called is remembered in memory, also when its transaction is rolled back",
    surroundings: () => {
      let remembered: ReturnType<SaleStore["findCalling"]>;
      return (context) => ({
        ...context,
        store: {
          ...context.store,
          findCalling: () => remembered ?? context.store.findCalling(),
          writeCalling(state) {
            remembered = state;
            context.store.writeCalling(state);
          },
        },
      });
    },
    breaks: ["who is called has a unit", "no unit is idle while somebody waits", "nobody's place goes back"],
  },
  {
    bug: "the unit of an order that the operator cancelled goes to the next",
    surroundings: withRows((store) => ({
      writeCalling(state) {
        const before = store.findCalling();
        const more = (state.vacatedPlaces ?? 0) - (before?.vacatedPlaces ?? 0);
        if (more <= 0) return store.writeCalling(state);
        const { declined } = state.vacant;
        store.writeCalling({
          ...state,
          setAside: state.setAside - 1,
          vacant: { ...state.vacant, declined: declined + 1 },
        });
      },
    })),
    breaks: ["no unit is idle while somebody waits", "who is called has a unit"],
  },
  {
    bug: "a cancelled order is named in no vacancy, since its turn does not keep its number",
    surroundings: withRows((store) => ({
      writeTurn: ({ vacated: _, ...turn }) => store.writeTurn(turn),
    })),
    breaks: ["a vacancy names each cancelled place once"],
  },
  {
    bug: "nobody is called for the unit of an order that its buyer cancelled",
    surroundings: withRows((store) => ({
      writeCalling(state) {
        const [before, isEnd] = [
          store.findCalling(),
          state.vacant.declined > (store.findCalling()?.vacant.declined ?? 0),
        ];
        if (before === undefined || !isEnd) return store.writeCalling(state);
        store.writeCalling({ ...state, vacant: before.vacant, setAside: state.setAside + 1 });
      },
    })),
    breaks: ["no unit is idle while somebody waits"],
  },
  {
    bug: "who gave up their turn keeps it",
    surroundings: withRows((store) => ({
      writeTurn(turn) {
        if (turn.state !== "declined") store.writeTurn(turn);
      },
    })),
    breaks: ["who is called has a unit", "a checkout is let in for who is called, and for nobody else"],
  },
  {
    bug: "a place that a redraw has called is called again",
    surroundings: withRows((store) => ({
      countTurns: (range, state) => (state === "redrawn" ? 0 : store.countTurns(range, state)),
    })),
    breaks: ["no unit is idle while somebody waits"],
  },
  {
    bug: "a hold does not use its turn up",
    surroundings: withRows((store) => ({
      writeTurn(turn) {
        if (turn.state !== "held") store.writeTurn(turn);
      },
    })),
    breaks: [
      "every unit that is held is held in a turn",
      "a checkout is let in for who is called, and for nobody else",
    ],
  },
  {
    bug: "turns run on while the sale is paused",
    surroundings: withRows((store) => ({
      findCalling() {
        const { pausedAtMs: _, ...state } = store.findCalling() ?? {};
        return "orders" in state ? state : undefined;
      },
    })),
    breaks: ["a turn ends when it was said, and later by what the sale was paused", "a turn lasts until its end"],
  },
];
