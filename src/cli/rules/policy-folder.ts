import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { PolicyFiles } from "../../domain/rules/read-policy.ts";

/** The YAML files of a policy in a folder, by their paths inside it. Other folders beside `packs` and `lists` are left alone. */
export function readPolicyFolder(folder: string): PolicyFiles {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ file, path: relative(folder, file).split(sep).join("/") }))
    .filter(({ path }) => path === "policy.yaml" || path.startsWith("packs/") || path.startsWith("lists/"))
    .map(({ file, path }) => ({ path, text: readFileSync(file, "utf8") }));
}
