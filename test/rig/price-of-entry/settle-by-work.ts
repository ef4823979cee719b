import { pbkdf2, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import type * as z from "zod";
import type { settleChallengeAnswer } from "../../../src/wire/checkout.ts";
import type { HttpClient } from "../shared/http-client.ts";
import type { Forged } from "./forger.ts";

const COUNTER_BYTES = 4;
const deriveKey = promisify(pbkdf2);

type Puzzle = {
  readonly parameters: {
    readonly cost: number;
    readonly keyLength: number;
    readonly keyPrefix: string;
    readonly nonce: string;
    readonly salt: string;
  };
};

/** What settling gave, and how many keys it took. */
export type SettledByWork = z.infer<typeof settleChallengeAnswer> & { readonly tries: number };

/** Does the work of a challenge by OpenSSL, as a program would that runs no browser. */
export async function settleByWork(
  browsers: HttpClient,
  { saleId, visit }: Forged,
  challengeId: string,
): Promise<SettledByWork> {
  const path = `/v1/sales/${saleId}/challenges/${challengeId}`;
  const asked = await browsers.send({ method: "GET", path });
  const { proofOfWork }: { readonly proofOfWork: Puzzle } = JSON.parse(asked.text);
  const { tries, ...solution } = await solve(proofOfWork);
  const { status, text } = await browsers.send({
    method: "POST",
    path,
    body: JSON.stringify({
      kind: "proof_of_work",
      solution: btoa(JSON.stringify({ challenge: proofOfWork, solution })),
      visitToken: visit.visitToken,
    }),
    headers: { "Content-Type": "application/json", "Idempotency-Key": randomUUID() },
  });
  if (status !== 200) throw new Error(`A solution was answered ${status}: ${text}`);
  return { ...JSON.parse(text), tries };
}

/** One key after the other: what several threads would need is the same in all. */
async function solve({ parameters }: Puzzle): Promise<{ counter: number; derivedKey: string; tries: number }> {
  const { cost, keyLength, keyPrefix, nonce, salt } = parameters;
  const start = Buffer.from(nonce, "hex");
  const salted = Buffer.from(salt, "hex");
  const password = Buffer.alloc(start.length + COUNTER_BYTES);
  start.copy(password);
  for (let counter = 0; ; counter += 1) {
    password.writeUInt32BE(counter, start.length);
    const derivedKey = (await deriveKey(password, salted, cost, keyLength, "sha256")).toString("hex");
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey, tries: counter + 1 };
  }
}
