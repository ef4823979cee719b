import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parseCommand, UsageError } from "../../src/cli/shared/command-line.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { ADDRESS_LANGUAGES } from "../../src/domain/identity/address/countries.ts";
import { foldText } from "../../src/domain/identity/fold-text.ts";

const TARGET = new URL("../../src/domain/identity/address/words.data.ts", import.meta.url);

const HELP = `Picks the address abbreviations that the household keys fold out of libpostal's dictionaries.

Usage: npm run lab -- address-words DIRECTORY [--verbose]
Example: npm run lab -- address-words libpostal/resources/dictionaries

DIRECTORY holds one directory for each language. Rewrites ${TARGET.pathname.split("/").slice(-4).join("/")}.
Exit codes: 0 written, 2 wrong usage, or the dictionaries cannot be read.
`;

/** libpostal's files, by what the word means to a household key. */
const FILES = {
  number: ["number"],
  house: ["house_numbers"],
  level: ["level_types_numbered", "level_types_standalone", "level_types_basement", "level_types_mezzanine"],
  unit: ["unit_types_numbered", "unit_types_standalone"],
  direction: ["directionals"],
  street: ["street_types"],
  suffix: ["concatenated_suffixes_separable"],
} as const;

const LETTERS = /^[\p{L}\p{M}]+$/u;

/** One group for each line: the full word first, then its abbreviations, as far as they are single words. */
function groups(directory: string, files: readonly string[], lengthMin: number): string[] {
  const lines = files
    .map((file) => join(directory, `${file}.txt`))
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, "utf8").split("\n"));
  return lines.flatMap((line) => {
    const words = line.split("|").map((word) => foldText(word).text.replaceAll(".", "").trim());
    const [full = "", ...variants] = words;
    const kept = variants.filter((word) => LETTERS.test(word) && [...word].length >= lengthMin && word !== full);
    return LETTERS.test(full) && full.length > 1 ? [[...new Set([full, ...kept])].join("|")] : [];
  });
}

function language(directory: string): string {
  const parts = Object.entries(FILES).flatMap(([kind, files]) => {
    const found = groups(directory, files, kind === "direction" || kind === "house" ? 1 : 2);
    return found.length === 0 ? [] : [`${kind}:${[...new Set(found)].join(",")}`];
  });
  return parts.join(";");
}

function run(args: string[]): number {
  const [root, ...more] = parseCommand(args, {}).positionals;
  if (root === undefined || more.length > 0) throw new UsageError("Name one directory of dictionaries.");
  const languages = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => [entry.name, language(join(root, entry.name))] as const)
    .filter(([name, words]) => ADDRESS_LANGUAGES.has(name) && words !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = languages.map(([name, words]) => `  ${name}:\n    ${JSON.stringify(words)},`).join("\n");
  const source = `/**
 * Address words by language (ISO 639): \`kind:full|short|short,full|short;kind:...\`. Written by \`models/lab/address-words.ts\`
 * from the dictionaries of libpostal (MIT, Copyright 2015 OpenVenues).
 */
export const ADDRESS_WORDS: { readonly [language: string]: string } = {
${rows}
};
`;
  writeFileSync(TARGET, source);
  process.stdout.write(`${languages.length} languages, ${gzipSync(source).length} bytes compressed\n`);
  return 0;
}

export const addressWords: Program = { help: HELP, run };
