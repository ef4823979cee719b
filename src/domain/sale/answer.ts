import type { Allocation, AttemptRecord } from "../decision/attempt-record.ts";
import type { Hold } from "../stock/stock.ts";
import { allowTokenPayload, type Grants } from "../tokens/allow-token.ts";
import { retryVisitPayload, type VisitTokenClaims } from "../tokens/visit-token.ts";
import type { AttemptCommand } from "./commands/attempt.ts";
import type { SaleRecord } from "./record.ts";
import type { Challenge, Reply, UnsignedToken } from "./store.ts";

/** What the answer to a checkout is written from. */
export type Answer = {
  readonly record: AttemptRecord;
  readonly hold: Hold | undefined;
  readonly sale: SaleRecord;
  readonly command: AttemptCommand;
  readonly grants: Grants;
  /** The live visit of an attempt that held nothing: it may be retried. */
  readonly visit: VisitTokenClaims | undefined;
  readonly challenge: Pick<Challenge, "challengeId" | "expiresAtMs" | "kinds"> | undefined;
  readonly retryJti: string;
};

/** The exact bytes of the answer to a checkout, with a hole where the Worker signs a token. */
export function writeAnswer(answer: Answer): Reply {
  const { record, challenge, command } = answer;
  const { buyer } = record;
  const token = tokenOf(answer);
  const allocation = wireAllocation(record.allocation);
  const challengeMember = challenge === undefined ? {} : { challenge: wireChallenge(challenge) };
  const members = command.forBrowser
    ? { allocation, ...challengeMember, buyer }
    : {
        decisionId: record.decisionId,
        verdict: record.decision.verdict,
        reasons: record.decision.reasons,
        score: wireScore(record),
        policyHash: record.policyHash,
        allocation,
        ...challengeMember,
        buyer,
      };
  const text = JSON.stringify(members);
  if (token === undefined || (command.forBrowser && token.name !== "allowToken")) return { status: 200, body: [text] };
  return { status: 200, body: [`${text.slice(0, -1)},"${token.name}":"`, token.unsigned, '"}'] };
}

function tokenOf(answer: Answer): { name: "allowToken" | "retryVisitToken"; unsigned: UnsignedToken } | undefined {
  const { hold, sale, command, grants, record, visit, retryJti } = answer;
  if (hold !== undefined) {
    const payload = allowTokenPayload({
      issuer: command.issuer,
      shop: sale.shop,
      saleId: sale.saleId,
      sku: sale.definition.sku,
      hold,
      policyHash: record.policyHash,
      grants,
    });
    return { name: "allowToken", unsigned: { typ: "allow+jwt", kid: command.kids.allow, payload } };
  }
  const payload = visit === undefined ? undefined : retryVisitPayload(visit, { ...command.keys, jti: retryJti });
  if (payload === undefined) return undefined;
  return { name: "retryVisitToken", unsigned: { typ: "visit+jwt", kid: command.kids.visit, payload } };
}

function wireAllocation(allocation: Allocation) {
  if (allocation.status !== "held") return allocation;
  const { expiresAtMs, ...held } = allocation;
  return { ...held, expiresAt: new Date(expiresAtMs).toISOString() };
}

function wireChallenge({ challengeId, kinds, expiresAtMs }: NonNullable<Answer["challenge"]>) {
  return { id: challengeId, kinds, expiresAt: new Date(expiresAtMs).toISOString() };
}

function wireScore({ input: { score } }: AttemptRecord) {
  if (score === undefined) return undefined;
  const { value, modelVersion, contributions } = score;
  return { value, modelVersion, contributions };
}
