import type { NewEvent } from "../../src/domain/events/event.ts";
import { lapsesAtMs } from "../../src/domain/order/order.ts";
import type { SaleContext } from "../../src/domain/sale/context.ts";
import type { SaleStore } from "../../src/domain/sale/store.ts";
import type { Hold } from "../../src/domain/stock/stock.ts";
import type { Surroundings } from "../rig/sim/sale-process.ts";

/** A bug that somebody could write, as a sale whose code sees its rows or its clock wrongly. */
export type BrokenSale = {
  readonly bug: string;
  readonly surroundings: Surroundings;
  /** The promises of which at least one must be seen to break. */
  readonly breaks: readonly string[];
};

/** A sale whose rows behave otherwise than they should; what is not given behaves rightly. */
function withRows(change: (store: SaleStore, context: SaleContext) => Partial<SaleStore>): Surroundings {
  return () => (context) => ({ ...context, store: { ...context.store, ...change(context.store, context) } });
}

function isOver({ state }: Hold): boolean {
  return state === "released" || state === "expired";
}

/** Keys under which a forgetful sale writes the same thing again. */
let writes = 0;

export const BROKEN_SALES: readonly BrokenSale[] = [
  {
    bug: "units of a partner come back as common ones",
    surroundings: withRows((store) => ({
      findHold: (holdId) => {
        const hold = store.findHold(holdId);
        return hold === undefined ? undefined : { ...hold, pool: undefined };
      },
    })),
    breaks: ["no command of the service throws", "each pool has what its holds and movements add up to"],
  },
  {
    bug: "a pool forgets what was taken from it",
    surroundings: withRows((store) => ({
      writePool: (named) => (named.pool === "" ? store.writePool(named) : undefined),
    })),
    breaks: ["each pool has what its holds and movements add up to"],
  },
  {
    bug: "a hold is good at exactly its expiry",
    surroundings: () => (context) => ({ ...context, nowMs: context.nowMs - 1 }),
    breaks: ["redeem has its one outcome", "a hold ends exactly once"],
  },
  {
    bug: "a hold is over a millisecond before its expiry",
    surroundings: () => (context) => ({ ...context, nowMs: context.nowMs + 1 }),
    breaks: ["redeem has its one outcome", "a hold ends exactly once"],
  },
  {
    bug: "nobody is told that a hold expired",
    surroundings: withRows((store) => ({
      emit: (event) => (event.type === "hold.expired" ? undefined : store.emit(event)),
    })),
    breaks: ["what becomes of a hold is told once"],
  },
  {
    bug: "it is told outside of the transaction that a hold was made",
    surroundings: () => {
      const told: NewEvent[] = [];
      return ({ store, ...context }) => ({
        ...context,
        store: {
          ...store,
          emit(event) {
            told.push(event);
            for (const each of told.splice(0, told.length > 1 ? told.length : 0)) store.emit(each);
          },
        },
      });
    },
    breaks: ["what becomes of a hold is told once", "a phase of the sale is told once"],
  },
  {
    bug: "released units are free at once, and again at their return",
    surroundings: withRows((store) => ({
      writeHold(hold) {
        store.writeHold(hold);
        if (hold.state !== "released" || hold.returnsAtMs === undefined) return;
        const stock = store.readStock();
        store.writeStock({ ...stock, free: stock.free + hold.quantity, held: stock.held - hold.quantity });
      },
    })),
    breaks: ["the stock is what its holds and movements add up to", "no command of the service throws"],
  },
  {
    bug: "expired holds keep their units for ever",
    surroundings: withRows((store) => ({ dueHolds: () => [], nextDueMs: () => store.nextDueMs() })),
    breaks: ["a hold ends exactly once"],
  },
  {
    bug: "returned units are returned again",
    surroundings: withRows((store) => ({
      writeHold(hold) {
        const before = store.findHold(hold.holdId);
        const isReturn = isOver(hold) && before?.returnsAtMs !== undefined && hold.returnsAtMs === undefined;
        store.writeHold(isReturn ? { ...hold, returnsAtMs: before.returnsAtMs + 1000 } : hold);
      },
    })),
    breaks: ["units of an ended hold return once, at their moment"],
  },
  {
    bug: "limits count nothing that an account holds",
    surroundings: withRows((store) => ({
      findAccount(account) {
        const history = store.findAccount(account);
        return history === undefined ? undefined : { ...history, units: 0 };
      },
    })),
    breaks: ["claims are those of held and sold units", "the limits of the sale are judged by held and sold units"],
  },
  {
    bug: "units under a device, an address or a payment are not counted",
    surroundings: withRows((store) => ({
      writeLinkMembers: (changes) =>
        store.writeLinkMembers(changes.map((change) => ({ ...change, member: { ...change.member, units: 0 } }))),
    })),
    breaks: ["claims are those of held and sold units", "the limits of the sale are judged by held and sold units"],
  },
  {
    bug: "claims of an ended hold stay",
    surroundings: withRows(() => ({ freeClaims: () => undefined })),
    breaks: ["claims are those of held and sold units", "the limits of the sale are judged by held and sold units"],
  },
  {
    bug: "claims of a sold hold are freed",
    surroundings: withRows((store, context) => ({
      writeHold(hold) {
        store.writeHold(hold);
        if (hold.state === "sold") store.freeClaims(hold, context.nowMs);
      },
    })),
    breaks: ["claims are those of held and sold units", "the limits of the sale are judged by held and sold units"],
  },
  {
    bug: "what was paid with proves nothing",
    surroundings: withRows(() => ({ proveClaims: () => undefined })),
    breaks: ["what is proved counts apart from what is said"],
  },
  {
    bug: "everybody's word is taken for proof",
    surroundings: withRows((store) => ({
      writeLinkMembers: (changes) =>
        store.writeLinkMembers(changes.map((change) => ({ ...change, member: { ...change.member, proved: true } }))),
    })),
    breaks: [
      "what is proved counts apart from what is said",
      "the limits of the sale are judged by held and sold units",
    ],
  },
  {
    bug: "the earlier attempt under a key is not looked up",
    surroundings: withRows((store) => ({
      findReply: () => undefined,
      writeAttempt: (row) => store.writeAttempt({ ...row, idempotencyScope: `${row.idempotencyScope} ${++writes}` }),
    })),
    breaks: [
      "a repeat under a key gives the first reply's bytes and has no effect",
      "a key used for another request is refused",
    ],
  },
  {
    bug: "the earlier reply under a key is not looked up",
    surroundings: withRows((store) => ({
      findReply: () => undefined,
      writeReply: (scope, reply) => store.writeReply(`${scope} ${++writes}`, reply),
    })),
    breaks: [
      "a repeat under a key gives the first reply's bytes and has no effect",
      "a key used for another request is refused",
    ],
  },
  {
    bug: "a key is enough: the request under it is not compared",
    surroundings: withRows((store) => ({
      findReply(scope) {
        const reply = store.findReply(scope);
        return reply === undefined ? undefined : { ...reply, fingerprint: JSON.stringify(reply.body) };
      },
    })),
    breaks: ["a repeat under a key gives the first reply's bytes and has no effect"],
  },
  {
    bug: "replies are kept in memory",
    surroundings: () => {
      const replies = new Map<string, ReturnType<SaleStore["findReply"]>>();
      return (context) => ({
        ...context,
        store: {
          ...context.store,
          findReply: (scope) => replies.get(scope),
          writeReply: (scope, reply) => void replies.set(scope, reply),
        },
      });
    },
    breaks: ["a repeat under a key gives the first reply's bytes and has no effect", "redeem is refused"],
  },
  {
    bug: "the stock is remembered in memory, also when its transaction is rolled back",
    surroundings: () => {
      let remembered: ReturnType<SaleStore["readStock"]> | undefined;
      return (context) => ({
        ...context,
        store: {
          ...context.store,
          readStock: () => remembered ?? context.store.readStock(),
          writeStock(stock) {
            remembered = stock;
            context.store.writeStock(stock);
          },
        },
      });
    },
    breaks: ["the stock is what its holds and movements add up to", "no command of the service throws"],
  },
  {
    bug: "a released hold can be paid",
    surroundings: withRows((store) => ({
      findHold(holdId) {
        const hold = store.findHold(holdId);
        return hold?.state === "released" ? { ...hold, state: "held" } : hold;
      },
    })),
    breaks: ["redeem has its one outcome", "release has its one outcome", "a hold ends exactly once"],
  },
  {
    bug: "a token can be spent twice",
    surroundings: withRows((store) => ({
      findHold(holdId) {
        const hold = store.findHold(holdId);
        return hold?.state === "sold" ? { ...hold, state: "held" } : hold;
      },
    })),
    breaks: ["redeem has its one outcome", "release has its one outcome", "no command of the service throws"],
  },
  {
    bug: "a visit counts as often as it is shown",
    surroundings: withRows((store) => ({
      isVisitSpent: () => false,
      spendVisit: (jti, expiresAtMs) => store.spendVisit(`${jti} ${++writes}`, expiresAtMs),
    })),
    breaks: ["a visit counts once"],
  },
  {
    bug: "a settled challenge counts for every checkout after it",
    surroundings: withRows((store) => ({
      writeChallenge(challenge) {
        if (challenge.state !== "spent") store.writeChallenge(challenge);
      },
    })),
    breaks: ["the verdict follows from rules, visit and challenge", "settle is refused"],
  },
  {
    bug: "a verification leaves no mark",
    surroundings: withRows((store) => ({
      writeHold: (hold) => store.writeHold({ ...hold, verifiedAtMs: undefined }),
    })),
    breaks: ["a token is verified once"],
  },
  {
    bug: "a withdrawal takes held units",
    surroundings: withRows((store) => ({
      readStock() {
        const stock = store.readStock();
        return { ...stock, free: stock.free + stock.held, held: 0, returning: 0 };
      },
    })),
    breaks: ["the stock is what its holds and movements add up to", "no command of the service throws"],
  },
  {
    bug: "units of an ended hold stay away for a minute",
    surroundings: () => (context) => ({ ...context, random: () => 15 + context.random() }),
    breaks: ["units return within seconds, at a moment drawn for them"],
  },
  {
    bug: "claims of a cancelled order stay",
    surroundings: withRows(() => ({ freePaidClaims: () => undefined })),
    breaks: ["claims are those of held and sold units", "the limits of the sale are judged by held and sold units"],
  },
  {
    bug: "wrong codes are not counted",
    surroundings: withRows(() => ({ writeOrder: () => undefined })),
    breaks: ["every wrong code counts once"],
  },
  {
    bug: "orders that nobody collects never lapse",
    surroundings: withRows((store) => ({
      ordersDue: (nowMs, max) => store.ordersDue(nowMs, max).filter((order) => lapsesAtMs(order) > nowMs),
    })),
    breaks: ["a hold ends exactly once", "an order stands where it was brought"],
  },
  {
    bug: "nobody is told that an order lapses soon",
    surroundings: withRows((store) => ({
      ordersDue: (nowMs, max) => store.ordersDue(nowMs, max).filter((order) => lapsesAtMs(order) <= nowMs),
    })),
    breaks: ["the next moment to look at an order is known", "the end of an order's time is told once"],
  },
  {
    bug: "an order forgets what it went through",
    surroundings: withRows((store) => ({
      moveOrder: (order, move) => store.moveOrder({ ...order, moves: 0 }, move),
    })),
    breaks: ["movements replayed give the order", "no command of the service throws"],
  },
  {
    bug: "an order that is cancelled can be collected",
    surroundings: withRows((store) => ({
      findOrder(orderId) {
        const order = store.findOrder(orderId);
        return order?.state === "cancelled" ? { ...order, state: "paid" } : order;
      },
    })),
    breaks: ["collect has its one outcome", "cancel has its one outcome", "no command of the service throws"],
  },
];
