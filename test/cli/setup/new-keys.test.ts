import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/config.ts";
import { validSettings } from "../../support/settings.ts";

function keysNew(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/cli/setup.ts", "keys", ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("npm run setup -- keys", () => {
  it("prints the secrets with which a deployment can start", async () => {
    const { status, stdout } = keysNew();
    const secrets = Object.fromEntries(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.split(/=(.*)/s)),
    );
    const { settings } = await validSettings();
    expect([status, Object.keys(secrets)]).toEqual([0, ["SIGNING_KEYS", "TOKEN_SECRETS", "PEPPERS", "WEBHOOK_KEYS"]]);
    expect(parseConfig({ ...settings, ...secrets })).toMatchObject({ ok: true });
  });

  it("prints a shop's key beside the hash that SHOPS names", () => {
    const [, key = "", hash] = /^key {3}(fh_sk_\S+)\nhash {2}([0-9a-f]{64})\n$/.exec(keysNew("shop").stdout) ?? [];
    expect(hash).toBe(createHash("sha256").update(key).digest("hex"));
  });

  it("prints a signing key that does not sign yet", () => {
    expect(JSON.parse(keysNew("signing").stdout)).toMatchObject({ kty: "OKP", crv: "Ed25519", status: "next" });
  });

  it.each([
    [["peper"], 'There is no key called "peper".'],
    [["shop", "signing"], "One word at most says what to make."],
    [["--json"], "Unknown option '--json'"],
  ])("refuses %j with code 2, and prints no key", (args, sentence) => {
    const { status, stdout, stderr } = keysNew(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(sentence);
  });
});
