import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BODY_BYTES_MAX } from "../../../src/domain/limits.ts";
import { SALE_ID } from "../shared/call.ts";
import { forEachAtOnce } from "../shared/for-each-at-once.ts";
import { httpClient } from "../shared/http-client.ts";
import type { Fault } from "./fault.ts";
import { residentBytes } from "./resident-bytes.ts";
import { type Trial, withTrial } from "./trial.ts";

/** JSONTestSuite, where it is on this machine. */
const RECORDED = "../shared/data/jsontestsuite/test_parsing";
/** The first passes fill caches and grow the process to its size; the others are measured, all together. */
const WARM_UP_PASSES = 3;
const MEASURED_PASSES = 5;
const GROWN_BYTES_MAX = 20 * 1024 * 1024;
/** A heap with room to spare is not swept for a long time, and would look like one that leaks. */
const SMALL_HEAP = "--max-old-space-size=48 --max-semi-space-size=2";

const SALE = `/v1/sales/${SALE_ID}`;
const SHOP_PATHS = [SALE, ...["stock", "resume", "checkouts"].map((each) => `${SALE}/${each}`), "/v1/tokens/redeem"];
/**
 * A call that asks a rate limiter takes 16 KiB in this runtime, which stands in for the limiter by a Worker and an object of its
 * own: a Worker that does nothing else grows by 200 MiB in its first 11,000 calls, and levels off then.
 */
const LIMITED_PATHS = [`${SALE}/visits`];

const BOMBS = [
  "[".repeat(BODY_BYTES_MAX),
  `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`,
  `{${Array.from({ length: 3000 }, (_, n) => `"m${n}":1`).join(",")}}`,
  `{${Array.from({ length: 3000 }, () => '"a":1').join(",")}}`,
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  `{"quantity":${"9".repeat(1000)}}`,
  `{"quantity":0.${"0".repeat(30_000)}1}`,
  JSON.stringify("x".repeat(5000)).replaceAll("x", "\\u0078"),
  JSON.stringify(Array.from({ length: 8000 }, (_, n) => String(n))).slice(0, BODY_BYTES_MAX),
];

/** Nested, doubled, endless and broken JSON to every call of a shop: all of it refused, and nothing of it kept in memory. */
export const hostileBodies: Fault = {
  id: "F44",
  title: "hostile JSON, again and again",
  needs: {},
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      // Miniflare hands this on to workerd.
      process.env.MINIFLARE_WORKERD_V8_FLAGS = SMALL_HEAP;
      try {
        await trial.start();
      } finally {
        delete process.env.MINIFLARE_WORKERD_V8_FLAGS;
      }
      await trial.createSale();
      const bodies = [...BOMBS.map((text) => Buffer.from(text)), ...recordedBodies()];
      const send = async (paths: readonly string[], passes: number) => {
        for (let pass = 0; pass < passes; pass += 1) await sendAll(trial, { bodies, paths, atOnce: plan.clients });
      };
      await send(LIMITED_PATHS, 1);
      await send(SHOP_PATHS, WARM_UP_PASSES);
      const beforeBytes = residentBytes(trial.processId);
      await send(SHOP_PATHS, MEASURED_PASSES);
      const grownBytes = residentBytes(trial.processId) - beforeBytes;
      trial.notes.push(
        `${bodies.length} bodies to each call, ${MEASURED_PASSES} times, left the process ${Math.round(grownBytes / 1024)} KiB larger`,
      );
      if (grownBytes > GROWN_BYTES_MAX) trial.losses.push(`the process grew by ${grownBytes} bytes`);
      return await trial.settle();
    }),
};

function recordedBodies(): Buffer[] {
  return existsSync(RECORDED) ? readdirSync(RECORDED).map((name) => readFileSync(join(RECORDED, name))) : [];
}

async function sendAll(
  { baseUrl, shopKey, losses }: Trial,
  { bodies, paths, atOnce }: { bodies: readonly Buffer[]; paths: readonly string[]; atOnce: number },
): Promise<void> {
  const http = httpClient(baseUrl, atOnce);
  const headers = { Authorization: `Bearer ${shopKey}`, "Content-Type": "application/json" };
  for (const path of paths) {
    await forEachAtOnce(bodies, atOnce, async (body) => {
      const method = path === SALE ? "PUT" : "POST";
      const { status } = await http.send({
        method,
        path,
        body,
        headers: { ...headers, "Idempotency-Key": randomUUID() },
      });
      if (status >= 500) losses.push(`${path} answered ${status} to ${body.toString("latin1").slice(0, 80)}`);
    });
  }
  http.close();
}
