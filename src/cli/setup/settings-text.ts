/** One value of `wrangler.toml`, in the first table of that name; undefined is before every table. */
export type SettingChange = {
  readonly table: "vars" | "d1_databases" | "r2_buckets" | undefined;
  readonly key: string;
  readonly value: string | boolean | readonly { readonly pattern: string; readonly custom_domain: boolean }[];
};

const HEADER = /^\s*\[/;

/**
 * Puts values into the text of a TOML file and leaves every other character as it is, comments included.
 * @throws Error naming the setting, where the table is not there or the present value goes over several lines
 */
export function changeSettings(text: string, changes: readonly SettingChange[]): string {
  return changes.reduce(changeSetting, text);
}

function changeSetting(text: string, { table, key, value }: SettingChange): string {
  const lines = text.split("\n");
  const header = table === undefined ? -1 : lines.findIndex((line) => tableOf(line) === table);
  if (table !== undefined && header < 0)
    throw new Error(`There is no table ${table} to put ${key} into; add it by hand.`);
  const next = lines.findIndex((line, at) => at > header && HEADER.test(line));
  const end = next < 0 ? lines.length : next;
  const at = lines.findIndex((line, index) => index > header && index < end && keyOf(line) === key);
  const line = `${key} = ${tomlOf(value)}`;
  if (at >= 0) {
    if (!isWhole(lines[at] ?? ""))
      throw new Error(`${key} goes over several lines; set it to ${tomlOf(value)} by hand.`);
    return lines.with(at, line).join("\n");
  }
  return lines.toSpliced(lastValue(lines, header, end) + 1, 0, line).join("\n");
}

/** Where a new line belongs: behind the last value of the table, before what is blank or tells of the next one. */
function lastValue(lines: readonly string[], header: number, end: number): number {
  return Math.max(
    header,
    lines.slice(0, end).findLastIndex((line, at) => at > header && keyOf(line) !== undefined),
  );
}

function tableOf(line: string): string | undefined {
  return /^\s*\[{1,2}\s*([\w.]+)\s*\]{1,2}/.exec(line)?.[1];
}

function keyOf(line: string): string | undefined {
  return /^\s*([\w-]+)\s*=/.exec(line)?.[1];
}

/** Whether the value that begins on a line ends on it, by its marks. */
function isWhole(line: string): boolean {
  const value = line.slice(line.indexOf("=") + 1).trim();
  if (/^("""|''')/.test(value)) return false;
  return !value.startsWith("[") || value.includes("]");
}

/** JSON holds quotation marks, which a literal string of TOML takes as they are. */
function tomlOf(value: SettingChange["value"]): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string")
    return /^[^'\\\p{Cc}]*$/u.test(value) && value.includes('"') ? `'${value}'` : JSON.stringify(value);
  const entries = value.map(
    ({ pattern, custom_domain }) => `{ pattern = ${JSON.stringify(pattern)}, custom_domain = ${custom_domain} }`,
  );
  return `[${entries.join(", ")}]`;
}
