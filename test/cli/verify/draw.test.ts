import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BEACON, publishedDraw, SALE_ID } from "../../domain/draw/published-draw.ts";

const ROOT = new URL("../../..", import.meta.url).pathname;
const draw = publishedDraw(
  Array.from({ length: 12 }, (_, at) => ({
    weight: 1,
    status: at % 3 === 0 ? ("shared" as const) : ("eligible" as const),
  })),
  { after: [{ vacancy: { count: 1 } }] },
);
let folder = "";
const save = (name: string, data: string | Uint8Array) => writeFileSync(join(folder, name), data);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "firsthand-draw-"));
  const keys = draw.keys.map((key) => ({ ...key, alg: "EdDSA", use: "sig" }));
  const redraws = Object.fromEntries(
    Object.keys(draw.files.redraws ?? {}).map((round) => [round, `/openings-${round}.txt`]),
  );
  save("jwks.json", JSON.stringify({ keys }));
  save("draw.json", JSON.stringify({ stage: "calling", statements: draw.statements, files: { redraws } }));
  save("entries.txt", draw.files.entries ?? "");
  save("openings.txt", draw.files.openings ?? "");
  for (const [round, text] of Object.entries(draw.files.redraws ?? {})) save(`openings-${round}.txt`, text);
  const { chain, publicKey, genesis, period } = BEACON.chain;
  save("info.json", JSON.stringify({ hash: chain, public_key: publicKey, genesis_time: genesis, period }));
  save("receipt.txt", `${draw.receipts?.[0]}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  const program = ["src/cli/draw-verify.ts", "--sale", SALE_ID, "--folder", folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], {
    encoding: "utf8",
    cwd: ROOT,
  });
  return { status, stdout, stderr };
}

describe("draw:verify", () => {
  it("says that everything holds, and where a receipt came", () => {
    const { status, stdout } = run("--beacon", join(folder, "info.json"), "--receipt", join(folder, "receipt.txt"));
    expect(stdout).toContain("Everything holds.");
    expect(stdout).toMatch(/reg_0 {2}place \d+, /);
    expect(status).toBe(0);
  });

  it("trusts no beacon that it does not know", () => {
    const { status, stdout } = run();
    expect(stdout).toContain("Does not hold: charter-chain (statement 0)");
    expect(status).toBe(1);
  });

  it("names the first thing that does not hold", () => {
    save("entries.txt", (draw.files.entries ?? new Uint8Array()).slice(132));
    const { status, stdout } = run("--beacon", join(folder, "info.json"), "--json");
    expect(JSON.parse(stdout)).toMatchObject({ fault: { code: "entries-count" } });
    expect(status).toBe(1);
  });

  it("says what is missing", () => {
    rmSync(join(folder, "jwks.json"));
    const { status, stderr } = run();
    expect(stderr).toContain("jwks.json is not in the folder");
    expect(status).toBe(2);
  });
});
