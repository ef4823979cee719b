import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { table, whole } from "../../../src/cli/shared/table.ts";
import { localSettings } from "../../../src/dev/local-settings.ts";
import { STORED_BYTES_FILLING } from "../../../src/domain/limits.ts";
import { validSignals } from "../../domain/signals/client/valid-signals.ts";
import { startBareService } from "../shared/bare-worker.ts";
import { buyerCheckout } from "../shared/buyer.ts";
import { SALE_ID } from "../shared/call.ts";
import { createSale } from "../shared/create-sale.ts";
import { forEachAtOnce } from "../shared/for-each-at-once.ts";
import { httpClient } from "../shared/http-client.ts";
import { pause } from "../shared/pause.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { readSaleRows } from "../shared/sale-rows.ts";
import { shopClient } from "../shared/shop-client.ts";
import { type BilledRows, countedBundle, readBilledRows } from "./rows/counted-bundle.ts";

const AT_ONCE = 32;
const AUDITED_EACH_MS = 500;
/** Alarms of a sale that has something left to do are closer together. */
const QUIET_MS = 6000;
/** A sale as large as any that is planned for. */
const WHOLE_ACCOUNTS = 200_000;
const DATABASE_BYTES_MAX = 10_000_000_000;
/** Of so many accounts one finds a unit, and is refused by limits from then on. */
const ACCOUNTS_PER_UNIT = 20;

export const benchRows = rigProgram({
  name: "bench rows",
  about: `
Fills one sale in a real workerd, over HTTP, with honest accounts that come with a visit and a browser's signals and try again and
again, mostly in vain; then reads how large its object's database and the archive are, and what that makes for
${whole(WHOLE_ACCOUNTS)} accounts. Also counts the rows that the runtime says it read and wrote, by which Cloudflare bills objects and D1,
up to where all is copied and folded. Bytes a row hardly depend on the number of accounts, so that a part of them tells of all.`,
  numbers: { accounts: ["accounts that try", 2_000], tries: ["tries of each", 8] },
  runsBundle: true,
  example: "--accounts 500",
  exits: "0 the whole sale fits, with room before anything is done about its size, 1 not",
  run: ({ number }) => measure(number("accounts"), number("tries")),
  report: ({ attempts, written, object, archive, wholeObject, wholeArchive, parts, billed }: Figures) =>
    table([
      [`${whole(attempts)} attempts, ${whole(written)} written`, "bytes", "a row"],
      ["object", whole(object), whole(object / written)],
      ...parts.map(({ name, bytes }) => [`  of that ${name}`, whole(bytes), whole(bytes / written)]),
      ["archive", whole(archive), whole(archive / written)],
      [`object of ${whole(WHOLE_ACCOUNTS)} accounts`, whole(wholeObject), `at most ${whole(STORED_BYTES_FILLING)}`],
      [`archive of ${whole(WHOLE_ACCOUNTS)} accounts`, whole(wholeArchive), `at most ${whole(DATABASE_BYTES_MAX)}`],
      ["billed", "in all", "an attempt"],
      ...billedRows(billed).map(([name, rows]) => [`  ${name}`, whole(rows), (rows / attempts).toFixed(2)]),
    ]),
  broken: ({ wholeObject, wholeArchive, attempts, written }: Figures) => [
    ...(wholeObject > STORED_BYTES_FILLING ? ["a whole sale fills its object"] : []),
    ...(wholeArchive > DATABASE_BYTES_MAX ? ["a whole sale fills the archive"] : []),
    ...(written < attempts ? ["attempts of honest accounts were counted alone"] : []),
  ],
});

type Figures = Awaited<ReturnType<typeof measure>>;

function billedRows({ object, alarms, database }: BilledRows): readonly (readonly [string, number])[] {
  return [
    ["rows written by objects", object.written],
    ["alarms set, a row written each", alarms],
    ["rows read by objects", object.read],
    ["rows written by D1", database.written],
    ["rows read by D1", database.read],
  ];
}

async function measure(accounts: number, tries: number) {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-rows-"));
  try {
    const settings = await localSettings(folder);
    const stateFolder = join(folder, "state");
    const service = await startBareService(settings, stateFolder, { modules: countedBundle() });
    let billed: BilledRows;
    try {
      billed = await fill({ baseUrl: service.baseUrl, shopKey: settings.shopKey }, { accounts, tries });
    } finally {
      await service.stop();
    }
    const attempts = accounts * tries;
    const [written] = readSaleRows(stateFolder, "SELECT COUNT(*) AS n FROM attempt");
    const object = readSaleRows(stateFolder, BYTES).reduce((sum, { bytes }) => sum + Number(bytes), 0);
    const parts = readSaleRows(stateFolder, PARTS).map(({ name, bytes }) => ({
      name: String(name),
      bytes: Number(bytes),
    }));
    const archive = archiveBytes(stateFolder);
    const wholeOf = (bytes: number) => (bytes / accounts) * WHOLE_ACCOUNTS;
    return {
      attempts,
      written: Number(written?.n),
      object,
      parts,
      billed,
      archive,
      wholeObject: wholeOf(object),
      wholeArchive: wholeOf(archive),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const BYTES = "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size";
const PARTS = `SELECT 'records' AS name, SUM(LENGTH(record)) AS bytes FROM attempt
  UNION ALL SELECT 'replies', SUM(LENGTH(body)) FROM attempt
  UNION ALL SELECT 'texts of both', SUM(LENGTH(text)) FROM word`;

/** Every account tries once, then each a second time, and so on, as people do who wait for units to come back. */
async function fill(
  address: { readonly baseUrl: string; readonly shopKey: string },
  { accounts, tries }: { readonly accounts: number; readonly tries: number },
): Promise<BilledRows> {
  const shop = shopClient(address, AT_ONCE);
  const browsers = httpClient(address.baseUrl, AT_ONCE);
  try {
    const units = Math.ceil(accounts / ACCOUNTS_PER_UNIT);
    await createSale(shop, { units, clientSignals: "optional" });
    const visits = new Map<number, string>();
    for (let nth = 0; nth < tries; nth += 1) {
      await forEachAtOnce(
        Array.from({ length: accounts }, (_, n) => n),
        AT_ONCE,
        async (n) => {
          const visitToken = visits.get(n) ?? (await visitOf(browsers, n));
          const body = JSON.stringify({ ...buyerCheckout(n), visitToken, signals: validSignals() });
          const { status, text } = await shop.checkout(SALE_ID, body, randomUUID());
          if (status !== 200) throw new Error(`A checkout was answered ${status}: ${text}`);
          const answer: { retryVisitToken?: string } = JSON.parse(text);
          if (answer.retryVisitToken === undefined) visits.delete(n);
          else visits.set(n, answer.retryVisitToken);
        },
      );
    }
    const billed = await whenQuiet(address.baseUrl, accounts * tries);
    for (;;) {
      const { text } = await shop.read(`/v1/sales/${SALE_ID}/ledger/audit`);
      const audit: { differences?: readonly unknown[] } = JSON.parse(text);
      if (audit.differences?.length === 0) return billed;
      await pause(AUDITED_EACH_MS);
    }
  } finally {
    shop.close();
    browsers.close();
  }
}

/** What was billed once every decision is copied and nothing goes on any more. The audit reads every row, and comes after. */
async function whenQuiet(baseUrl: string, attempts: number): Promise<BilledRows> {
  for (let before: BilledRows | undefined; ; ) {
    const now = await readBilledRows(baseUrl);
    if (now.archived >= attempts && now.object.written === before?.object.written) return now;
    before = now;
    await pause(QUIET_MS);
  }
}

async function visitOf(browsers: ReturnType<typeof httpClient>, n: number): Promise<string> {
  const body = JSON.stringify({ deviceId: `dev_${n}` });
  const { status, text } = await browsers.send({
    method: "POST",
    path: `/v1/sales/${SALE_ID}/visits`,
    body,
    headers: { "Content-Type": "application/json" },
  });
  const answer: { visitToken?: string } = JSON.parse(text);
  if (answer.visitToken === undefined) throw new Error(`A visit was answered ${status}: ${text}`);
  return answer.visitToken;
}

function archiveBytes(stateFolder: string): number {
  for (const file of globSync(join(stateFolder, "d1/**/*.sqlite"))) {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const known = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'decision'").get();
      if (known !== undefined) return Number(database.prepare(BYTES).get()?.bytes);
    } finally {
      database.close();
    }
  }
  throw new Error(`No archive was found in ${stateFolder}.`);
}
