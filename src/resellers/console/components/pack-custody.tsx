import { Moment } from "../../../console/components/moment.tsx";
import { Table } from "../../../console/components/table.tsx";
import type { CaseEntry } from "../../domain/case/case-entry.ts";
import { caseFileWords, isOfFile } from "../../domain/case/case-file-entry.ts";
import type { PackContents } from "../../domain/evidence-pack/pack-contents.ts";
import { STATE_WORDS } from "../view-models/resellers.ts";

/** Who did what with the case and when, as the entries of the hash chain that they are. */
export const PackCustody = ({ custody: { chain, entries } }: Pick<PackContents, "custody">) => (
  <section aria-labelledby="custody">
    <h2 id="custody">Who had it in hand?</h2>
    <Table
      caption="Entries of this case in the history of all cases. Each hash covers the entry and all before it."
      rows={entries}
      columns={[
        { title: "Entry", class: "number", cell: (entry) => entry.seq },
        {
          title: "When and who",
          cell: (entry) =>
            "withheld" in entry ? null : (
              <>
                <Moment atMs={entry.body.atMs} />, {entry.body.by.email}
              </>
            ),
        },
        {
          title: "What",
          cell: (entry) => (
            <>
              {"withheld" in entry ? entry.withheld : entryWords(entry.body)}
              <p class="hash">{entry.hash}</p>
            </>
          ),
        },
      ]}
    />
    <p class="soft">
      The history of all cases had {chain.entries} entries when this pack was made; the hash of the last one was{" "}
      <span class="hash">{chain.lastHash}</span>.
    </p>
  </section>
);

function entryWords(body: CaseEntry): string {
  if (isOfFile(body)) return caseFileWords(body);
  switch (body.kind) {
    case "note":
      return `Note: ${body.text}`;
    case "disposition":
      return `${body.transition.replaceAll("_", " ")}, ${STATE_WORDS[body.from]} to ${STATE_WORDS[body.to].toLowerCase()}: ${body.reason}`;
    case "assignment":
      return `${body.to === undefined ? "Given back to everybody" : `Given to ${body.to}`}: ${body.reason}`;
    case "undo":
      return `Took back ${body.undone}, ${STATE_WORDS[body.from]} to ${STATE_WORDS[body.to].toLowerCase()}`;
  }
}
