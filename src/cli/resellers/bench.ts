import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Host, parseHost } from "../../domain/reseller/host/parse-host.ts";
import { parseCommand, UsageError } from "../rules/command.ts";
import type { Program } from "../shared/run-program.ts";
import { lineBlocks } from "./line-blocks.ts";
import { loadAssessor } from "./load-assessor.ts";
import { openList } from "./open-list.ts";
import { scanBlocks } from "./scan-pool.ts";

const HELP = `Measures how fast lists are scanned: makes a list from a smaller one, packs it, and scans the packed file.

  npm run resellers:bench -- <file> [options]

<file>  host names to make the list from, one a line, plain or gzip

  --hosts <n>       size of the list that is made (1000000)
  --threads <n>     worker threads (1)
  --rules <folder>  folder with resellers.yaml and brands/ (rules)
  --help            this text

Each made host joins labels of two hosts of <file> under the suffix of a third; every hundredth carries a brand's name.
Exit codes: 0 measured, 1 the file could not be read, 2 wrong use or invalid settings.

Example: npm run resellers:bench -- popular-hosts.txt.gz
`;

const OPTIONS = {
  hosts: { type: "string", default: "1000000" },
  threads: { type: "string", default: "1" },
  rules: { type: "string", default: "rules" },
} as const;

const HOSTS_PER_CHUNK = 1_000;
const MEBIBYTE = 1_048_576;

export const benchProgram: Program = { help: HELP, run: bench };

async function bench(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const [file, ...more] = positionals;
  const [count, threads] = [Number(values.hosts), Number(values.threads)];
  if (file === undefined || more.length > 0) throw new UsageError("name one list of hosts");
  if (![count, threads].every((value) => Number.isInteger(value) && value > 0))
    throw new UsageError("--hosts and --threads take whole numbers");
  const files = { rules: values.rules, authorised: undefined };
  const assessor = loadAssessor(files);
  if (!assessor.ok) throw new Error(assessor.error.join("\n"));
  const names = assessor.value.brands.brands.flatMap((brand) => brand.names.map(({ text }) => text));
  const folder = await mkdtemp(join(tmpdir(), "resellers-bench-"));
  try {
    const parts = await readHosts(file);
    if (parts.length === 0) throw new UsageError(`${file} holds no host`);
    const list = join(folder, "hosts.txt.gz");
    await pipeline(Readable.from(madeHosts({ parts, names, count })), createGzip(), createWriteStream(list));
    const startMs = performance.now();
    const cpu = process.cpuUsage();
    let bytes = 0;
    const counts = await scanBlocks({
      setup: { files, mode: "all-json", nowMs: Date.now() },
      threads,
      blocks: lineBlocks(await openList(list)),
      write: async (text) => {
        bytes += Buffer.byteLength(text);
      },
      progress: () => undefined,
    });
    const elapsedSeconds = (performance.now() - startMs) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    process.stdout.write(
      [
        `hosts           ${counts.lines.toLocaleString("en")} (${counts.flagged.toLocaleString("en")} flagged, ${counts.notHosts.toLocaleString("en")} not a host)`,
        `elapsed         ${elapsedSeconds.toFixed(1)} s on ${threads} worker threads`,
        `processor time  ${((user + system) / 1e6).toFixed(1)} s, all threads, unpacking included`,
        `rate            ${Math.round(counts.lines / elapsedSeconds).toLocaleString("en")} hosts/s`,
        `output          ${(bytes / MEBIBYTE).toFixed(0)} MiB of NDJSON`,
        `peak memory     ${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MiB`,
        "",
      ].join("\n"),
    );
    return 0;
  } catch (error) {
    process.stderr.write(`cannot measure: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readHosts(file: string): Promise<readonly Host[]> {
  const lines = (await buffer(await openList(file))).toString("utf8").split("\n");
  return lines.flatMap((line) => {
    const host = parseHost(line);
    return host.ok ? [host.value] : [];
  });
}

type Recipe = { readonly parts: readonly Host[]; readonly names: readonly string[]; readonly count: number };

/** The same list each time: the three hosts of a line are picked by strides that share no factor with most lists. */
function* madeHosts({ parts, names, count }: Recipe): Generator<string> {
  const pick = (at: number, stride: number) => parts[(at * stride) % parts.length];
  let chunk = "";
  for (let at = 0; at < count; at += 1) {
    const second = at % 100 === 0 ? names[at % names.length] : pick(at, 7_919)?.labels.at(-1);
    chunk += `${pick(at, 1)?.labels.at(-1)}-${second}.${pick(at, 104_729)?.suffix.join(".")}\n`;
    if ((at + 1) % HOSTS_PER_CHUNK !== 0) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
