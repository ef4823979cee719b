import { listDueMs } from "../domain/draw/next-step.ts";
import { DRAW_REVIEWS_END_MS, DRAW_REVIEWS_MAX, DRAW_REVIEWS_SHOWN } from "../domain/limits.ts";
import type { Act } from "../domain/publication/publication.ts";
import type { RegistrationJudgement } from "../domain/registration/judge-registration.ts";
import { assert, err, ok, type Result } from "../domain/result.ts";
import type { DrawState } from "./draw.state.ts";

/** A registration that waits for a person of the staff, by its entry in the list. */
export type DrawReview = Pick<RegistrationJudgement, "exclusion" | "because"> & {
  readonly entry: string;
  /** Where its judgement stands. */
  readonly page: number;
  readonly place: number;
  /** Entries of its household, device or payer, itself included. */
  readonly group: number;
  /** Other entries with the same address, and with nearly the same. */
  readonly household: number;
  readonly near: number;
};

/** What a person said of it. */
export type DecidedReview = Act & { readonly isExcluded: boolean };

/** What people decide of some entries together. */
export type ReviewCommand = DecidedReview & { readonly entries: readonly string[] };
export type ReviewRefusal =
  /** Nobody waits for a person: the list is not judged yet, or it is fixed. */
  | "not-reviewing"
  /** One of the entries is none that waits. */
  | "entry-unknown";

/** What staff see of those who wait. */
export type WaitingEntries = {
  /** Until when somebody may be decided. */
  readonly untilMs: number;
  /** The policy that leaves them to a person. */
  readonly policyHash: string;
  readonly open: number;
  readonly kept: number;
  readonly excluded: number;
  /** The first of them. */
  readonly first: readonly DrawReview[];
};

/** Until when people decide: the list has to be out soon after. */
export function reviewsEndAtMs({ charter, progress }: Pick<DrawState, "charter" | "progress">): number {
  assert(charter !== undefined, "a list follows a charter");
  const { beacon: clock, leadSeconds } = charter.body;
  return listDueMs({ clock, leadSeconds }, progress.round) - DRAW_REVIEWS_END_MS;
}

export const REVIEW_MIGRATION = `CREATE TABLE entry_review (
  entry TEXT PRIMARY KEY, page INTEGER NOT NULL, place INTEGER NOT NULL, review TEXT NOT NULL, decided TEXT
) WITHOUT ROWID;`;

type ReviewRow = { entry: string; page: number; place: number; review: string };

/** Registrations of a draw that wait for a person, in the object's database. */
export class DrawReviews {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds what a page brought, as far as there is room. What a person said of the same entry before stays said. */
  add(reviews: readonly DrawReview[]): void {
    let room = DRAW_REVIEWS_MAX - this.#count("TRUE");
    for (const { entry, page, place, ...review } of reviews) {
      const isKnown = this.#has(entry);
      if (!isKnown && room <= 0) continue;
      if (!isKnown) room -= 1;
      this.#sql.exec(
        `INSERT INTO entry_review VALUES (?, ?, ?, ?, NULL)
         ON CONFLICT DO UPDATE SET page = excluded.page, place = excluded.place, review = excluded.review`,
        ...[entry, page, place, JSON.stringify(review)],
      );
    }
  }

  countOpen(): number {
    return this.#count("decided IS NULL");
  }

  waiting(): Omit<WaitingEntries, "untilMs" | "policyHash"> {
    const excluded = this.#count("json_extract(decided, '$.isExcluded')");
    const first = this.#sql
      .exec<ReviewRow>(
        "SELECT entry, page, place, review FROM entry_review WHERE decided IS NULL ORDER BY entry LIMIT ?",
        DRAW_REVIEWS_SHOWN,
      )
      .toArray()
      .map(reviewOf);
    return { open: this.countOpen(), excluded, kept: this.#count("decided IS NOT NULL") - excluded, first };
  }

  /** Those of the list as it is judged now that people excluded. */
  excluded(): readonly DrawReview[] {
    return this.#sql
      .exec<ReviewRow>(
        "SELECT entry, page, place, review FROM entry_review WHERE page >= 0 AND json_extract(decided, '$.isExcluded')",
      )
      .toArray()
      .map(reviewOf);
  }

  /** All of them or none; who is decided a second time is as the last person said. */
  decide({ entries, ...decided }: ReviewCommand): Result<undefined, ReviewRefusal> {
    if (entries.some((entry) => !this.#has(entry))) return err("entry-unknown");
    for (const entry of entries) {
      this.#sql.exec("UPDATE entry_review SET decided = ? WHERE entry = ?", JSON.stringify(decided), entry);
    }
    return ok(undefined);
  }

  /** A list is made anew: of the one before only what people said stays, and holds again where the policy asks for them again. */
  judgeAnew(): void {
    this.#sql.exec("DELETE FROM entry_review WHERE decided IS NULL");
    this.#sql.exec("UPDATE entry_review SET page = -1");
  }

  dropAll(): void {
    this.#sql.exec("DELETE FROM entry_review");
  }

  #has(entry: string): boolean {
    return this.#sql.exec("SELECT 1 FROM entry_review WHERE entry = ?", entry).toArray().length > 0;
  }

  #count(where: string): number {
    return this.#sql.exec<{ count: number }>(`SELECT COUNT(*) AS count FROM entry_review WHERE ${where}`).one().count;
  }
}

function reviewOf({ entry, page, place, review }: ReviewRow): DrawReview {
  const kept: Omit<DrawReview, "entry" | "page" | "place"> = JSON.parse(review);
  return { entry, page, place, ...kept };
}
