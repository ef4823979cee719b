import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { newSigningKey } from "../../../../src/dev/make-keys.ts";
import { SALE_UNITS_MAX } from "../../../../src/domain/limits.ts";
import { buyerCheckout } from "../../shared/buyer.ts";
import { httpClient } from "../../shared/http-client.ts";
import type { Contender } from "../../shared/measure.ts";

export type StartedPeer = { readonly peer: Contender; readonly stop: () => Promise<void> };

const CONNECTIONS = 512;
const READY = "ready to accept connections";

/** @throws Error where there is no Redis */
export function requireRedis(): void {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
  } catch {
    throw new Error("The peer keeps its rows in redis-server, which is not here: apt-get install redis-server.");
  }
}

/**
 * Starts what a team would build in a week: one Node process and one Redis, which syncs its log at every write.
 * @param rowBytes what its record of a checkout holds
 */
export async function startPeer(folder: string, rowBytes: number): Promise<StartedPeer> {
  await mkdir(folder, { recursive: true });
  const socket = join(folder, "redis.sock");
  const storing = ["--dir", folder, "--appendonly", "yes", "--appendfsync", "always", "--save", ""];
  const redis = spawn("redis-server", ["--port", "0", "--unixsocket", socket, ...storing], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stops: ChildProcess[] = [redis];
  const stop = async () => {
    for (const each of stops.toReversed()) {
      if (each.exitCode !== null) continue;
      const ended = once(each, "exit");
      each.kill();
      await ended;
    }
  };
  try {
    await lineWith(redis, READY);
    const { kid: _, status: _unused, ...key } = await newSigningKey("active");
    const program = fileURLToPath(new URL("./peer-server.ts", import.meta.url));
    const args = [program, socket, String(SALE_UNITS_MAX), String(rowBytes), JSON.stringify(key)];
    const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    stops.push(server);
    const port = (await lineWith(server, "")).trim();
    const http = httpClient(`http://127.0.0.1:${port}`, CONNECTIONS);
    const peer: Contender = {
      processIds: [redis, server].flatMap(({ pid }) => pid ?? []),
      send: async (n) => {
        const { status, text } = await http.send({
          method: "POST",
          path: "/",
          headers: { "Content-Type": "application/json", "Idempotency-Key": randomUUID() },
          body: JSON.stringify(buyerCheckout(n)),
        });
        if (status !== 200 || !text.includes('"status":"held"'))
          throw new Error(`The peer answered ${status}: ${text}`);
        return true;
      },
      rest: () => http.close(),
    };
    return { peer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The first line of a program's output that holds a text. @throws Error where the program ends without one */
async function lineWith(program: ChildProcess, part: string): Promise<string> {
  if (program.stdout === null) throw new Error("What is started has an output.");
  for await (const line of createInterface(program.stdout)) {
    if (!line.includes(part)) continue;
    // What nobody reads would stop the program once its pipe is full.
    program.stdout.resume();
    return line;
  }
  throw new Error("A program of the peer ended before it was ready.");
}
