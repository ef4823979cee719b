import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build, type Plugin } from "esbuild";
import { bundleResellerRules } from "./resellers/bundle.ts";
import { bundleCommand } from "./rules/bundle.ts";
import { RULES_FOLDER } from "./shared/rules-folder.ts";
import { SDK_PARTS } from "./shared/sdk-parts.ts";

const ASSETS = "dist/assets";
/** Files that a page loads have the names of their sources; what is not listed here does not exist. */
const ASSET_SOURCES = "src/assets";
const HEADERS = `/sdk/*
  Access-Control-Allow-Origin: *
  Cache-Control: public, max-age=300
/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Strict-Transport-Security: max-age=31536000
`;

/** Makes everything that the Worker's bundle and its assets are built from: run by wrangler before each bundle. */
async function main(): Promise<void> {
  await rm(ASSETS, { recursive: true, force: true });
  await mkdir(ASSETS, { recursive: true });
  process.exitCode = await bundleCommand.run(["--out", "dist/policy.json"]);
  if (process.exitCode !== 0) return;
  process.exitCode = await bundleResellerRules(RULES_FOLDER, "dist/resellers.json");
  if (process.exitCode !== 0) return;
  await writeFile("dist/build.json", JSON.stringify({ build: await buildName() }));
  const entryPoints = (await readdir(ASSET_SOURCES, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(ts|css)$/.test(entry.name))
    .map((entry) => `${ASSET_SOURCES}/${entry.name}`);
  const shared = { bundle: true, minify: true, format: "esm", target: "es2022", logLevel: "warning" } as const;
  await build({ ...shared, entryPoints, outdir: `${ASSETS}/assets`, plugins: [redocOfOurOwn] });
  const { index: v1, ...parts } = SDK_PARTS;
  await build({ ...shared, entryPoints: { v1, ...parts }, outdir: `${ASSETS}/sdk` });
  await writeFile(`${ASSETS}/openapi.json`, await openApiTemplate());
  // Tables that the Worker reads when a country is asked for.
  await cp(`${ASSET_SOURCES}/postal-codes`, `${ASSETS}/postal-codes`, { recursive: true });
  await writeFile(`${ASSETS}/_headers`, HEADERS);
}

/** The description of the API, made by the code that the Worker's routes are: it is bundled first, since Node reads no JSX. */
async function openApiTemplate(): Promise<string> {
  const outfile = resolve("dist/openapi-template.mjs");
  await build({
    entryPoints: ["src/http/openapi/template.ts"],
    outfile,
    bundle: true,
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  const made: { readonly OPENAPI_TEMPLATE: string } = await import(pathToFileURL(outfile).href);
  return made.OPENAPI_TEMPLATE;
}

/**
 * Redoc without what its page may not do here: it shows its maker's logo from another host, and writes colours of code samples
 * into style attributes.
 */
const redocOfOurOwn: Plugin = {
  name: "redoc-of-our-own",
  setup({ onLoad }) {
    onLoad({ filter: /redoc\.standalone\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8"))
        .replaceAll("https://cdn.redoc.ly/redoc/logo-mini", "data:,")
        .replaceAll(/ style="color: var\(\$\{i\}\)"/g, ""),
    }));
  },
};

/** What healthz calls this build: the version, and the commit where there is one to name. */
async function buildName(): Promise<string> {
  const { version } = JSON.parse(await readFile("package.json", "utf8"));
  try {
    const { stdout } = await promisify(execFile)("git", ["rev-parse", "--short", "HEAD"]);
    return `${version}+${stdout.trim()}`;
  } catch {
    return version;
  }
}

await main();
