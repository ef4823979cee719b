import type { DriftRow } from "../../domain/scoring/drift/drift-report.ts";
import { share } from "../charts/share.ts";
import { figureWords } from "../words/count.ts";
import { Table } from "./table.tsx";

const HEIGHT = 40;
/** Widths in hundredths of the chart. */
const WHOLE = 100;

/** Shares of the values between the edges of the reference, before and now, side by side. The table behind has the figures. */
export const DriftBars = ({ row: { bins } }: { readonly row: DriftRow }) => {
  const highest = Math.max(...bins.flatMap(({ reference, current }) => [reference ?? 0, current]));
  if (highest === 0) return null;
  const step = WHOLE / bins.length;
  const heightOf = (part: number) => (part / highest) * HEIGHT;
  return (
    <svg class="drift-bars" viewBox={`0 0 ${WHOLE} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {bins.map(({ reference, current }, at) => {
        const [before, now] = [heightOf(reference ?? 0), heightOf(current)];
        return (
          <>
            <rect class="fill-soft" x={at * step} y={HEIGHT - before} width={step * 0.4} height={before} />
            <rect class="fill-accent" x={(at + 0.45) * step} y={HEIGHT - now} width={step * 0.4} height={now} />
          </>
        );
      })}
    </svg>
  );
};

/** The same shares as a table. */
export const DriftBins = ({ row: { name, bins }, title }: { readonly row: DriftRow; readonly title: string }) => (
  <Table
    label={`Shares of ${name}`}
    class="narrow-table"
    caption={
      <>
        {title} <span class="code">{name}</span>
      </>
    }
    rows={bins}
    columns={[
      {
        title: "Values",
        isHead: true,
        cell: ({ upTo }, at) =>
          upTo === null ? `above ${figureWords(bins[at - 1]?.upTo ?? 0)}` : `up to ${figureWords(upTo)}`,
      },
      { title: "Before", class: "number", cell: ({ reference }) => (reference === null ? "" : share(reference, 1)) },
      { title: "Now", class: "number", cell: ({ current }) => share(current, 1) },
    ]}
  />
);
