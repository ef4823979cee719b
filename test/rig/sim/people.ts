import type { Verdict } from "../../../src/domain/decision/decision.ts";
import type { ManageSaleCommand } from "../../../src/domain/sale/commands/manage-sale.ts";
import { NO_VISIT, prepareAttempt } from "../../../src/domain/sale/commands/prepare-attempt.ts";
import type { RedeemCommand } from "../../../src/domain/sale/commands/redeem.ts";
import type { Party } from "../../../src/domain/sale/party.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";
import type { VisitTokenClaims } from "../../../src/domain/tokens/visit-token.ts";
import type { Random } from "../shared/random.ts";
import type { Call, Operation } from "./call.ts";
import { paymentOf, simScorer } from "./sim-policy.ts";

const SHOP = "shop-a";
const STRANGER = "shop-b";
const SALE_ID = "sim";
const PARTNERS = ["partner-1", "partner-2"] as const;
const PEPPER = { epoch: "e1", key: new Uint8Array(32).fill(1) };

/** A buyer as the service sees one. Scalpers are the ones who share a device, an address or a card. */
type Person = {
  readonly account: string;
  readonly device: string;
  readonly household: string;
  readonly payment: string;
};

/** A hold that somebody was told of. */
type KnownHold = { readonly holdId: string; readonly household: string | undefined };

/** An order that somebody was told of. */
type KnownOrder = {
  readonly orderId: string;
  readonly household?: string | undefined;
  readonly code?: string | undefined;
};

/** What the people of a history know, from the answers that reached them. */
type Known = {
  readonly holds: KnownHold[];
  readonly challenges: { readonly challengeId: string; readonly person: Person }[];
  /** Who bought, by the scope of the call. */
  readonly buyers: Map<string, Person>;
  readonly visits: VisitTokenClaims[];
  readonly calls: Call[];
  readonly orders: KnownOrder[];
};

/** Shoppers, scalpers and shops: they decide what is called next, sensibly or not, from what they know. */
export class People {
  readonly #known: Known = { holds: [], challenges: [], buyers: new Map(), visits: [], calls: [], orders: [] };
  readonly #dice: Random;
  readonly #definition: SaleDefinition;
  #names = 0;

  constructor(dice: Random, definition: SaleDefinition) {
    this.#dice = dice;
    this.#definition = definition;
  }

  /** The shop creates the sale. */
  create(): Call {
    return this.#newCall({
      kind: "put",
      command: { shop: SHOP, saleId: SALE_ID, definition: this.#definition, pepperEpoch: PEPPER.epoch },
    });
  }

  /** The next calls, made at the same moment. */
  next(nowMs: number): readonly Call[] {
    const roll = this.#dice.between(1, 100);
    if (roll <= 37) return [this.#checkout(nowMs, SHOP)];
    if (roll <= 50) return [this.#redeem(SHOP)];
    if (roll <= 62) return [this.#known.orders.length === 0 ? this.#redeem(SHOP) : this.#order(SHOP)];
    if (roll <= 70) return [this.#release(SHOP)];
    if (roll <= 74) return [this.#verify()];
    if (roll <= 79) return [this.#settle()];
    if (roll <= 84)
      return [this.#dice.chance(0.5) ? this.#manage() : this.#dice.chance(0.7) ? this.#divide() : this.#promise()];
    if (roll <= 87) return [this.#put()];
    if (roll <= 90) return [this.#reuseKey(nowMs)];
    if (roll <= 93) return [this.#repeat(nowMs)];
    if (roll <= 95) return [this.#strange(nowMs)];
    if (roll <= 98) return this.#race();
    return Array.from({ length: 4 }, () => this.#checkout(nowMs, SHOP));
  }

  /** What an answer to a checkout or about an order tells whoever asked. */
  learn({ idempotency, operation }: Call, text: string): void {
    if (operation.kind === "redeem") this.#learnOrder(operation.command, text);
    if (operation.kind !== "attempt") return;
    const { keys } = operation.command;
    const { allocation, challenge, retryVisitToken } = JSON.parse(text);
    if (allocation.status === "held") this.#known.holds.push({ holdId: allocation.holdId, household: keys.household });
    const person = this.#known.buyers.get(idempotency.scope);
    if (challenge !== undefined && person !== undefined) {
      this.#known.challenges.push({ challengeId: challenge.id, person });
    }
    if (retryVisitToken !== undefined) this.#known.visits.push(JSON.parse(retryVisitToken));
  }

  #learnOrder({ holdId, orderId }: RedeemCommand, text: string): void {
    const { status, order } = JSON.parse(text);
    const household = this.#known.holds.find((hold) => hold.holdId === holdId)?.household;
    if (status === "sold") this.#known.orders.push({ orderId, household, code: order.collect?.code });
  }

  #newCall(operation: Operation, key = `key-${++this.#names}`): Call {
    const { command } = operation;
    const by = "asker" in command ? command.asker : "by" in command ? command.by : command;
    const shop = by === "staff" || !("shop" in by) ? SHOP : by.shop;
    const scope = `${shop} ${operation.kind} ${key}`;
    const call: Call = {
      idempotency: { scope, fingerprint: JSON.stringify(operation), pepperEpoch: PEPPER.epoch },
      operation,
    };
    this.#known.calls.push(call);
    return call;
  }

  #person(): Person {
    const dice = this.#dice;
    const self = dice.between(1, 5);
    const own = (kind: string) => `${kind}-${dice.chance(0.75) ? self : dice.between(1, 3)}`;
    return { account: `account-${self}`, device: own("device"), household: own("home"), payment: own("card") };
  }

  #checkout(nowMs: number, shop: string): Call {
    const dice = this.#dice;
    const settled = dice.chance(0.4) ? this.#pick(this.#known.challenges) : undefined;
    const person = settled?.person ?? this.#person();
    const visit = dice.chance(0.8) ? this.#visit(nowMs) : undefined;
    const looks = dice.pick<Verdict>([
      "allow",
      "allow",
      "allow",
      "allow",
      "allow",
      "allow",
      "challenge",
      "review",
      "deny",
    ]);
    const quantity = dice.pick([1, 1, 1, 2]);
    const withoutVisit = dice.pick<Verdict>(["allow", "challenge"]);
    const command = prepareAttempt({
      request: {
        shop,
        nowMs,
        checkout: {
          account: { id: person.account },
          payment: { method: paymentOf(looks, withoutVisit) },
          quantity,
          channel: "web",
          ...(dice.chance(0.4) ? { fulfilment: { kind: "pickup", partnerId: "partner-1" } } : {}),
          ...(dice.chance(0.4) ? { partnerId: dice.pick(PARTNERS) } : {}),
        },
      },
      identity: { values: person, facts: {} },
      visit: visit === undefined ? NO_VISIT : { claims: visit, facts: { state: "ok" }, client: { state: "absent" } },
      challengeId: settled?.challengeId,
      scorer: simScorer,
      deployment: { challengeKinds: ["shop_otp"] },
    })(PEPPER);
    const call = this.#newCall({ kind: "attempt", command });
    this.#known.buyers.set(call.idempotency.scope, person);
    return call;
  }

  /** A new visit, one that the service handed out for a retry, or one that was used already. */
  #visit(nowMs: number): VisitTokenClaims {
    const earlier = this.#dice.chance(0.4) ? this.#pick(this.#known.visits) : undefined;
    if (earlier !== undefined) return earlier;
    const visit: VisitTokenClaims = {
      aud: "urn:firsthand:visit",
      sale: SALE_ID,
      jti: `visit-${++this.#names}`,
      nonce: "nonce",
      start: nowMs,
      exp: Math.floor(nowMs / 1000) + 3600,
      retries: 0,
    };
    this.#known.visits.push(visit);
    return visit;
  }

  #redeem(shop: string, hold = this.#hold()): Call {
    const address = this.#dice.pick([
      undefined,
      { household: hold.household, near: [] },
      { household: hold.household, near: [] },
      { household: "elsewhere", near: [] },
    ]);
    const { deposit, price } = this.#definition;
    const paid = this.#dice.pick([undefined, price, deposit, deposit, deposit, { ...price, amountMinor: 1 }]);
    const known = this.#dice.chance(0.1) ? this.#pick(this.#known.orders)?.orderId : undefined;
    const orderId = known ?? `order-${++this.#names}`;
    return this.#newCall({
      kind: "redeem",
      command: { shop, holdId: hold.holdId, orderId, address, paid, proofSent: false },
    });
  }

  #order(shop: string): Call {
    const dice = this.#dice;
    const { orderId, household, code } = this.#pick(this.#known.orders) ?? { orderId: "order-unknown" };
    const by = { shop };
    const { deposit, price } = this.#definition;
    const balance = { ...price, amountMinor: price.amountMinor - (deposit?.amountMinor ?? 0) };
    const isRight = dice.chance(0.6);
    return this.#newCall(
      dice.pick<Operation>([
        {
          kind: "dispatch",
          command: { by, orderId, address: { household: isRight ? household : "elsewhere", near: [] } },
        },
        { kind: "ready", command: { by, orderId } },
        ...Array.from({ length: code === undefined ? 1 : 5 }, (): Operation => {
          const shown = isRight && code !== undefined ? code : "000000";
          const partnerId = dice.pick([undefined, undefined, "partner-1", "partner-2"]);
          const paid = dice.pick([undefined, balance, price]);
          return { kind: "collect", command: { by, orderId, code: shown, partnerId, paid } };
        }),
        {
          kind: "cancel",
          command: {
            asker: dice.pick<Party>([by, "staff"]),
            orderId,
            by: "shop",
            cause: "not_available",
            reason: "Broken in the warehouse.",
            units: dice.pick(["return", "withdraw"]),
          },
        },
      ]),
    );
  }

  #release(shop: string, { holdId } = this.#hold()): Call {
    return this.#newCall({ kind: "release", command: { shop, holdId, reason: "cancelled" } });
  }

  #verify(): Call {
    const idempotencyKey = this.#dice.pick([undefined, "verify-1", `verify-${++this.#names}`]);
    return this.#newCall({ kind: "verify", command: { shop: SHOP, holdId: this.#hold().holdId, idempotencyKey } });
  }

  #settle(): Call {
    const challengeId = this.#pick(this.#known.challenges)?.challengeId ?? "chl_unknown";
    return this.#newCall({ kind: "settle", command: { shop: SHOP, challengeId, kind: "shop_otp" } });
  }

  #manage(): Call {
    const dice = this.#dice;
    const units = dice.between(1, 3);
    const change = dice.pick<ManageSaleCommand["change"]>([
      { add: units },
      { withdraw: units },
      { paused: true },
      { paused: false },
      { paused: false },
    ]);
    return this.#newCall({ kind: "manage", command: { by: dice.pick<Party>([{ shop: SHOP }, "staff"]), change } });
  }

  #divide(): Call {
    const dice = this.#dice;
    const shop = dice.pick([SHOP, SHOP, SHOP, STRANGER]);
    const [from, to] = dice.pick<readonly [from: string | undefined, to: string | undefined]>([
      ["partner-1", "partner-2"],
      ["partner-2", "partner-1"],
      [undefined, "partner-1"],
      ["partner-1", undefined],
    ]);
    const some = PARTNERS.filter(() => dice.chance(0.7));
    return this.#newCall({
      kind: "divide",
      command: dice.chance(0.4)
        ? { shop, from, to, units: dice.between(1, 2) }
        : {
            shop,
            pooling: dice.pick(["strict", "own_then_common"]),
            pools: some.map((partnerId) => ({ partnerId, units: dice.between(1, 3) })),
          },
    });
  }

  /** Invites are about to be issued: fewer than there are units, or more. */
  #promise(): Call {
    return this.#newCall({ kind: "promise", command: { shop: SHOP, units: this.#dice.between(1, 6) } });
  }

  #put(): Call {
    const dice = this.#dice;
    const perAccount = dice.between(1, 3);
    const definition: SaleDefinition = {
      ...this.#definition,
      title: `Title ${++this.#names}`,
      units: this.#definition.units + dice.pick([0, 0, 0, 1]),
      limits: { ...this.#definition.limits, perAccount, perDevice: dice.between(1, 3) },
    };
    const shop = dice.pick([SHOP, SHOP, SHOP, STRANGER]);
    return this.#newCall({ kind: "put", command: { shop, saleId: SALE_ID, definition, pepperEpoch: PEPPER.epoch } });
  }

  /** A shop with a bug: one key for two requests of one kind. */
  #reuseKey(nowMs: number): Call {
    const earlier = this.#pick(this.#known.calls);
    const other = this.#dice.pick([this.#checkout(nowMs, SHOP), this.#redeem(SHOP), this.#release(SHOP)]);
    const isSameKind = earlier?.operation.kind === other.operation.kind;
    if (earlier === undefined || !isSameKind) return other;
    const call = { ...other, idempotency: { ...other.idempotency, scope: earlier.idempotency.scope } };
    this.#known.calls.push(call);
    return call;
  }

  /** The same call again, long after it was answered. */
  #repeat(nowMs: number): Call {
    return this.#pick(this.#known.calls) ?? this.#checkout(nowMs, SHOP);
  }

  /** Another shop calls with what it cannot have. */
  #strange(nowMs: number): Call {
    const dice = this.#dice;
    return dice.pick([
      this.#checkout(nowMs, STRANGER),
      this.#redeem(STRANGER),
      this.#release(STRANGER),
      this.#order(STRANGER),
    ]);
  }

  /** Two ends for one hold at once: two orders, or an order and a cancellation. */
  #race(): readonly Call[] {
    const hold = this.#hold();
    return [this.#redeem(SHOP, hold), this.#dice.pick([this.#redeem(SHOP, hold), this.#release(SHOP, hold)])];
  }

  #hold(): KnownHold {
    return this.#pick(this.#known.holds) ?? { holdId: "hold_unknown", household: undefined };
  }

  /** Something known, more often than not something recent. */
  #pick<T>(known: readonly T[]): T | undefined {
    const from = this.#dice.chance(0.7) ? Math.max(0, known.length - 4) : 0;
    return known[this.#dice.between(from, Math.max(from, known.length - 1))];
  }
}
