import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Host, parseHost } from "../../resellers/domain/host/parse-host.ts";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import type { Program } from "../shared/run-program.ts";
import { table, whole } from "../shared/table.ts";
import { wholeNumber } from "../shared/whole-number.ts";
import { lineBlocks } from "./line-blocks.ts";
import { loadAssessor } from "./load-assessor.ts";
import { openList } from "./open-list.ts";
import { scanBlocks } from "./scan-pool.ts";

const HOSTS = 1_000_000;
const THREADS = 1;
const HELP = `Measures how fast lists are scanned: makes a list from a smaller one, packs it, and scans the packed file.

  npm run resellers:bench -- <file> [options]

<file>  host names to make the list from, one a line, plain or gzip

  --hosts <n>       size of the list that is made (${HOSTS})
  --threads <n>     worker threads (${THREADS})
  --rules <folder>  folder with resellers.yaml and brands/ (${RULES_FOLDER})
  --verbose         stack traces
  --help            this text

Each made host joins labels of two hosts of <file> under the suffix of a third; every hundredth carries a brand's name.
Exit codes: 0 measured, 2 wrong use, invalid settings, or a file that cannot be read or holds no host.

Example: npm run resellers:bench -- popular-hosts.txt.gz
`;

const OPTIONS = {
  hosts: { type: "string" },
  threads: { type: "string" },
  rules: { type: "string", default: RULES_FOLDER },
} as const;

const HOSTS_PER_CHUNK = 1_000;
const MEBIBYTE = 1_048_576;

export const benchProgram: Program = { help: HELP, run: bench };

async function bench(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("name one list of hosts");
  const count = wholeNumber("hosts", values.hosts, HOSTS);
  const threads = wholeNumber("threads", values.threads, THREADS);
  const files = { rules: values.rules, authorized: undefined };
  const assessor = loadAssessor(files);
  if (!assessor.ok) throw new Error(assessor.error.join("\n"));
  const names = assessor.value.brands.brands.flatMap((brand) => brand.names.map(({ text }) => text));
  const folder = await mkdtemp(join(tmpdir(), "resellers-bench-"));
  try {
    const parts = await readHosts(file);
    if (parts.length === 0) throw new Error(`${file} holds no host.`);
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
      table([
        ["hosts", whole(counts.lines)],
        ["flagged", whole(counts.flagged)],
        ["not a host", whole(counts.notHosts)],
        [`elapsed on ${threads} worker threads`, `${elapsedSeconds.toFixed(1)} s`],
        ["processor time of all threads, unpacking included", `${((user + system) / 1e6).toFixed(1)} s`],
        ["hosts per second", whole(counts.lines / elapsedSeconds)],
        ["output as NDJSON", `${(bytes / MEBIBYTE).toFixed(0)} MiB`],
        ["peak memory", `${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MiB`],
      ]),
    );
    return 0;
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
