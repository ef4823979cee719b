import type { Child } from "hono/jsx";
import type { OutcomeKind } from "../../domain/decision/outcome.ts";
import { Moment } from "./moment.tsx";

/** What was learned of a checkout after it was decided. */
export type OutcomeRow = { readonly kind: OutcomeKind; readonly atMs: number; readonly source: string };

type OutcomePanelProps = {
  readonly decisionId: string;
  /** The latest first. */
  readonly outcomes: readonly OutcomeRow[];
  /** What whoever looks may say of it, with the key under which a press of the button is known. */
  readonly labels: readonly LabelButton[];
  /** What else can be done about it. */
  readonly children?: Child;
};

const OUTCOME_WORDS: { readonly [kind in OutcomeKind]: string } = {
  paid: "Paid",
  chargeback: "Charged back",
  confirmed_scalper: "A scalper",
  confirmed_genuine: "A genuine buyer",
  appeal_upheld: "An appeal was upheld",
};

/** What staff can say of a checkout: the two labels that rules and models are measured by. */
export const LABEL_KINDS = ["confirmed_scalper", "confirmed_genuine"] as const;
export type LabelButton = { readonly kind: (typeof LABEL_KINDS)[number]; readonly pressKey: string };

/** What became of a checkout, and where staff say whose it was. */
export const OutcomePanel = ({ decisionId, outcomes, labels, children }: OutcomePanelProps) => (
  <section class="card panel" aria-labelledby="outcomes">
    <div class="panel-head">
      <h2 id="outcomes">What became of it?</h2>
      <p class="soft small">Rules and models are measured by this; the record of the decision never changes.</p>
    </div>
    {outcomes.length === 0 ? (
      <p class="soft">Nothing is known yet.</p>
    ) : (
      <ul class="plain-list">
        {outcomes.map(({ kind, atMs, source }) => (
          <li>
            {OUTCOME_WORDS[kind]}, <Moment atMs={atMs} />, <span class="soft">said by {sourceWords(source)}</span>
          </li>
        ))}
      </ul>
    )}
    {labels.length === 0 ? null : (
      <div class="filters">
        {labels.map(({ kind, pressKey }) => (
          <form
            method="post"
            action={`/console/decisions/${encodeURIComponent(decisionId)}/label`}
            enctype="multipart/form-data"
          >
            <input type="hidden" name="pressKey" value={pressKey} />
            <button class="button" type="submit" name="outcome" value={kind}>
              It was {OUTCOME_WORDS[kind].toLowerCase()}
            </button>
          </form>
        ))}
      </div>
    )}
    {children}
  </section>
);

function sourceWords(source: string): string {
  const [kind, name] = source.split("/");
  return kind === "shop" ? `the shop ${name}` : "staff";
}
