import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { PolicyFiles } from "../../domain/rules/read-policy.ts";

/** The YAML files of a policy folder, by their paths inside it. */
export function readPolicyFolder(folder: string): PolicyFiles {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: relative(folder, file).split(sep).join("/"), text: readFileSync(file, "utf8") }));
}
