import { spawn } from "node:child_process";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { serveLocally } from "../support/local-server.ts";

const ANSWER = { erasureId: "era_1", sales: 2, deleted: 31, tombstones: 1, stillListed: [] };
const PREVIEW = {
  accounts: 2,
  isShared: false,
  sales: ["sale-1"],
  tables: [{ table: "decision", rows: 3 }],
  listed: [],
};
const LISTED = { list: "vouched_accounts", policyHash: "sha256-1", standing: "live", entries: 2 };

/** Runs the command with an identifier on its standard input, in a session without a terminal. */
async function erase(identifier: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["src/cli/erase.ts", ...args], { env: { ...env }, detached: true });
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
    const told = request.url === "/v1/erasures/preview" ? PREVIEW : answer;
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(told));
  });
  const args = ["--kind", "email", "--why", "Ticket 4711", "--base-url", server.origin, ...more];
  const ran = await erase("a.buyer@example.com\n", args, { FIRSTHAND_STAFF_TOKEN: "session" });
  await server.close();
  return { ...ran, calls };
}

describe("erase", () => {
  it("sends the identifier in the body alone, under a key of its own, and prints what was done", async () => {
    const { status, stdout, calls } = await eraseWith(ANSWER, "--json", "--yes");
    expect([status, JSON.parse(stdout)]).toEqual([0, ANSWER]);
    const named = { kind: "email", value: "a.buyer@example.com" };
    expect(calls.map(({ body }) => JSON.parse(body))).toEqual([named, { ...named, why: "Ticket 4711" }]);
    const [, { request } = { request: undefined }] = calls;
    expect([request?.method, request?.url]).toEqual(["POST", "/v1/erasures"]);
    expect(request?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(request?.headers)).not.toContain("a.buyer");
  });

  it("prints the lists that name the person still, and exits with 1", async () => {
    const { status, stdout } = await eraseWith({ ...ANSWER, stillListed: [LISTED] }, "--yes");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^vouched_accounts +2 +live +sha256-1$/m);
  });

  it("exits with 2 without a kind that it knows, and says which there are", async () => {
    const { status, stderr } = await erase("a.buyer@example.com", ["--kind", "name"]);
    expect([status, stderr.split("\n")[0]]).toEqual([2, "--kind is one of account, email, phone, device, payment."]);
  });

  it("deletes nothing for --preview, and shows what would go", async () => {
    const { status, stdout, calls } = await eraseWith(ANSWER, "--preview");
    expect([status, calls.map(({ request }) => request.url)]).toEqual([0, ["/v1/erasures/preview"]]);
    expect(stdout).toMatch(/^rows of decision +3$/m);
  });

  it("asks nobody to delete without a reason, nor without an answer to its question", async () => {
    const withoutReason = await erase("a.buyer@example.com", ["--kind", "email"]);
    expect([withoutReason.status, withoutReason.stderr.split("\n")[0]]).toEqual([
      2,
      "--why says who asked, and is kept with the erasure.",
    ]);
    const { status, calls } = await eraseWith(ANSWER);
    expect([status, calls.map(({ request }) => request.url)]).toEqual([2, ["/v1/erasures/preview"]]);
  });
});
