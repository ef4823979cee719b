import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { lineBlocks } from "../../../src/cli/resellers/line-blocks.ts";
import { loadAssessor } from "../../../src/cli/resellers/load-assessor.ts";
import { openList } from "../../../src/cli/resellers/open-list.ts";
import { scanBlocks } from "../../../src/cli/resellers/scan-pool.ts";
import { RULES_FOLDER } from "../../../src/cli/shared/rules-folder.ts";
import { table, whole } from "../../../src/cli/shared/table.ts";
import { type Host, parseHost } from "../../../src/resellers/domain/host/parse-host.ts";
import { rigProgram } from "../shared/rig-program.ts";

const HOSTS_PER_CHUNK = 1_000;
const MEBIBYTE = 1_048_576;

export const benchResellers = rigProgram({
  name: "bench resellers",
  about: `
Measures how fast lists are scanned: makes a list from a smaller one, packs it, and scans the packed file. <file> has the host
names to make the list from, one a line, plain or gzip. Each made host joins labels of two hosts of it under the suffix of a
third; every hundredth carries a brand's name.`,
  operand: "<file>",
  numbers: { hosts: ["size of the list that is made", 1_000_000], threads: ["worker threads", 1] },
  texts: { rules: ["<folder>", "folder with resellers.yaml and brands/", RULES_FOLDER] },
  example: "popular-hosts.txt.gz",
  exits: "0 measured",
  run: ({ number, text, operand = "" }) =>
    measure(operand, { count: number("hosts"), threads: number("threads"), rules: text("rules") ?? RULES_FOLDER }),
  report: ({ threads, counts, elapsedSeconds, processorSeconds, outputBytes, memoryKilobytes }: Figures) =>
    table([
      ["hosts", whole(counts.lines)],
      ["flagged", whole(counts.flagged)],
      ["not a host", whole(counts.notHosts)],
      [`elapsed on ${threads} worker threads`, `${elapsedSeconds.toFixed(1)} s`],
      ["processor time of all threads, unpacking included", `${processorSeconds.toFixed(1)} s`],
      ["hosts per second", whole(counts.lines / elapsedSeconds)],
      ["output as NDJSON", `${(outputBytes / MEBIBYTE).toFixed(0)} MiB`],
      ["peak memory", `${(memoryKilobytes / 1_024).toFixed(0)} MiB`],
    ]),
  broken: () => [],
});

type Plan = { readonly count: number; readonly threads: number; readonly rules: string };
type Figures = Awaited<ReturnType<typeof measure>>;

async function measure(file: string, { count, threads, rules }: Plan) {
  const files = { rules, authorized: undefined };
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
    let outputBytes = 0;
    const counts = await scanBlocks({
      setup: { files, mode: "all-json", nowMs: Date.now() },
      threads,
      blocks: lineBlocks(await openList(list)),
      write: async (text) => {
        outputBytes += Buffer.byteLength(text);
      },
      progress: () => undefined,
    });
    const { user, system } = process.cpuUsage(cpu);
    return {
      threads,
      counts,
      elapsedSeconds: (performance.now() - startMs) / 1_000,
      processorSeconds: (user + system) / 1e6,
      outputBytes,
      memoryKilobytes: process.resourceUsage().maxRSS,
    };
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
