import { type ChangePublication, publish } from "../../app/publication.ts";
import { MOVED_CASES_SHOWN_MAX, SCAN_HOSTS_PER_SLICE } from "../../domain/limits.ts";
import { type Changed, changedBy, changePublication, endedBy } from "../../domain/publication/publication.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Assessment, Assessor } from "../domain/assess.ts";
import { OPEN_STATES } from "../domain/case/case-state.ts";
import { reassessCase } from "../domain/case/reassess-case.ts";
import type { FileProblem } from "../domain/checked-yaml.ts";
import { readResellerSettings } from "../domain/settings.ts";
import { type SettingsChange, settingsDiff } from "../domain/settings-history/settings-diff.ts";
import {
  type SettingsEffect,
  type SettingsNeed,
  settingsNeeds,
  settingsState,
} from "../domain/settings-history/settings-publication.ts";
import { casesToJudge, type JudgedCase, writeAssessments } from "../store/case-reassessment.ts";
import { assessorOf, type LiveSettings, liveAssessor, settingsHash, shippedSettings } from "../store/live-assessor.ts";
import { appendSettingsEvent, findSettings, settingsHistory } from "../store/reseller-settings.ts";
import { settingsProblem } from "../wire/reseller-settings.ts";
import type { ResellerDeps } from "./deps.ts";

/** An undecided case that new settings would flag, or no longer flag. */
export type MovedCase = {
  readonly caseId: string;
  readonly subject: string;
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  readonly flagAfter: boolean;
};

/** What settings would change: values of the file, and cases. */
export type SettingsPreview = {
  readonly settings: LiveSettings;
  readonly against: string;
  readonly changes: readonly SettingsChange[];
  readonly effect: SettingsEffect;
  readonly needs: readonly SettingsNeed[];
  /** The first of the cases that move. */
  readonly moved: readonly MovedCase[];
};

/** What came of a change. */
export type ChangedSettings = Changed<SettingsEffect, SettingsNeed>;

/** What is live, what waits, and how it came to that. */
export async function settingsOverview(deps: ResellerDeps) {
  const [{ settings, publishedHash }, history] = await Promise.all([liveAssessor(deps.db), settingsHistory(deps.db)]);
  const { proposals } = settingsState(history, shippedSettings().hash);
  return { settings, isUnreadable: settings.hash !== publishedHash, proposals, history };
}

/** The text of settings that were ever live or proposed, the shipped ones included. */
export async function knownSettings(deps: ResellerDeps, hash: string): Promise<string | undefined> {
  const shipped = shippedSettings();
  return hash === shipped.hash ? shipped.text : await findSettings(deps.db, hash);
}

/** Checks a text and judges every undecided and every confirmed case by it. Nothing is written. */
export async function previewSettings(
  deps: ResellerDeps,
  text: string,
): Promise<Result<SettingsPreview, readonly FileProblem[]>> {
  const file = readResellerSettings(text);
  if (!file.ok) return file;
  const { settings: live, publishedHash, registry } = await liveAssessor(deps.db);
  const assessor = assessorOf(file.value, registry);
  const effect = { cases: 0, newlyFlagged: 0, noLongerFlagged: 0, confirmedNotFlagged: 0 };
  const moved: MovedCase[] = [];
  for await (const page of judgedAnew(deps, assessor)) {
    for (const { judged, after } of page) {
      if (!OPEN_STATES.some((open) => open === judged.state)) {
        if (!after.flag) effect.confirmedNotFlagged += 1;
        continue;
      }
      effect.cases += 1;
      if (after.flag === judged.assessment.flag) continue;
      effect[after.flag ? "newlyFlagged" : "noLongerFlagged"] += 1;
      const { caseId, subject, assessment } = judged;
      if (moved.length < MOVED_CASES_SHOWN_MAX) {
        moved.push({ caseId, subject, scoreBefore: assessment.score, scoreAfter: after.score, flagAfter: after.flag });
      }
    }
  }
  return ok({
    settings: { hash: settingsHash(text), text, file: file.value },
    against: publishedHash,
    changes: settingsDiff(live.file, file.value),
    effect,
    needs: settingsNeeds(effect),
    moved,
  });
}

/** Checks, previews, and publishes or proposes. */
export async function publishSettings(
  deps: ResellerDeps,
  staff: StaffMember,
  { text, why }: { readonly text: string; readonly why: string },
): Promise<Result<ChangedSettings, Problem>> {
  const preview = await previewSettings(deps, text);
  if (!preview.ok) return err(invalidSettings(preview.error));
  const { settings, against, effect } = preview.value;
  return await publish(settingsChange(deps), staff, { candidate: { hash: settings.hash, against, effect, text }, why });
}

export function invalidSettings(problems: readonly FileProblem[]): Problem {
  const [first] = problems;
  const place = first === undefined ? "" : ` Line ${first.line}, column ${first.column}: ${first.message}.`;
  return {
    slug: "settings-invalid",
    detail: `The settings have ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}; what is live stays live.${place}`,
    members: { problems: problems.map((problem) => ({ ...problem })) },
  };
}

/** Publications of the settings, which are decided on their history in the database. */
export function settingsChange(deps: ResellerDeps): ChangePublication<SettingsEffect, SettingsNeed> {
  return async (command, text) => {
    const shipped = shippedSettings();
    let endedProposals: readonly number[] = [];
    const appended = await appendSettingsEvent(deps.db, (history) => {
      const state = settingsState(history, shipped.hash);
      const changed = changePublication(state, command, {
        needsOf: settingsNeeds,
        nowMs: deps.nowMs,
      });
      if (!changed.ok) return changed;
      const event = changed.value;
      endedProposals = endedBy(state, event);
      // A later build may ship other settings: those that were live now must still be there to go back to.
      const texts = {
        [shipped.hash]: shipped.text,
        ...(text !== undefined && event.kind !== "withdrawn" ? { [event.hash]: text } : {}),
      };
      return ok({ event, texts });
    });
    if (!appended.ok) return err(settingsProblem(appended.error));
    const { seq, body: event } = appended.value;
    if (event.kind === "published") await reassessQueue(deps);
    return ok(changedBy(seq, event, endedProposals));
  };
}

/** Brings the queue under the settings that are live now. */
async function reassessQueue(deps: ResellerDeps): Promise<void> {
  const { assessor } = await liveAssessor(deps.db);
  for await (const page of judgedAnew(deps, assessor)) {
    const judged = page.map(({ judged: { caseId }, after }) => ({
      caseId,
      assessment: after,
    }));
    await writeAssessments(deps.db, judged);
  }
}

type JudgedAnew = { readonly judged: JudgedCase; readonly after: Assessment };

/** Every case that settings are tried on, page by page; others have their turn after so many of its reports. */
async function* judgedAnew(
  { db, nowMs, pause }: ResellerDeps,
  assessor: Assessor,
): AsyncGenerator<readonly JudgedAnew[]> {
  for await (const cases of casesToJudge(db)) {
    const page: JudgedAnew[] = [];
    let reports = 0;
    for (const judged of cases) {
      reports += judged.reports.length;
      if (reports > SCAN_HOSTS_PER_SLICE) {
        await pause();
        reports = judged.reports.length;
      }
      const after = reassessCase(assessor, judged, nowMs);
      if (after !== undefined) page.push({ judged, after });
    }
    yield page;
  }
}
