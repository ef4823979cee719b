import type { ExclusionClass } from "../../domain/draw/statements.ts";
import { countOf, countWords } from "../words/count.ts";
import { Fact } from "./fact.tsx";
import { Moment } from "./moment.tsx";
import { Table } from "./table.tsx";
import { WhyField } from "./why-form.tsx";

/** Registrations that the policy leaves to a person, as the page of their draw shows them. */
export type WaitingEntriesView = {
  readonly untilMs: number;
  readonly open: number;
  readonly kept: number;
  readonly excluded: number;
  readonly first: readonly WaitingEntryRow[];
};
export type WaitingEntryRow = {
  readonly entry: string;
  readonly exclusion: ExclusionClass;
  /** Reasons in words. */
  readonly because: readonly string[];
  readonly group: number;
  readonly household: number;
  readonly near: number;
};

type WaitingEntriesProps = {
  readonly saleId: string;
  readonly mayAct: boolean;
  readonly waiting?: WaitingEntriesView | undefined;
};

const CLASS_WORDS: { readonly [exclusion in ExclusionClass]: string } = {
  automation: "automated",
  identity: "for identity",
  eligibility: "as not eligible",
};
/** Enough to tell entries apart; the whole of one stands in its row's choice. */
const ENTRY_LETTERS = 12;

/** Who waits for a person before the list is fixed: shown while somebody may be decided. */
export const WaitingEntries = ({ saleId, mayAct, waiting }: WaitingEntriesProps) => {
  if (waiting === undefined) return null;
  const { untilMs, open, kept, excluded, first } = waiting;
  return (
    <section class="card panel" aria-labelledby="waiting">
      <h2 id="waiting">Who waits for a person?</h2>
      <p>
        The policy leaves {countOf(open, "registration", "registrations")} to you until <Moment atMs={untilMs} />. Who
        is not decided by then takes part. The list is fixed as soon as nobody waits.
      </p>
      <dl class="facts">
        <Fact term="Take part, as decided">{countWords(kept)}</Fact>
        <Fact term="Excluded, as decided">{countWords(excluded)}</Fact>
      </dl>
      {first.length === 0 ? null : (
        <form
          method="post"
          action={`/console/sales/${encodeURIComponent(saleId)}/entries`}
          enctype="multipart/form-data"
        >
          <Table
            label="Registrations that wait"
            caption={
              first.length === open ? "All that wait" : `The first ${countWords(first.length)} of ${countWords(open)}`
            }
            rows={first}
            columns={[
              {
                title: "Entry",
                isHead: true,
                cell: ({ entry }) => <Choice entry={entry} mayAct={mayAct} />,
              },
              {
                title: "Why",
                cell: ({ because, exclusion }) => (
                  <>
                    {because.join("; ")}
                    <div class="soft small">would be excluded {CLASS_WORDS[exclusion]}</div>
                  </>
                ),
              },
              { title: "In its group", class: "number", cell: ({ group }) => countWords(group) },
              { title: "Others at its address", class: "number", cell: ({ household }) => countWords(household) },
              { title: "At nearly the same", class: "number", cell: ({ near }) => countWords(near) },
            ]}
          />
          {mayAct ? <Decide /> : null}
        </form>
      )}
    </section>
  );
};

const Choice = ({ entry, mayAct }: { readonly entry: string; readonly mayAct: boolean }) => {
  const name = <span class="code">{entry.slice(0, ENTRY_LETTERS)}…</span>;
  if (!mayAct) return name;
  return (
    <label class="choice">
      <input type="checkbox" name="entry" value={entry} />
      {name}
    </label>
  );
};

/** What is to become of the chosen ones. Nothing is chosen beforehand. */
const Decide = () => (
  <div class="filters">
    <WhyField id="entries-why" question="Why? It is kept with each of them." />
    <button class="button" type="submit" name="decision" value="keep">
      Let the chosen take part
    </button>
    <button class="button" type="submit" name="decision" value="exclude">
      Exclude the chosen
    </button>
  </div>
);
