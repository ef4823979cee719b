import { describe, expect, it } from "vitest";
import { sourceFiles } from "./source-files.ts";

/**
 * Which part of `src` may import which, beside itself. The same table stands in CONTRIBUTING.md with its reasons. `config`,
 * `bindings` and `worker` are single files; each folder of `resellers` is a part.
 */
const MAY_IMPORT: { readonly [part: string]: readonly string[] } = {
  domain: [],
  wire: ["domain"],
  config: ["domain"],
  platform: ["domain", "wire", "config"],
  objects: ["domain", "wire", "config", "platform"],
  bindings: ["objects"],
  app: ["domain", "wire", "config", "platform", "objects", "bindings"],
  console: ["domain", "wire"],
  http: ["domain", "wire", "config", "platform", "objects", "bindings", "console", "app"],
  assets: ["domain", "console"],
  sdk: ["domain"],
  client: ["wire"],
  worker: ["http", "app", "objects", "platform", "bindings"],
  dev: ["domain", "config", "console", "assets", "sdk", "client"],
  cli: [
    ...["domain", "wire", "config", "platform", "app", "sdk", "dev"],
    ...["resellers/domain", "resellers/wire", "resellers/store", "resellers/app"],
  ],
  "resellers/domain": ["domain"],
  "resellers/wire": ["domain", "wire", "resellers/domain"],
  "resellers/store": ["domain", "wire", "config", "platform", "resellers/domain", "resellers/wire"],
  "resellers/app": [
    "domain",
    "wire",
    "config",
    "platform",
    "app",
    "resellers/domain",
    "resellers/wire",
    "resellers/store",
  ],
  "resellers/console": ["domain", "wire", "console", "resellers/domain", "resellers/wire"],
  "resellers/http": [
    ...["domain", "wire", "config", "platform", "app", "console", "http"],
    ...["resellers/domain", "resellers/wire", "resellers/store", "resellers/app", "resellers/console"],
  ],
};
/** Where the sale meets resellers: the files of `resellers` that the rest of the Worker may import, and none besides. */
const DOORS: { readonly [path: string]: readonly string[] } = {
  "src/resellers/http/routes.ts": ["http"],
  "src/resellers/http/official.ts": ["http"],
  "src/resellers/http/partner-page.ts": ["http"],
  // Who registers by text message is told the nearest store.
  "src/resellers/http/nearest-store.ts": ["http"],
  // A visit names the partner by whose link a browser came, and a key the partner that calls.
  "src/resellers/domain/authorized/partner.ts": ["app", "http"],
  // One description of the whole API.
  "src/resellers/wire/meanings.ts": ["http"],
  "src/resellers/http/console/pages.ts": ["http"],
  // Each minute reports that wait are filed.
  "src/resellers/app/open-waiting.ts": ["app"],
  // Purchases of a case, shown with a checkout and with a cluster.
  "src/resellers/store/purchases.ts": ["http"],
  "src/resellers/wire/case-link.ts": ["console"],
  "src/resellers/console/components/linked-cases.tsx": ["console"],
  // Reviews of checkouts are entries of the same history as cases.
  "src/resellers/store/case-history.ts": ["platform"],
  "src/resellers/domain/case/case-entry.ts": ["platform"],
  "src/resellers/domain/case/apply-command.ts": ["app"],
  "src/resellers/wire/case.ts": ["app"],
  // Pools of a sale are of partners of the registry, and come in files like theirs.
  "src/resellers/store/partner-registry.ts": ["app"],
  "src/resellers/domain/csv/csv.ts": ["app"],
  "src/resellers/domain/csv/decode-file.ts": ["http"],
  // A cancellation for fraud cites a case.
  "src/resellers/store/case-store.ts": ["app"],
  // A person who is erased is erased from reports as well.
  "src/resellers/store/case-contacts.ts": ["platform"],
};
/** Packages that pure code may use: they read no clock, no network and no runtime. */
const PURE_PACKAGES = [
  "zod",
  "@marcbachmann/cel-js",
  "yaml",
  "tldts",
  "libphonenumber-js",
  "@noble/curves",
  "@noble/hashes",
  "ulid",
];

const files = sourceFiles("src");

function partOf(path: string): string {
  const [, part = "", folder = ""] = path.replace(/\.tsx?$/, "").split("/");
  return part === "resellers" ? `${part}/${folder}` : part;
}

describe("imports in src", () => {
  it("point one way", () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter((imported) => imported.path.startsWith("src/") && partOf(imported.path) !== partOf(path))
        .filter((imported) => !MAY_IMPORT[partOf(path)]?.includes(partOf(imported.path)))
        .filter((imported) => !DOORS[imported.path]?.includes(partOf(path)))
        .map((imported) => `${path} imports ${imported.path}`),
    );
    expect(wrong).toEqual([]);
  });

  it("never lead to the rig or the laboratory, which may import everything", () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter((imported) => /^(test|models\/lab)\//.test(imported.path))
        .map((imported) => `${path} imports ${imported.path}`),
    );
    expect(wrong).toEqual([]);
  });

  it("give the SDK types only, and of libraries the one that an optional part is made of, since it runs in other people's pages", () => {
    const values = files
      .filter(({ path }) => path.startsWith("src/sdk/"))
      .flatMap(({ path, imports }) => imports.map(({ path: imported, typesOnly }) => ({ path, imported, typesOnly })))
      .filter(({ imported, typesOnly }) => !typesOnly && !imported.startsWith("src/sdk/"));
    expect(values).toEqual([{ path: "src/sdk/botd.ts", imported: "@fingerprintjs/botd", typesOnly: false }]);
  });

  it("give the client of shop backends types only, and of libraries those that its bundle carries", () => {
    const values = files
      .filter(({ path }) => path.startsWith("src/client/"))
      .flatMap(({ imports }) => imports.filter(({ typesOnly }) => !typesOnly).map(({ path }) => path))
      .filter((imported) => !imported.startsWith("src/client/"));
    expect(values).toEqual(["jose", "standardwebhooks"]);
  });

  it("form no cycle, of types neither, in tests and in the laboratory neither", () => {
    const all = ["src", "test", "models/lab"].flatMap(sourceFiles);
    const graph = new Map(all.map(({ path, imports }) => [path, imports.map((each) => each.path)]));
    expect(findCycle(graph)).toBeUndefined();
  });

  it("point down in the domain: no folder of it reaches back to one that stands on it, not even for a type", () => {
    const graph = new Map<string, string[]>();
    for (const { path, imports } of files) {
      const folder = folderOf(path);
      if (folder === undefined) continue;
      const below = imports.map((imported) => folderOf(imported.path)).filter((each) => each !== undefined);
      graph.set(folder, [...(graph.get(folder) ?? []), ...below.filter((each) => each !== folder)]);
    }
    expect(findCycle(graph)).toBeUndefined();
    for (const folder of ["decision", "signals", "rules"]) expect(graph.get(folder)).not.toContain("sale");
  });

  it("keep the web framework out of use cases, which commands and tests call too", () => {
    const wrong = files
      .filter(({ path }) => /^src\/(resellers\/)?app\//.test(path))
      .filter(({ imports }) => imports.some(({ path }) => path === "hono" || path.startsWith("hono/")))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it("bring only pure packages into the domain", () => {
    const foreign = files
      .filter(({ path }) => /^src\/(resellers\/)?domain\//.test(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter((imported) => !imported.path.startsWith("src/"))
          .filter(({ path: name }) => !PURE_PACKAGES.some((pure) => name === pure || name.startsWith(`${pure}/`)))
          .map((imported) => `${path} imports ${imported.path}`),
      );
    expect(foreign).toEqual([]);
  });

  it("keep Node's modules to the command line and the development composition", () => {
    const wrong = files
      .filter(({ path }) => !/^src\/(cli|dev)\//.test(path) || path.startsWith("src/dev/worker/"))
      .filter(({ imports }) => imports.some((imported) => imported.path.startsWith("node:")))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});

/** A folder of one of the two domains, whose single files are the ground. */
function folderOf(path: string): string | undefined {
  const [, slice = "", folder] = /^src\/(resellers\/)?domain\/([^/]+)\//.exec(path) ?? [];
  return folder === undefined ? undefined : slice + folder;
}

function findCycle(graph: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): string | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(" -> ");
    if (done.has(path)) return undefined;
    for (const next of graph.get(path) ?? []) {
      const cycle = walk(next, [...trail, path]);
      if (cycle !== undefined) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of graph.keys()) {
    const cycle = walk(path, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
