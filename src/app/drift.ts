import { isSaleId } from "../domain/ids.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { driftReport } from "../domain/scoring/drift/drift-report.ts";
import { type AskedWindows, parseDriftWindows, type TimeWindow } from "../domain/scoring/drift/drift-windows.ts";
import { liveReference } from "../platform/model/live-model.ts";
import { servedModels } from "../platform/model/model-source.ts";
import { type ScoredWindow, scoredDecisions } from "../platform/model/scored-decisions.ts";
import type { DriftAnswer } from "../wire/drift.ts";
import { invalid, type Problem } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import type { Deps } from "./deps.ts";

/** What the address of a drift report may ask for. */
export type AskedDrift = AskedWindows & { readonly sale?: string | undefined };

/** Compares the decisions of a window with another window or with the training of the live model. */
export async function measureDrift(deps: Deps, asked: AskedDrift): Promise<Result<DriftAnswer, Problem>> {
  const windows = parseDriftWindows(asked, deps.nowMs);
  if (!windows.ok) {
    return err(invalid(windows.error.map(({ name, detail }) => ({ pointer: `/${name}`, detail }))));
  }
  const saleId = asked.sale || undefined;
  if (saleId !== undefined && !isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const { live, shadow } = servedModels();
  const training = liveReference();
  if (live === undefined || training === undefined) return err(NO_MODEL);
  const models = { manifest: live.manifest, shadow: shadow?.manifest };
  const read = (window: TimeWindow) => scoredDecisions(deps.db, { ...window, saleId }, models);
  const { current, reference } = windows.value;
  const [currentRead, referenceRead] = await Promise.all([read(current), reference && read(reference)]);
  const report = driftReport({
    ...models,
    current: currentRead.decisions,
    reference:
      referenceRead === undefined
        ? { kind: "training", features: training.features, score: training.score }
        : { kind: "window", decisions: referenceRead.decisions },
  });
  return ok({
    ...report,
    ...(saleId === undefined ? {} : { saleId }),
    window: described(current, currentRead),
    ...(reference === undefined || referenceRead === undefined
      ? {}
      : { referenceWindow: described(reference, referenceRead) }),
  });
}

const NO_MODEL: Problem = {
  slug: "model-unavailable",
  detail: "The live model could not be loaded; the log says why. Checkouts get the policy's careful answer.",
};

function described({ fromMs, toMs }: TimeWindow, { recorded, decisions }: ScoredWindow) {
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    recorded,
    read: decisions.length,
  };
}
