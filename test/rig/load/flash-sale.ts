import { randomUUID } from "node:crypto";
import type * as z from "zod";
import { HOLD_TTL_SECONDS_MAX } from "../../../src/domain/limits.ts";
import type { checkoutAnswer, settleChallengeAnswer } from "../../../src/wire/checkout.ts";
import type { ledgerAnswer } from "../../../src/wire/sale.ts";
import { buyerCheckout } from "../shared/buyer.ts";
import { SALE_ID } from "../shared/call.ts";
import { createSale } from "../shared/create-sale.ts";
import { forEachAtOnce } from "../shared/for-each-at-once.ts";
import type { HttpAnswer } from "../shared/http-client.ts";
import { pause } from "../shared/pause.ts";
import type { ShopClient } from "../shared/shop-client.ts";

export type Load = { readonly units: number; readonly checkouts: number; readonly connections: number };
export type Ledger = z.infer<typeof ledgerAnswer>;

/** One checkout as its buyer saw it. Times are of one monotonic clock. */
export type Observed = {
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
  readonly answer: z.infer<typeof checkoutAnswer>;
};

/** Everything that was seen of a sale from outside. */
export type FlashSale = {
  readonly observed: readonly Observed[];
  readonly polls: readonly Ledger[];
  /** Buyers who were asked for a code while the sale was pressed, entered it, and so checked out twice. */
  readonly asked: number;
  /** Answers of the first and of the second redemption of each token. */
  readonly redeemed: readonly { readonly first: HttpAnswer; readonly second: HttpAnswer }[];
  readonly closing: Ledger;
  /** Calls that were told to come back, and calls that broke off or waited too long: all were repeated under the same key. */
  readonly repeats: { overloaded: number; broken: number };
  readonly checkoutsElapsedMs: number;
};

const POLL_EVERY_MS = 100;
const REPEATS_MAX = 100;
const BROKEN_PAUSE_MS = 100;
const REDEEMS_AT_ONCE = 64;

/**
 * Hammers one sale: every buyer checks out over kept connections, and enters the code that a pressed sale asks for; the ledger is polled meanwhile, and afterwards each token
 * is redeemed, and redeemed again for another order.
 * @throws Error where a call was answered as no call of a sound service is
 */
export async function runFlashSale(shop: ShopClient, load: Load, onAnswer: () => void): Promise<FlashSale> {
  // No unit returns while the sale is hammered: whoever is held after somebody else heard "sold out" is a lost promise.
  await createSale(shop, { units: load.units, holdTtlSeconds: HOLD_TTL_SECONDS_MAX });
  const repeats = { overloaded: 0, broken: 0 };
  const observed: Observed[] = [];
  const buyers = Array.from({ length: load.checkouts }, (_, n) => n);
  const startMs = performance.now();
  let over = false;
  let asked = 0;
  const hammer = async () => {
    await forEachAtOnce(buyers, load.connections, async (n) => {
      const first = await checkOut(shop, buyerCheckout(n), repeats);
      const challengeToken = await enterCode(shop, first.answer, repeats);
      if (challengeToken !== undefined) asked += 1;
      const isAsked = challengeToken !== undefined;
      observed.push(isAsked ? await checkOut(shop, { ...buyerCheckout(n), challengeToken }, repeats) : first);
      onAnswer();
    });
    return performance.now() - startMs;
  };
  const poll = async () => {
    const polls: Ledger[] = [];
    while (!over) {
      polls.push(await readLedger(shop, repeats));
      await pause(POLL_EVERY_MS);
    }
    return polls;
  };
  const hammered = hammer().finally(() => {
    over = true;
  });
  const [checkoutsElapsedMs, polls] = await Promise.all([hammered, poll()]);

  const tokens = observed.flatMap(({ answer }) => (answer.allowToken === undefined ? [] : [answer.allowToken]));
  const redeemed = await redeemTwice(shop, tokens, repeats);
  const closing = await readLedger(shop, repeats);
  return { observed, polls, asked, redeemed, closing, repeats, checkoutsElapsedMs };
}

async function checkOut(shop: ShopClient, order: object, repeats: FlashSale["repeats"]): Promise<Observed> {
  const sentAtMs = performance.now();
  const body = JSON.stringify(order);
  const answer = await untilAnswered(repeats, (key) => shop.checkout(SALE_ID, body, key));
  if (answer.status !== 200) throw new Error(`A checkout was answered ${answer.status}: ${answer.text}`);
  return { sentAtMs, answeredAtMs: performance.now(), answer: JSON.parse(answer.text) };
}

/** @returns the token of the challenge that the buyer met and settled; undefined where there was none */
async function enterCode(
  shop: ShopClient,
  { challenge }: Observed["answer"],
  repeats: FlashSale["repeats"],
): Promise<string | undefined> {
  if (challenge === undefined) return undefined;
  const settled = await untilAnswered(repeats, (key) => shop.enterCode(challenge.id, key));
  if (settled.status !== 200) throw new Error(`A code was answered ${settled.status}: ${settled.text}`);
  const { challengeToken }: z.infer<typeof settleChallengeAnswer> = JSON.parse(settled.text);
  return challengeToken;
}

/** Redeems each token, and then once more for another order. */
async function redeemTwice(shop: ShopClient, tokens: readonly string[], repeats: FlashSale["repeats"]) {
  const redeemed: { first: HttpAnswer; second: HttpAnswer }[] = [];
  await forEachAtOnce(tokens.entries(), REDEEMS_AT_ONCE, async ([n, token]) => {
    const first = await untilAnswered(repeats, (key) => shop.redeem(token, `ord_${n}`, key));
    const second = await untilAnswered(repeats, (key) => shop.redeem(token, `ord_${n}_again`, key));
    redeemed.push({ first, second });
  });
  return redeemed;
}

/** Repeats a call under its key until it is answered: 503 says when to come back, and a broken connection says nothing. */
async function untilAnswered(
  repeats: FlashSale["repeats"],
  call: (key: string) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const key = randomUUID();
  for (let tries = 0; ; tries += 1) {
    const answer = await call(key).catch((error: unknown) => {
      if (tries === REPEATS_MAX) throw error;
    });
    if (answer !== undefined && (answer.status !== 503 || tries === REPEATS_MAX)) return answer;
    if (answer === undefined) repeats.broken += 1;
    else repeats.overloaded += 1;
    await pause(answer === undefined ? BROKEN_PAUSE_MS : Number(answer.header("retry-after") ?? 1) * 1000);
  }
}

async function readLedger(shop: ShopClient, repeats: FlashSale["repeats"]): Promise<Ledger> {
  const { status, text } = await untilAnswered(repeats, () => shop.read(`/v1/sales/${SALE_ID}/ledger`));
  if (status !== 200) throw new Error(`The ledger was answered ${status}: ${text}`);
  return JSON.parse(text);
}
