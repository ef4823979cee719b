import { connect, type Socket } from "node:net";
import { BODY_WITHIN_MS } from "../../../src/domain/limits.ts";
import { SALE_ID } from "../shared/call.ts";
import { pause } from "../shared/pause.ts";
import type { Fault } from "./fault.ts";
import { residentBytes } from "./resident-bytes.ts";
import { passThrough, type Trial, withTrial } from "./trial.ts";

const TRICKLING = 100;
const FLOODING = 20;
const BYTE_EVERY_MS = 1000;
const LATE_MS = 3000;
const CHUNK = `4000\r\n${" ".repeat(0x4000)}\r\n`;
/** What a flood may leave behind in memory: the heap of a process that was quiet before grows a little in any case. */
const GROWN_BYTES_MAX = 20 * 1024 * 1024;
const WARM_UP_MS = 3000;
const FLOOD_MS = 2000;
const TOO_SLOW = "HTTP/1.1 408";
const TOO_LARGE = "HTTP/1.1 413";
/** Sockets that all open at once fill the sale for a moment, and then nobody's body is waited for. */
const FULL = "HTTP/1.1 503";

/**
 * A hundred clients send a byte a second, and twenty send bodies that never end, while the others check out. The slow are told
 * so (408) and the endless are refused (413), or both hear that the sale is full (503); nobody else waits for them, and a flood
 * leaves the process as large as it was.
 */
export const slowClients: Fault = {
  id: "F43",
  title: "clients that send a byte a second, or without end",
  needs: {},
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      await trial.start();
      await trial.createSale();
      await trial.whileCalled(() => pause(WARM_UP_MS));
      await measureFlood(trial);
      return await passThrough(trial, {
        async inject() {
          const trickling = Array.from({ length: TRICKLING }, () => trickle(trial));
          const flooding = Array.from({ length: FLOODING }, () => flood(trial));
          return async () => {
            expectGivenUp(trial, trickling);
            expectRefused(trial, flooding);
          };
        },
        lastsMs: BODY_WITHIN_MS + LATE_MS,
        recovers: "alone",
        complaint: (told) => (told.counted("during", "checkout none") === 0 ? undefined : "somebody waited too long"),
      });
    }),
};

/** Nobody calls meanwhile, whose own calls would use memory too. */
async function measureFlood(trial: Trial): Promise<void> {
  const beforeBytes = residentBytes(trial.processId);
  const flooding = Array.from({ length: FLOODING }, () => flood(trial));
  await pause(FLOOD_MS);
  const grownBytes = residentBytes(trial.processId) - beforeBytes;
  expectRefused(trial, flooding);
  trial.notes.push(`a flood left the process ${Math.round(grownBytes / 1024)} KiB larger`);
  if (grownBytes > GROWN_BYTES_MAX) trial.losses.push(`the process grew by ${grownBytes} bytes`);
}

type Client = { readonly heard: () => string; readonly isOver: () => boolean; readonly end: () => void };

/** The rest of an endless body is never read: where it breaks the connection, the answer may be lost with it. */
function expectRefused({ losses }: Trial, flooding: readonly Client[]): void {
  const isRefusal = (answer: string) => answer.startsWith(TOO_LARGE) || answer.startsWith(FULL);
  const served = flooding.filter(({ heard, isOver }) => !(heard() === "" ? isOver() : isRefusal(heard())));
  const heard = new Set(served.map((client) => client.heard().slice(0, TOO_LARGE.length)));
  for (const client of flooding) client.end();
  if (served.length > 0)
    losses.push(`${served.length} floods were not refused, but heard ${JSON.stringify([...heard])}`);
}

function expectGivenUp({ losses }: Trial, trickling: readonly Client[]): void {
  const heard = new Set(trickling.map((client) => client.heard().slice(0, TOO_SLOW.length)));
  for (const client of trickling) client.end();
  if (!heard.delete(TOO_SLOW) || [...heard].some((answer) => answer !== FULL))
    losses.push(`slow clients heard ${JSON.stringify([...heard])}`);
}

/** A client that says what it wants and then a byte a second. */
function trickle(trial: Trial): Client {
  const client = open(trial, "Content-Length: 1000");
  const timer = setInterval(() => client.socket.write(" "), BYTE_EVERY_MS);
  client.socket.on("close", () => clearInterval(timer));
  return client;
}

/** A client that sends chunks for as long as somebody takes them. */
function flood(trial: Trial): Client {
  const client = open(trial, "Transfer-Encoding: chunked");
  const pour = () => {
    while (!client.socket.destroyed && client.heard() === "" && client.socket.write(CHUNK));
  };
  client.socket.on("drain", pour);
  client.socket.on("connect", pour);
  return client;
}

function open({ baseUrl, shopKey }: Trial, length: string): Client & { readonly socket: Socket } {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  let text = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    text += chunk;
  });
  socket.on("error", () => socket.destroy());
  const lines = [
    `POST /v1/sales/${SALE_ID}/checkouts HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Authorization: Bearer ${shopKey}`,
    "Content-Type: application/json",
    "Idempotency-Key: slow",
    length,
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  return { socket, heard: () => text, isOver: () => socket.destroyed, end: () => void socket.destroy() };
}
