import { DRAW_STAGES, type DrawStage } from "../../domain/draw/draw-stage.ts";
import type { Commitment } from "../../domain/draw/statements.ts";
import type { RegistrationStep } from "../../domain/registration/registration.ts";
import type { CallingProgress } from "../../domain/sale/calling/calling.ts";
import type { SalePhase } from "../../domain/terms/phase.ts";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Fact } from "../components/fact.tsx";
import { Moment } from "../components/moment.tsx";
import { SaleControls } from "../components/sale-controls.tsx";
import { SparkBars } from "../components/spark-bars.tsx";
import { Table } from "../components/table.tsx";
import { WaitingEntries, type WaitingEntriesView } from "../components/waiting-entries.tsx";
import { WhyForm } from "../components/why-form.tsx";
import type { Frame } from "../frame.ts";
import { PHASE_WORDS } from "../view-models/sale.ts";
import { countOf, countWords } from "../words/count.ts";

export type DrawPageView = {
  readonly saleId: string;
  readonly title: string;
  readonly phase: SalePhase;
  /** Whether this person may pause, and ask for a redraw or confirm one. */
  readonly mayAct: boolean;
  readonly stage: DrawStage;
  readonly nextAtMs?: number | undefined;
  readonly drawAtMs: number;
  readonly round: number;
  /** Registrations over the window so far, in steps of equal length. */
  readonly steps: readonly RegistrationStep[];
  /** Registrations that wait for a person; absent where nobody can be decided now. */
  readonly waiting?: WaitingEntriesView | undefined;
  /** What was committed to; absent before. */
  readonly commitment?: Commitment | undefined;
  readonly called?: number | undefined;
  /** Of a fair window: who came after it and has a place behind the list. */
  readonly late?: number | undefined;
  readonly progress?: CallingProgress | undefined;
  readonly redraw?: RedrawView | undefined;
  /** Units held or sold. */
  readonly taken: number;
};

/** A redraw that one person has asked for, or whose vacancy two have stated. */
export type RedrawView =
  | { readonly step: "asked"; readonly by: string /** By the reader. */; readonly isOwn: boolean }
  | { readonly step: "stated"; readonly count: number; readonly round: number };

const STAGE_WORDS: { readonly [stage in DrawStage]: string } = {
  scheduled: "Scheduled",
  registering: "Registering",
  judging: "Judging in silence, and making the list",
  committed: "List committed to, waiting for the beacon",
  drawn: "Order drawn",
  calling: "Calling",
  over: "Over",
  void: "Void",
};

/** Registrations, draw and turns of one sale, for staff. */
export function renderDraw(view: DrawPageView, frame: Frame): Html {
  const { saleId, title, phase, stage } = view;
  const sale = `/console/sales/${encodeURIComponent(saleId)}`;
  return renderConsolePage({
    title: `Draw of ${title}`,
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <span class={`phase phase-${phase}`}>{PHASE_WORDS[phase]}</span>
            <h1>Draw of {title}</h1>
            <p class="soft small">
              <a href={sale}>The sale</a> ·{" "}
              <a href={`/sales/${encodeURIComponent(saleId)}/draw`}>what everybody sees</a>
            </p>
          </div>
          {view.mayAct ? <SaleControls saleId={saleId} phase={phase} /> : null}
        </div>
        <section class="card panel" aria-labelledby="stage">
          <h2 id="stage">Where does it stand?</h2>
          <p>
            <strong>{STAGE_WORDS[stage]}</strong>
            {view.nextAtMs === undefined ? null : (
              <>
                ; it goes on <Moment atMs={view.nextAtMs} />
              </>
            )}
          </p>
          <p class="soft small">
            {DRAW_STAGES.filter((each) => each !== "void" || stage === "void")
              .map((each) => STAGE_WORDS[each].split(",")[0])
              .join(" → ")}
          </p>
          <dl class="facts">
            <Fact term="Drawn at">
              <Moment atMs={view.drawAtMs} />
            </Fact>
            <Fact term="Round of the beacon">{countWords(view.round)}</Fact>
          </dl>
        </section>
        <section class="card panel" aria-labelledby="registrations">
          <h2 id="registrations">How many register, and when?</h2>
          <Registrations steps={view.steps} />
        </section>
        <WaitingEntries {...view} />
        <section class="card panel" aria-labelledby="population">
          <h2 id="population">Who takes part?</h2>
          {view.commitment === undefined ? (
            <p class="soft">
              Judged once registration is closed: until then everybody gets the same answer, and no figure here tells
              more.
            </p>
          ) : (
            <Population commitment={view.commitment} />
          )}
        </section>
        <section class="card panel" aria-labelledby="turns">
          <h2 id="turns">How far is it called?</h2>
          {view.progress === undefined || view.called === undefined ? (
            <p class="soft">Nobody is called yet.</p>
          ) : (
            <Turns progress={view.progress} called={view.called} late={view.late} taken={view.taken} />
          )}
        </section>
        <Redraw {...view} />
      </>
    ),
  });
}

const Registrations = ({ steps }: { readonly steps: readonly RegistrationStep[] }) => {
  const total = steps.reduce((sum, { count }) => sum + count, 0);
  if (total === 0)
    return <p class="soft">No registration yet. They appear here as they come, in steps of equal length.</p>;
  return (
    <>
      <p>
        <strong>{countWords(total)}</strong> so far, those that were taken back included
      </p>
      <SparkBars counts={steps.map(({ count }) => count)} />
      <details>
        <summary>Show as a table</summary>
        <Table
          label="Registrations in each step of time"
          caption="Registrations in each step of time, as of loading this page"
          rows={steps}
          columns={[
            { title: "From", isHead: true, cell: ({ atMs }) => <Moment atMs={atMs} style="bare" /> },
            { title: "Registrations", class: "number", cell: ({ count }) => countWords(count) },
          ]}
        />
      </details>
    </>
  );
};

const Population = ({
  commitment: { n, eligible, shared, excluded, withdrawn },
}: {
  readonly commitment: Commitment;
}) => (
  <dl class="facts">
    <Fact term="In the list">{countWords(n)}</Fact>
    <Fact term="Eligible">{countWords(eligible)}</Fact>
    <Fact term="Share the chance of their household">{countWords(shared)}</Fact>
    <Fact term="Excluded as automated">{countWords(excluded.automation)}</Fact>
    <Fact term="Excluded for identity">{countWords(excluded.identity)}</Fact>
    <Fact term="Excluded as not eligible">{countWords(excluded.eligibility)}</Fact>
    <Fact term="Taken back before">{countWords(withdrawn)}</Fact>
  </dl>
);

type TurnsProps = {
  readonly progress: CallingProgress;
  readonly called: number;
  readonly late: number | undefined;
  readonly taken: number;
};

const Turns = ({
  progress: { calledTo, turnEndsAtMs, vacatedByOperator, paused, isOver },
  called,
  late,
  taken,
}: TurnsProps) => (
  <>
    {paused ? <p class="notice">The sale is paused: turns stand still, and nobody loses one.</p> : null}
    <dl class="facts">
      <Fact term="Called up to place">{countWords(calledTo)}</Fact>
      <Fact term="Called in public statements">{countWords(called)}</Fact>
      {late === undefined ? null : <Fact term="In line behind the list">{countWords(late)}</Fact>}
      <Fact term="Units held or bought">{countWords(taken)}</Fact>
      <Fact term="Units that wait for a redraw">{countWords(vacatedByOperator)}</Fact>
      {turnEndsAtMs === undefined ? null : (
        <Fact term="Next turn ends">
          <Moment atMs={turnEndsAtMs} />
        </Fact>
      )}
    </dl>
    {isOver ? <p class="soft">Nobody is left to be called.</p> : null}
  </>
);

/** What becomes of units that the operator brought back: shown where there are any. */
const Redraw = ({ saleId, mayAct, redraw, progress }: DrawPageView) => {
  const waiting = progress?.vacatedByOperator ?? 0;
  if (redraw === undefined && waiting === 0) return null;
  const action = (step: "ask" | "confirm" | "drop") => `/console/sales/${encodeURIComponent(saleId)}/redraw/${step}`;
  return (
    <section class="card panel" aria-labelledby="redraw">
      <h2 id="redraw">Who gets the units that came back?</h2>
      {redraw?.step === "stated" ? (
        <p>
          {countOf(redraw.count, "unit is", "units are")} stated as vacant. Round {countWords(redraw.round)} of the
          beacon draws for them among who was not called, and they are called at once.
        </p>
      ) : (
        <p>
          {countOf(waiting, "unit was", "units were")} added or freed by the shop after the draw. Nobody in line is
          called for them but by a redraw: two people of the staff state the vacancy, and a later round of the beacon
          decides, so that nobody can choose who is next.
        </p>
      )}
      {redraw?.step === "asked" ? (
        <p class="notice">{redraw.by} has asked for a redraw; another person confirms it.</p>
      ) : null}
      {mayAct && redraw === undefined ? (
        <WhyForm id="ask-why" action={action("ask")} question="Why redraw them?" button="Ask for a redraw" />
      ) : null}
      {mayAct && redraw?.step === "asked" && !redraw.isOwn ? (
        <WhyForm
          id="confirm-why"
          action={action("confirm")}
          question="Why confirm it?"
          button="Confirm: state the vacancy"
        />
      ) : null}
      {mayAct && redraw?.step === "asked" ? (
        <WhyForm id="drop-why" action={action("drop")} question="Why drop it?" button="Drop the request" />
      ) : null}
    </section>
  );
};
