import { share } from "../../../console/charts/share.ts";
import { Table } from "../../../console/components/table.tsx";
import { countWords } from "../../../console/words/count.ts";
import type { CaseMetrics } from "../../wire/case.ts";
import { detectorTitle } from "../view-models/resellers.ts";

/** How often people agreed with each detector, so that its weight can be judged. */
export const DetectorRecords = ({ detectors: records }: Pick<CaseMetrics, "detectors">) => (
  <section class="card panel" aria-labelledby="records">
    <h2 id="records">How often was each detector right?</h2>
    {records.length === 0 ? (
      <p class="soft">No case was confirmed or dismissed yet. The share of confirmed cases will stand here.</p>
    ) : (
      <Table
        label="Detectors"
        class="narrow-table"
        caption="Cases in which a detector had found something, by what people decided"
        rows={records}
        columns={[
          { title: "Detector", isHead: true, cell: ({ detector }) => detectorTitle(detector) },
          { title: "Confirmed", class: "number", cell: ({ confirmed }) => countWords(confirmed) },
          { title: "Dismissed", class: "number", cell: ({ dismissed }) => countWords(dismissed) },
          {
            title: "Right",
            class: "number",
            cell: ({ confirmed, dismissed }) => share(confirmed, confirmed + dismissed),
          },
        ]}
      />
    )}
  </section>
);
