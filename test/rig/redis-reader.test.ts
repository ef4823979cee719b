import fc from "fast-check";
import { expect, it } from "vitest";
import { RedisError, type RedisReply, redisReader } from "./bench/peer/redis-client.ts";

const { reply: anyReply } = fc.letrec<{ reply: RedisReply }>((tie) => ({
  reply: fc.oneof(
    { depthSize: "small" },
    fc.string({ unit: "grapheme" }),
    fc.integer(),
    fc.constant(null),
    fc.stringMatching(/^[A-Z]{1,5} [a-z ]{1,9}$/).map((why) => new RedisError(why)),
    fc.array(tie("reply"), { maxLength: 4 }),
  ),
}));

/** As a server writes it. */
function encoded(reply: RedisReply): string {
  if (reply === null) return "$-1\r\n";
  if (typeof reply === "number") return `:${reply}\r\n`;
  if (typeof reply === "string") return `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`;
  if (reply instanceof RedisError) return `-${reply.message}\r\n`;
  return `*${reply.length}\r\n${reply.map(encoded).join("")}`;
}

it("reads answers of Redis wherever their bytes are cut", () => {
  fc.assert(
    fc.property(fc.array(anyReply), fc.integer({ min: 1, max: 9 }), (replies, chunkBytes) => {
      const bytes = Buffer.from(replies.map(encoded).join(""));
      const read = redisReader();
      const seen: RedisReply[] = [];
      for (let at = 0; at < bytes.length; at += chunkBytes) seen.push(...read(bytes.subarray(at, at + chunkBytes)));
      expect(seen).toEqual(replies);
    }),
  );
});
