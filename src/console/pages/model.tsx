import { driftHeadline } from "../../domain/scoring/drift/drift-headline.ts";
import type { DriftLevel, DriftRow } from "../../domain/scoring/drift/drift-report.ts";
import type { DriftAnswer } from "../../wire/drift.ts";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { DriftBars, DriftBins } from "../components/drift-bars.tsx";
import { Fact } from "../components/fact.tsx";
import { Moment } from "../components/moment.tsx";
import { MomentField } from "../components/moment-field.tsx";
import { Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import { countOf, countWords, figureWords } from "../words/count.ts";
import { evidenceTitle } from "../words/evidence-title.ts";

export type ModelView = {
  readonly drift: DriftAnswer;
  /** The fields of the form as they were filled in. */
  readonly asked: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly referenceFrom?: string | undefined;
    readonly referenceTo?: string | undefined;
    readonly sale?: string | undefined;
  };
  readonly sales: readonly { readonly saleId: string; readonly title: string }[];
};

/** The model that scores checkouts, the one beside it, and whether what they meet is still what they learned from. */
export function renderModel({ drift, asked, sales }: ModelView, frame: Frame): Html {
  return renderConsolePage({
    title: "Model",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>{driftHeadline(drift)}</h1>
            <p class="soft small">
              Model <span class="code">{drift.modelVersion}</span> scores checkouts
              {drift.shadow === undefined ? (
                "; no model is tried beside it."
              ) : (
                <>
                  ; <span class="code">{drift.shadow.modelVersion}</span> is tried beside it and decides nothing.
                </>
              )}
            </p>
          </div>
        </div>
        <section class="card panel" aria-labelledby="windows">
          <h2 id="windows">Which checkouts?</h2>
          <form class="filters" method="get" action="/console/model">
            <MomentField name="from" label="From, UTC" value={asked.from} />
            <MomentField name="to" label="To, UTC" value={asked.to} />
            <MomentField name="referenceFrom" label="Reference from, UTC" value={asked.referenceFrom} />
            <MomentField name="referenceTo" label="Reference to, UTC" value={asked.referenceTo} />
            <div class="field">
              <label for="sale">Sale</label>
              <select id="sale" name="sale">
                <option value="">All sales</option>
                {sales.map(({ saleId, title }) => (
                  <option value={saleId} selected={saleId === asked.sale}>
                    {title}
                  </option>
                ))}
              </select>
            </div>
            <button class="button button-primary" type="submit">
              Compare
            </button>
          </form>
          <p class="soft small">
            {drift.referenceWindow === undefined ? (
              "Compared with what the model was trained on, which is the reference unless a time is named. Training knows no score of whole sessions: name a time to compare the score."
            ) : (
              <>
                Compared with <Window window={drift.referenceWindow} />.
              </>
            )}{" "}
            Looked at: <Window window={drift.window} />.
          </p>
        </section>
        <section class="card panel" aria-labelledby="moved">
          <div class="panel-head">
            <h2 id="moved">What has moved?</h2>
            <p class="soft small">
              The population stability index. Below 0.1, or within what chance does to so many checkouts in 19 cases of
              20, a figure is stable; from 0.25 on it has drifted.
            </p>
          </div>
          <DriftTable rows={[drift.score, ...drift.features]} />
        </section>
        {drift.shadow === undefined ? null : <Shadow shadow={drift.shadow} />}
      </>
    ),
  });
}

const LEVELS: { readonly [level in DriftLevel]: { readonly words: string; readonly badge: string } } = {
  stable: { words: "Stable", badge: "badge badge-allow" },
  moved: { words: "Moved", badge: "badge badge-challenge" },
  drifted: { words: "Drifted", badge: "badge badge-deny" },
  "too-few": { words: "Too few checkouts", badge: "badge" },
  "no-reference": { words: "No reference", badge: "badge" },
};

const DriftTable = ({ rows }: { readonly rows: readonly DriftRow[] }) => (
  <>
    <Table
      label="Stability of the score and of each feature"
      caption="The score and the features; the pale bar of each pair is before, the full one now"
      rows={rows}
      columns={[
        {
          title: "Figure",
          isHead: true,
          cellClass: "drift-figure",
          cell: (row) => (
            <>
              <span class="signal-title">{titleOf(row)}</span>
              <span class="code">{row.name}</span>
            </>
          ),
        },
        {
          title: "Level",
          cell: (row) => (
            <>
              <span class={LEVELS[row.level].badge}>{LEVELS[row.level].words}</span>
            </>
          ),
        },
        { title: "Index", class: "number", cell: (row) => (row.index === null ? "" : figureWords(rounded(row.index))) },
        {
          title: "By chance",
          class: "number",
          cell: (row) => (row.chance === null ? "" : figureWords(rounded(row.chance))),
        },
        { title: "Values, low to high", class: "drift-values", cell: (row) => <DriftBars row={row} /> },
        { title: "Checkouts", class: "number", cell: (row) => countWords(row.observed.current) },
        { title: "Without a value", class: "number", cell: (row) => countWords(row.absent.current) },
      ]}
    />
    <details>
      <summary>Show the shares as tables</summary>
      {rows
        .filter(({ bins }) => bins.length > 1)
        .map((row) => (
          <DriftBins row={row} title={titleOf(row)} />
        ))}
    </details>
  </>
);

const Shadow = ({ shadow }: { readonly shadow: NonNullable<DriftAnswer["shadow"]> }) => (
  <section class="card panel" aria-labelledby="shadow">
    <h2 id="shadow">Would the shadow model decide otherwise?</h2>
    {shadow.meanDifference === null || shadow.largestDifference === null ? (
      <p class="soft">No checkout of this time has both scores.</p>
    ) : (
      <dl class="facts">
        <Fact term="Scored by both">{countOf(shadow.decisions, "checkout", "checkouts")}</Fact>
        <Fact term="Scores apart on average">{figureWords(rounded(shadow.meanDifference))}</Fact>
        <Fact term="Scores apart at most">{figureWords(rounded(shadow.largestDifference))}</Fact>
        <Fact term="Challenged by both">{countWords(shadow.challenged.both)}</Fact>
        <Fact term="By the live model alone">{countWords(shadow.challenged.liveOnly)}</Fact>
        <Fact term="By the shadow alone">{countWords(shadow.challenged.shadowOnly)}</Fact>
      </dl>
    )}
    <p class="soft small">Each model at the threshold for a challenge that its own manifest proposes, without rules.</p>
  </section>
);

const Window = ({ window: { from, to, recorded, read } }: { readonly window: DriftAnswer["window"] }) => (
  <>
    {read === recorded
      ? countOf(recorded, "decision", "decisions")
      : `${countWords(read)} of ${countWords(recorded)} decisions`}{" "}
    from <Moment atMs={Date.parse(from)} /> to <Moment atMs={Date.parse(to)} />
  </>
);

function titleOf({ name }: DriftRow): string {
  return evidenceTitle(name === "score" ? "score.value" : name);
}

/** Three places are as many as such a figure is worth. */
function rounded(value: number): number {
  return Number(value.toFixed(3));
}
