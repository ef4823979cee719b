import { spawn } from "node:child_process";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { serveLocally } from "../support/local-server.ts";

const ANSWER = { erasureId: "era_1", sales: 2, deleted: 31, tombstones: 1, stillListed: [] };
const LISTED = { list: "vouched_accounts", policyHash: "sha256-1", standing: "live", entries: 2 };

/** Runs the command with an identifier on its standard input. */
async function erase(identifier: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["src/cli/erase.ts", ...args], { env: { ...env } });
  child.stdin.end(identifier);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}

/** Runs the command against a service that gives this answer. */
async function eraseWith(answer: object, ...more: readonly string[]) {
  const calls: { request: IncomingMessage; body: string }[] = [];
  const server = await serveLocally(async (request, response) => {
    calls.push({ request, body: await text(request) });
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(answer));
  });
  const args = ["--kind", "email", "--base-url", server.origin, ...more];
  const ran = await erase("a.buyer@example.com\n", args, { FIRSTHAND_STAFF_TOKEN: "session" });
  await server.close();
  return { ...ran, calls };
}

describe("erase", () => {
  it("sends the identifier in the body alone, under a key of its own, and prints what was done", async () => {
    const { status, stdout, calls } = await eraseWith(ANSWER, "--json");
    expect([status, JSON.parse(stdout)]).toEqual([0, ANSWER]);
    expect(calls.map(({ body }) => JSON.parse(body))).toEqual([{ kind: "email", value: "a.buyer@example.com" }]);
    const [{ request } = { request: undefined }] = calls;
    expect([request?.method, request?.url]).toEqual(["POST", "/v1/erasures"]);
    expect(request?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(request?.headers)).not.toContain("a.buyer");
  });

  it("prints the lists that name the person still, and exits with 1", async () => {
    const { status, stdout } = await eraseWith({ ...ANSWER, stillListed: [LISTED] });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^vouched_accounts +2 +live +sha256-1$/m);
  });

  it("exits with 2 without a kind that it knows, and says which there are", async () => {
    const { status, stderr } = await erase("a.buyer@example.com", ["--kind", "name"]);
    expect([status, stderr.split("\n")[0]]).toEqual([2, "--kind is one of account, email, phone, device, payment."]);
  });
});
