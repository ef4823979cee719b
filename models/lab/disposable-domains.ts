import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import domains from "disposable-email-domains/index.json" with { type: "json" };
import parents from "disposable-email-domains/wildcard.json" with { type: "json" };
import { parseOptions } from "../../src/cli/shared/command-line.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { domainHash } from "../../src/domain/identity/domain-hash.ts";
import { packRibbon } from "./pack-ribbon.ts";

const TARGET = new URL("../../src/domain/identity/disposable-domains.data.ts", import.meta.url);

/** One false positive in a thousand. Each bit more costs 15 KB of the compressed bundle, and halves it. */
const FINGERPRINT_BITS = 10;

const HELP = `Packs the list of disposable e-mail domains into the set that the Worker carries.

Usage: npm run lab -- disposable-domains [--verbose]

Reads the installed package disposable-email-domains and rewrites ${TARGET.pathname.split("/").slice(-4).join("/")}.
Exit codes: 0 written, 2 wrong usage, or the file cannot be written.
`;

/** Hosts under a listed parent are covered by it and need no entry of their own. */
function isCovered(domain: string, listedParents: ReadonlySet<string>): boolean {
  const labels = domain.split(".");
  return labels.some((_, index) => listedParents.has(labels.slice(index).join(".")));
}

function run(args: string[]): number {
  parseOptions(args, {});
  const listedParents = new Set(parents);
  const alone = domains.filter((domain) => !isCovered(domain, listedParents));
  const { bits, cells, seed, base64 } = packRibbon(alone.map(domainHash), FINGERPRINT_BITS);
  const source = `import type { RibbonSet } from "./ribbon-set.ts";

/** Written by \`models/lab/disposable-domains.ts\` from disposable-email-domains (MIT). */
export const DISPOSABLE_DOMAINS: RibbonSet = {
  bits: ${bits},
  cells: ${cells},
  seed: ${seed},
  base64:
    "${base64}",
};

/** Domains whose every sub-domain is disposable too, separated by spaces. */
export const DISPOSABLE_PARENTS =
  "${[...listedParents].join(" ")}";
`;
  writeFileSync(TARGET, source);
  process.stdout.write(
    `${alone.length} domains and ${listedParents.size} parents, ${gzipSync(source).length} bytes compressed\n`,
  );
  return 0;
}

export const disposableDomains: Program = { help: HELP, run };
