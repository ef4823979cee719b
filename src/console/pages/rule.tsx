import { VERDICTS, type Verdict } from "../../domain/decision/decision.ts";
import type { RuleEvent } from "../../domain/policy/rule-history.ts";
import type { ActivitySpan } from "../../domain/rules/rule-activity.ts";
import type { RuleFile } from "../../domain/rules/rule-file.ts";
import type { SeriesPoint } from "../charts/stacked-area.ts";
import { AttemptsChart } from "../components/attempts-chart.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import { DecisionTable } from "../components/decision-table.tsx";
import type { Html } from "../components/document.tsx";
import { RuleHistory } from "../components/rule-history.tsx";
import { Scroll } from "../components/scroll.tsx";
import { Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import type { DecisionRow } from "../view-models/decision-list.ts";
import { thenWords } from "../view-models/rules.ts";
import { countOf, countWords } from "../words/count.ts";

export type RuleView = {
  readonly rule: RuleFile;
  /** The rule as a file. */
  readonly text: string;
  readonly activity: { readonly span: ActivitySpan; readonly series: readonly SeriesPoint[] };
  /** The latest decisions that the rule matched. */
  readonly matched: readonly DecisionRow[];
  /** What became of it whenever another policy went live, latest first. */
  readonly history: readonly RuleEvent[];
};

/** One rule: what it says, whom it met lately, and which decisions it moved. */
export function renderRule({ rule, text, activity, matched, history }: RuleView, frame: Frame): Html {
  const totals = verdictTotals(activity.series);
  const hits = VERDICTS.reduce((sum, verdict) => sum + totals[verdict], 0);
  return renderConsolePage({
    title: rule.title,
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>{rule.title}</h1>
            <p class="soft small">
              <span class="code">{rule.id}</span> · {rule.status} · {thenWords(rule.then)} · {rule.owner}
            </p>
          </div>
        </div>
        <section class="card panel" aria-labelledby="why">
          <h2 id="why">Why is it there, and whom does it meet by mistake?</h2>
          <p>{rule.why}</p>
          {rule.falsePositives.map((people) => (
            <p class="soft">{people}</p>
          ))}
        </section>
        <section class="card panel" aria-labelledby="hits">
          <h2 id="hits">How often does it match?</h2>
          <p class="soft">
            {countWords(hits)} of the latest {countOf(activity.span.decisions, "decision", "decisions")}, by what was
            decided. {rule.status === "live" ? null : "It is not live: this is what it would have met."}
          </p>
          <AttemptsChart series={activity.series} verdicts={totals} words={HIT_WORDS} />
        </section>
        <section class="card panel" aria-labelledby="examples">
          <h2 id="examples">Examples</h2>
          <Examples rule={rule} />
        </section>
        <section class="card panel" aria-labelledby="matched">
          <h2 id="matched">Latest decisions that it matched</h2>
          {matched.length === 0 ? (
            <p class="soft">None among the latest decisions.</p>
          ) : (
            <DecisionTable caption="Decisions that this rule matched, newest first" rows={matched} />
          )}
        </section>
        <section class="card panel" aria-labelledby="history">
          <h2 id="history">Who changed it?</h2>
          <RuleHistory history={history} />
        </section>
        <section class="card panel" aria-labelledby="text">
          <h2 id="text">The rule</h2>
          <Scroll label="The rule as a file">
            <pre class="listing">{text}</pre>
          </Scroll>
        </section>
      </>
    ),
  });
}

const HIT_WORDS = { counted: "Hits", none: "There is no recorded decision yet." };

function verdictTotals(series: readonly SeriesPoint[]): { readonly [verdict in Verdict]: number } {
  const totals = { allow: 0, challenge: 0, review: 0, deny: 0 };
  for (const point of series) for (const verdict of VERDICTS) totals[verdict] += point[verdict];
  return totals;
}

const EXPECT_WORDS = { match: "matches", no_match: "does not match", absent: "cannot tell" } as const;

const Examples = ({ rule: { examples } }: { readonly rule: RuleFile }) => (
  <Table
    label="What the rule makes of each example"
    caption="They run as tests before the policy can be published"
    rows={examples}
    columns={[
      { title: "Who", cell: ({ note }) => note ?? "" },
      {
        title: "Given",
        cellClass: "code",
        cell: ({ given }) =>
          Object.entries(given)
            .map(([name, value]) => `${name}: ${value}`)
            .join(", "),
      },
      { title: "The rule", cell: ({ expect }) => EXPECT_WORDS[expect] },
    ]}
  />
);
