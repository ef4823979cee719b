import { connect } from "node:net";

/** What a Redis server answers (RESP 2). A refusal of one command is a value here, since others of its pipeline may have been done. */
export type RedisReply = string | number | null | RedisError | readonly RedisReply[];

export class RedisError extends Error {}

export type RedisClient = {
  /** Sends several commands in one write. @returns their answers in order */
  readonly pipeline: (...commands: readonly (readonly string[])[]) => Promise<readonly RedisReply[]>;
  readonly close: () => void;
};

/** Connects to a server by the path of its socket. What was asked of a connection that ends is rejected. */
export function redisClient(path: string): Promise<RedisClient> {
  const socket = connect(path);
  const reader = redisReader();
  const waiting: {
    readonly count: number;
    readonly resolve: (replies: RedisReply[]) => void;
    readonly reject: (why: Error) => void;
  }[] = [];
  let arrived: RedisReply[] = [];
  socket.on("data", (chunk: Buffer) => {
    arrived.push(...reader(chunk));
    for (let next = waiting[0]; next !== undefined && arrived.length >= next.count; next = waiting[0]) {
      waiting.shift();
      next.resolve(arrived.slice(0, next.count));
      arrived = arrived.slice(next.count);
    }
  });
  return new Promise((resolve, reject) => {
    const fail = (why: Error) => {
      reject(why);
      for (const each of waiting.splice(0)) each.reject(why);
    };
    socket.on("error", fail);
    socket.on("close", () => fail(new Error("The connection to Redis has ended.")));
    socket.on("connect", () =>
      resolve({
        pipeline: (...commands) =>
          new Promise((answered, failed) => {
            waiting.push({ count: commands.length, resolve: answered, reject: failed });
            socket.write(commands.map(encoded).join(""));
          }),
        close: () => socket.destroy(),
      }),
    );
  });
}

function encoded(command: readonly string[]): string {
  return `*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;
}

/** Takes bytes as they arrive, wherever they are cut. @returns the replies that are whole by now */
export function redisReader(): (chunk: Buffer) => readonly RedisReply[] {
  let left: Buffer = Buffer.alloc(0);
  return (chunk) => {
    left = left.length === 0 ? chunk : Buffer.concat([left, chunk]);
    const replies: RedisReply[] = [];
    let at = 0;
    for (let next = replyAt(left, at); next !== undefined; next = replyAt(left, at)) {
      replies.push(next.reply);
      at = next.end;
    }
    left = left.subarray(at);
    return replies;
  };
}

type Read = { readonly reply: RedisReply; readonly end: number };

/** @returns undefined where it has not arrived as a whole */
function replyAt(bytes: Buffer, at: number): Read | undefined {
  const lineEnd = bytes.indexOf("\r\n", at);
  if (lineEnd < 0) return undefined;
  const line = bytes.toString("utf8", at + 1, lineEnd);
  const from = lineEnd + 2;
  switch (bytes.toString("latin1", at, at + 1)) {
    case "+":
      return { reply: line, end: from };
    case "-":
      return { reply: new RedisError(line), end: from };
    case ":":
      return { reply: Number(line), end: from };
    case "$":
      return bulkAt(bytes, from, Number(line));
    case "*":
      return listAt(bytes, from, Number(line));
    default:
      throw new RedisError(`This is no answer of Redis: ${line}`);
  }
}

function bulkAt(bytes: Buffer, from: number, length: number): Read | undefined {
  if (length < 0) return { reply: null, end: from };
  const end = from + length + 2;
  return bytes.length < end ? undefined : { reply: bytes.toString("utf8", from, from + length), end };
}

function listAt(bytes: Buffer, from: number, length: number): Read | undefined {
  if (length < 0) return { reply: null, end: from };
  const reply: RedisReply[] = [];
  let end = from;
  while (reply.length < length) {
    const next = replyAt(bytes, end);
    if (next === undefined) return undefined;
    reply.push(next.reply);
    end = next.end;
  }
  return { reply, end };
}
