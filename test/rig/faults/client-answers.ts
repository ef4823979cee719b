import type { Acknowledged, Call } from "../shared/call.ts";
import type { HttpAnswer } from "../shared/http-client.ts";

/** Before the fault, while it lasts, and after it was ended. */
export type Phase = "before" | "during" | "after";

const WRONG_MAX = 20;

/** Everything that the clients of a failing service were told. */
export class ClientAnswers {
  readonly acknowledged: Acknowledged[] = [];
  /** Calls that were given up without the answer that they wanted: applied or not, nobody knows yet. */
  readonly unanswered: Call[] = [];
  /** Answers that no call of a sound service gets, in words. */
  readonly wrong: string[] = [];
  readonly #answers = { before: new Map<string, number>(), during: new Map(), after: new Map() };
  phase: Phase = "before";

  /** Counts an answer, or that there was none; and notes it where a service in trouble may not answer so. */
  count(what: string, answer: HttpAnswer | undefined): void {
    const counts: Map<string, number> = this.#answers[this.phase];
    const counted = `${what} ${answer?.status ?? "none"}`;
    counts.set(counted, (counts.get(counted) ?? 0) + 1);
    if (answer === undefined || answer.status === 200 || this.wrong.length >= WRONG_MAX) return;
    const mayComeBack = answer.status === 429 || answer.status === 503;
    if (!mayComeBack) this.wrong.push(`a ${what} was answered ${answer.status}: ${answer.text}`);
    else if (answer.header("retry-after") === undefined) this.wrong.push(`a ${answer.status} has no Retry-After`);
  }

  /**
   * How many answers came in a phase.
   * @param counted a call and a status, for example `checkout 503` or `read none`
   */
  counted(phase: Phase, counted: string): number {
    return this.#answers[phase].get(counted) ?? 0;
  }

  /** Answers by status, of all calls and phases together. */
  totals(): { [status: string]: number } {
    const totals: { [status: string]: number } = {};
    for (const counts of Object.values(this.#answers)) {
      for (const [counted, count] of counts) {
        const status = counted.split(" ").at(-1) ?? "";
        totals[status] = (totals[status] ?? 0) + count;
      }
    }
    return totals;
  }
}
