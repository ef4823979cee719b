import { showProgress } from "../../src/cli/shared/progress.ts";
import { whole } from "../../src/cli/shared/table.ts";
import { registrationAnswer } from "../../src/wire/registration.ts";
import { buyerCheckout } from "./shared/buyer.ts";
import { forEachAtOnce } from "./shared/for-each-at-once.ts";
import { readObjectRows } from "./shared/object-rows.ts";
import { startOwnService } from "./shared/own-service.ts";
import { registeringSale } from "./shared/registering-sale.ts";
import { rigProgram } from "./shared/rig-program.ts";
import { type ShopClient, shopClient } from "./shared/shop-client.ts";

type Burst = {
  readonly registrations: number;
  readonly repeats: number;
  readonly connections: number;
  readonly shards: number;
};

type Seen = {
  /** Ids that were answered, by buyer. */
  readonly answered: ReadonlyMap<number, string>;
  readonly refused: number;
  readonly seconds: number;
  /** Texts that the repeats of one registration were answered with. */
  readonly repeated: ReadonlySet<string>;
};

const SALE_ID = "burst";
/** A call that had no room is made again, as a shop does. */
const TRIES_MAX = 20;

export const registrations = rigProgram({
  name: "registrations",
  about: `
Registers buyers for a draw as fast as a service of its own takes them, repeats one registration thousands of times under other keys,
and then reads the rows of the registers: none lost, none doubled, and one receipt for one account.`,
  numbers: {
    registrations: ["buyers, each with one registration", 50_000],
    repeats: ["of one registration", 10_000],
    connections: ["calls at a time", 64],
    shards: ["registers of the sale", 16],
  },
  runsBundle: true,
  example: "--registrations 2000 --repeats 500",
  exits: "0 every promise was kept, 1 one was broken",
  run: ({ number }) =>
    runBurst({
      registrations: number("registrations"),
      repeats: number("repeats"),
      connections: number("connections"),
      shards: number("shards"),
    }),
  report: ({ burst, perSecond, rows, shards, refused }) =>
    `${whole(rows)} rows in ${whole(shards)} registers after ${whole(burst.registrations)} registrations, ${whole(perSecond)} a second; ` +
    `${whole(refused)} calls had no room at first; ${whole(burst.repeats)} repeats of one.\n`,
  broken: ({ broken }) => broken,
});

/** A burst of registrations on a service of its own, and what its registers hold then. */
export async function runBurst(burst: Burst) {
  const service = await startOwnService({ build: "if-missing" });
  try {
    const shop = shopClient(service, burst.connections);
    const seen = await register(shop, burst);
    shop.close();
    await service.stop();
    const rows = readRows(service.stateFolder);
    return {
      burst,
      perSecond: Math.round(burst.registrations / seen.seconds),
      rows: rows.length,
      shards: new Set(rows.map(({ id }) => id.split("_").at(-2))).size,
      refused: seen.refused,
      broken: brokenPromises(burst, seen, rows),
    };
  } finally {
    await service.stop();
    await service.remove();
  }
}

async function register(shop: ShopClient, burst: Burst): Promise<Seen> {
  await shop.putSale(SALE_ID, registeringSale(burst.shards));
  const answered = new Map<number, string>();
  const progress = showProgress("registrations", burst.registrations + burst.repeats);
  let refused = 0;
  const startMs = performance.now();
  await forEachAtOnce(numbersTo(burst.registrations), burst.connections, async (buyer) => {
    for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
      const { status, text } = await shop.register(SALE_ID, JSON.stringify(buyerCheckout(buyer)));
      if (status === 200) {
        answered.set(buyer, registrationAnswer.parse(JSON.parse(text)).registrationId);
        break;
      }
      refused += 1;
    }
    progress.step();
  });
  const seconds = (performance.now() - startMs) / 1000;
  const repeated = new Set<string>();
  await forEachAtOnce(numbersTo(burst.repeats), burst.connections, async () => {
    const { status, text } = await shop.register(SALE_ID, JSON.stringify(buyerCheckout(0)));
    repeated.add(`${status} ${text}`);
    progress.step();
  });
  progress.end();
  return { answered, refused, seconds, repeated };
}

function brokenPromises(burst: Burst, seen: Seen, rows: readonly Row[]): string[] {
  const ids = new Set(rows.map(({ id }) => id));
  const accounts = new Set(rows.map(({ account }) => account));
  const lost = [...seen.answered.values()].filter((id) => !ids.has(id)).length;
  const promises: readonly (readonly [number, string])[] = [
    [burst.registrations - seen.answered.size, "a registration was never answered"],
    [lost, "a registration was answered and is in no register"],
    [rows.length - burst.registrations, "there are more rows than buyers"],
    [rows.length - accounts.size, "an account has two registrations"],
    [seen.repeated.size - (burst.repeats === 0 ? 0 : 1), "repeats were answered in another way"],
  ];
  return promises.filter(([times]) => times > 0).map(([times, promise]) => `${times} times: ${promise}`);
}

type Row = { readonly id: string; readonly account: string };

function readRows(stateFolder: string): Row[] {
  const query = "SELECT registration_id AS id, account FROM registration";
  const rows = readObjectRows(stateFolder, { table: "registration", query });
  return rows.map(({ id, account }) => ({ id: String(id), account: String(account) }));
}

function* numbersTo(count: number): Generator<number> {
  for (let number = 0; number < count; number += 1) yield number;
}
