import type * as z from "zod";
import { hashOf, toHex } from "../../domain/draw/bytes.ts";
import { parseRegistrationId } from "../../domain/ids.ts";
import { REGISTRATION_POLL_LONG_MS, REGISTRATION_POLL_MS } from "../../domain/limits.ts";
import { type DrawnStatus, drawnStatus } from "../../domain/registration/drawn-status.ts";
import { statusOf } from "../../domain/registration/register.ts";
import type { Registration } from "../../domain/registration/registration.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { DrawView } from "../../objects/draw.view.ts";
import { readWeights } from "../../platform/sales/campaign-weights.ts";
import { receiptOf } from "../../platform/tokens/receipts.ts";
import type { Problem } from "../../wire/problem.ts";
import type { registrationStatusAnswer } from "../../wire/registration.ts";
import type { Deps } from "../deps.ts";
import { findDraw } from "../draw/find-draw.ts";
import { findTurnStatus } from "../draw/find-turn-status.ts";
import { proveEntry } from "../draw/prove-entry.ts";
import { type FoundRegistration, findRegistration, type RegistrationReference } from "./find-registration.ts";

type Answer = z.infer<typeof registrationStatusAnswer>;

/** How a registration stands, for the holder of its receipt and for its shop. */
export async function registrationStatus(
  deps: Deps,
  reference: RegistrationReference,
): Promise<Result<Answer, Problem>> {
  const found = await findRegistration(deps, reference);
  if (!found.ok) return found;
  const { sale, registration } = found.value;
  const { nowMs } = deps;
  const base: Answer = {
    registrationId: registration.registrationId,
    status: statusOf(registration, sale.terms, nowMs),
    recordedAt: instantOf(registration.recordedAtMs),
    ...(await weightIn(deps, found.value)),
    ...(registration.late === undefined ? {} : { late: true }),
    serverTimeMs: nowMs,
    pollAfterMs: REGISTRATION_POLL_MS,
  };
  if (!sale.isDrawn) return ok(base);
  const draw = await findDraw(deps, sale.saleId);
  if (!draw.ok) return draw;
  const drawn = await turnStatusIn(deps, found.value, draw.value);
  if (!drawn.ok) return drawn;
  const entry =
    registration.withdrawn === undefined ? await proveEntry(deps, draw.value, registration.entry) : undefined;
  const listed = entry === undefined ? {} : { entry, weight: weightOfLine(entry.line) };
  return ok({
    ...base,
    ...drawMembers(draw.value),
    ...listed,
    ...shown(drawn.value),
    ...(await carriedTo(deps, registration)),
  });
}

/** The registration that was made from this one, for who has its receipt. */
async function carriedTo(deps: Deps, { outcome }: Registration): Promise<Pick<Answer, "carried">> {
  const registrationId = outcome?.carriedTo;
  const place = registrationId === undefined ? undefined : parseRegistrationId(registrationId);
  if (registrationId === undefined || place === undefined) return {};
  const { saleId } = place;
  const found = await findRegistration(deps, { saleId, by: { registrationId } });
  // It may have been forgotten, and nothing of this one is less true then.
  if (!found.ok) return {};
  const { sale, registration } = found.value;
  const { withdrawn } = registration;
  const receipt = withdrawn?.text ?? receiptOf(deps.config.issuer, sale, registration, "");
  return { carried: { saleId, registrationId, withdrawn: withdrawn !== undefined, receipt } };
}

/** Tickets in this draw, and in the next one of the campaign: known once the draw is over, and until then where this one is lost. */
async function weightIn(
  { db }: Deps,
  { sale, registration }: FoundRegistration,
): Promise<Pick<Answer, "weight" | "nextWeight">> {
  const { outcome, account } = registration;
  if (outcome !== undefined) {
    return {
      weight: outcome.weight,
      ...(outcome.ended === undefined ? {} : { nextWeight: outcome.ended.nextWeight }),
    };
  }
  if (sale.weighed === undefined) return { weight: 1 };
  const { campaignId, weightMax, drawAtMs } = sale.weighed;
  const weights = await readWeights(db, { shop: sale.shop, campaignId, beforeMs: drawAtMs }, [account]);
  if (weights === undefined) return { weight: 1 };
  const weight = weights.of(account);
  return { weight: Math.min(weight, weightMax), nextWeight: Math.min(weight + 1, weights.weightMax) };
}

/** As it was fixed when the list was frozen. */
function weightOfLine(line: string): number {
  return Number(line.split(" ")[1]);
}

/** Undefined until the order is called: then nothing is told of one that is not told of all. */
async function turnStatusIn(
  deps: Deps,
  { sale, registration }: FoundRegistration,
  { stage, ended }: DrawView,
): Promise<Result<DrawnStatus | undefined, Problem>> {
  const { outcome, withdrawn, late } = registration;
  // Whoever came late is in no list: they wait for a place behind it.
  if (late && outcome === undefined && withdrawn === undefined) return ok({ status: ended ? "not_called" : "waiting" });
  if (withdrawn !== undefined || outcome === undefined || (stage !== "calling" && stage !== "over")) {
    return ok(undefined);
  }
  const standing = await findTurnStatus(deps, sale.saleId, outcome.place ?? outcome.before);
  return standing.ok ? ok(drawnStatus(outcome, standing.value, ended)) : standing;
}

function drawMembers({ charter, statements }: DrawView): Pick<Answer, "drawAt" | "statement"> {
  const last = statements.at(-1) ?? "";
  return {
    drawAt: charter.body.drawAt,
    statement: { seq: statements.length - 1, hash: toHex(hashOf(last)) },
  };
}

function shown(drawn: DrawnStatus | undefined): Partial<Answer> {
  if (drawn === undefined) return {};
  const { status, ahead, outlook, turn, reason } = drawn;
  const canWait = status === "waiting" && outlook !== undefined && outlook !== "likely";
  return {
    status,
    ...(ahead === undefined ? {} : { ahead }),
    ...(outlook === undefined ? {} : { outlook }),
    ...(turn === undefined ? {} : { turn: { from: instantOf(turn.fromMs), until: instantOf(turn.untilMs) } }),
    ...(reason === undefined ? {} : { reason }),
    ...(canWait ? { pollAfterMs: REGISTRATION_POLL_LONG_MS } : {}),
  };
}

function instantOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
