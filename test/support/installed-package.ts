import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const COMPILER = resolve("node_modules/typescript/bin/tsc");
const run = promisify(execFile);

/** Ways in which a shop's compiler may look a package up. */
export const RESOLUTIONS = [
  { moduleResolution: "bundler", module: "preserve" },
  { moduleResolution: "nodenext", module: "nodenext" },
] as const;

export type InstalledPackage = {
  /** Where the shop is that has installed the package. */
  readonly shop: string;
  readonly files: readonly string[];
  readonly manifest: object;
  /** What the compiler says of a module of the shop, in its own words; nothing where it is content. */
  readonly compile: (source: string, options: object) => Promise<string>;
  readonly remove: () => Promise<void>;
};

/**
 * Packs what a command built as npm would publish it, and installs that in an empty folder. Nothing is asked of a registry.
 * @param part `sdk`, as in `npm run build:client -- sdk`, or `client`
 * @param name of the package
 */
export async function installedPackage(part: "sdk" | "client", name: string): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-package-"));
  const [built, shop] = [join(folder, "built"), join(folder, "shop")];
  await run(process.execPath, ["src/cli/build-client.ts", ...(part === "sdk" ? ["sdk"] : []), "--out", built]);
  const { stdout } = await run("npm", ["pack", built, "--json", "--pack-destination", folder]);
  const [packed] = JSON.parse(stdout);
  await mkdir(shop);
  await writeFile(join(shop, "package.json"), JSON.stringify({ name: "shop", private: true, type: "module" }));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, packed.filename)], { cwd: shop });
  const installed = join(shop, "node_modules", name);
  return {
    shop,
    files: await readdir(installed, { recursive: true }),
    manifest: JSON.parse(await readFile(join(installed, "package.json"), "utf8")),
    async compile(source, options) {
      await writeFile(join(shop, "module.ts"), source);
      const compilerOptions = { strict: true, noEmit: true, lib: ["ES2023", "DOM"], types: [], ...options };
      await writeFile(join(shop, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["module.ts"] }));
      try {
        await run(process.execPath, [COMPILER, "-p", shop]);
        return "";
      } catch (error) {
        if (error instanceof Error && "stdout" in error) return String(error.stdout);
        throw error;
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
