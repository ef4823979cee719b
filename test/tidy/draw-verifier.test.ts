import { expect, it } from "vitest";
import { sourceFiles } from "./source-files.ts";

const files = new Map(sourceFiles("src").map((file) => [file.path, file]));

it("the verifier of draws needs its own folder and two packages of cryptography, and nothing else of the service", () => {
  const reached = new Set(["src/domain/draw/verify/verify-draw.ts"]);
  for (const path of reached) {
    for (const imported of files.get(path)?.imports ?? []) if (!imported.typesOnly) reached.add(imported.path);
  }
  const foreign = [...reached].filter((path) => !path.startsWith("src/domain/draw/") && !path.startsWith("@noble/"));
  expect(foreign.sort()).toEqual(["src/domain/result.ts", "src/domain/utf8.ts"]);
});
