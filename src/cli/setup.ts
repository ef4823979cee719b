import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { newShopKey } from "../dev/make-keys.ts";
import { type Account, accounts, listDatabases, listOthers } from "./setup/account.ts";
import { type Answers, type Ask, askFor, readAnswers } from "./setup/answers.ts";
import { carryOut, type Site, stepInWords, writeSecretFile } from "./setup/carry-out.ts";
import { newKeys } from "./setup/new-keys.ts";
import { type Plan, planSetup, questionsOf } from "./setup/plan.ts";
import { readWanted } from "./setup/wanted.ts";
import { parseOptions, UsageError } from "./shared/command-line.ts";
import { runProgram } from "./shared/run-program.ts";

const HELP = `Usage: npm run setup -- [options]

Prepares the first deployment on Cloudflare: asks what it cannot know, shows what it would do, asks, and does it with the wrangler of
this folder. It creates the database, the bucket and the queues that the settings name, writes ids and answers into the settings
without touching anything else there, applies the migrations, and makes the secrets. It deploys nothing: npm run doctor and
npx wrangler deploy follow. Run it again at any time: what exists is found and kept.

Secrets are never printed. They are kept in .firsthand, for you alone and not for git: move them to where you keep passwords.

  --config <file>    settings to read and to complete (wrangler.toml)
  --answers <file>   JSON with any of jurisdiction, address, shop { id, name, hostname }, access { teamDomain, audience, admin }
  --account <id>     the Cloudflare account, where wrangler may work in several
  --dry-run          shows the plan and changes nothing
  --yes              does not ask before it begins, nor for what the answers lack

  npm run setup -- keys --help   fresh keys, and how each is rotated

  npx wrangler login && npm run setup
  npm run setup -- --answers answers.json --dry-run

Exit codes: 0 done or nothing to do, 1 not signed in, not agreed or something contradicts, 2 wrong usage or wrangler failed.
`;

const SECRETS_FOLDER = ".firsthand";

type Options = { readonly config: string; readonly isDryRun: boolean; readonly isAgreed: boolean };

async function run(args: string[]): Promise<number> {
  const given = parseOptions(args, {
    config: { type: "string", default: "wrangler.toml" },
    answers: { type: "string" },
    account: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    yes: { type: "boolean", default: false },
  });
  const options = { config: given.config, isDryRun: given["dry-run"], isAgreed: given.yes };
  if (!process.stdin.isTTY && !options.isDryRun && !options.isAgreed) {
    throw new UsageError("There is no terminal to ask at: look at --dry-run, and call with --yes.");
  }
  const answers = given.answers === undefined ? {} : readAnswers(given.answers);
  const known = await accounts();
  if (known === undefined) return say("Nobody is signed in: npx wrangler login, and run this again.", 1);
  return await setUp(options, answers, accountOf(known, given.account ?? process.env.CLOUDFLARE_ACCOUNT_ID));
}

async function setUp(options: Options, given: Answers, account: Account): Promise<number> {
  const wanted = await readWanted(options.config);
  const databases = await listDatabases(account.id);
  const terminal = options.isDryRun || options.isAgreed ? undefined : openTerminal();
  try {
    const open = questionsOf(wanted, { databases }).filter((each) => given[each] === undefined);
    const answers = terminal === undefined ? given : { ...given, ...(await askFor(open, terminal.ask)) };
    const unanswered = open.filter((each) => answers[each] === undefined);
    const jurisdiction = answers.jurisdiction ?? wanted.jurisdiction;
    const listed = { databases, ...(await listOthers(wanted, { accountId: account.id, jurisdiction })) };
    const shopKey = answers.shop && wanted.unfinished.includes("shop") ? newShopKey() : undefined;
    const plan = planSetup({ wanted, listed }, answers, shopKey?.hash);
    if (!plan.ok) return say(plan.error.join("\n"), 1);
    process.stdout.write(planInWords(plan.value, account));
    if (unanswered.length > 0) say(`Left as it is, without an answer: ${unanswered.join(", ")}.`, 0);
    if (options.isDryRun) return say("Nothing was changed.", 0);
    const agreed = terminal === undefined || (await terminal.ask("Do all of it? Type yes: ")) === "yes";
    if (!agreed) return say("Nothing was changed.", 1);
    const site = { accountId: account.id, config: options.config, secretsFolder: SECRETS_FOLDER };
    await doAll(plan.value, site, answers.shop && shopKey && { id: answers.shop.id, key: shopKey.key });
    return say(afterwards(options.config), 0);
  } finally {
    terminal?.close();
  }
}

/** The key is on disk before anything names its hash: it could not be had again. */
async function doAll(
  { steps }: Plan,
  site: Site,
  shop: { readonly id: string; readonly key: string } | undefined,
): Promise<void> {
  if (shop !== undefined) {
    const file = join(site.secretsFolder, `${shop.id}.shop-key`);
    writeSecretFile(file, `${shop.key}\n`);
    say(`The key of ${shop.id} is in ${file}, for the backend of the shop.`, 0);
  }
  for (const [at, step] of steps.entries()) {
    await carryOut(step, site);
    say(`${at + 1} of ${steps.length}  done: ${stepInWords(step)}`, 0);
  }
}

function planInWords({ steps, kept }: Plan, { name }: Account): string {
  const has = kept.length === 0 ? "" : `Kept as it is: ${kept.join(", ")}.\n`;
  return `${has}To do in the account ${name}:\n${steps.map((step, at) => `  ${at + 1}. ${stepInWords(step)}\n`).join("")}`;
}

function afterwards(config: string): string {
  const option = config === "wrangler.toml" ? "" : ` --config ${config}`;
  return `Move what is in ${SECRETS_FOLDER} to where you keep passwords. Next:
  npm run doctor${option === "" ? "" : ` --${option}`}
  npx wrangler deploy${option}`;
}

/** @throws UsageError where wrangler may work in several and none was named, or in none of that id */
function accountOf(known: readonly Account[], id: string | undefined): Account {
  const [account, ...others] = id === undefined ? known : known.filter((each) => each.id === id);
  if (account !== undefined && others.length === 0) return account;
  const list = known.map((each) => `  ${each.id}  ${each.name}`).join("\n");
  throw new UsageError(`Name one account with --account:\n${list || "  wrangler may work in none"}`);
}

function openTerminal(): { readonly ask: Ask; readonly close: () => void } {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return { ask: async (question) => (await lines.question(question)).trim(), close: () => lines.close() };
}

function say(text: string, code: number): number {
  process.stdout.write(`${text}\n`);
  return code;
}

const [first, ...others] = process.argv.slice(2);
await (first === "keys" ? runProgram(newKeys, others) : runProgram({ help: HELP, run }));
