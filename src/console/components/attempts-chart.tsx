import { VERDICTS } from "../../domain/decision/decision.ts";
import type { LedgerView } from "../../domain/sale/read-sale.ts";
import { seriesEndMs } from "../charts/even-series.ts";
import { AREA_HEIGHT, AREA_WIDTH, type SeriesPoint, stackedArea } from "../charts/stacked-area.ts";
import { VERDICT_WORDS } from "../verdict-words.ts";
import { countWords } from "../words/count.ts";
import { Moment } from "./moment.tsx";
import { Table } from "./table.tsx";

type AttemptsChartProps = {
  readonly series: readonly SeriesPoint[];
  readonly verdicts: LedgerView["verdicts"];
  readonly words?: typeof SALE_WORDS;
};

/** What is counted, and what stands there while nothing is. */
const SALE_WORDS = {
  counted: "Attempts",
  none: "No attempts yet. The first checkout of this sale appears here within two seconds.",
};

/** Attempts by verdict over time: painted by the server, kept alive by script, with its table behind it. */
export const AttemptsChart = ({ series, verdicts, words = SALE_WORDS }: AttemptsChartProps) => {
  const { attemptsMax, paths } = stackedArea(series);
  const first = series[0];
  return (
    <>
      <ul class="verdict-totals">
        {VERDICTS.map((verdict) => (
          <li>
            <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
              <rect class={`fill-${verdict}`} width="10" height="10" rx="2" />
            </svg>
            {VERDICT_WORDS[verdict]} <strong data-verdict={verdict}>{countWords(verdicts[verdict])}</strong>
          </li>
        ))}
      </ul>
      <div class="area" data-area>
        <div class="area-y" aria-hidden="true">
          <span data-axis="max">{countWords(attemptsMax)}</span>
          <span data-axis="half">{countWords(attemptsMax / 2)}</span>
          <span>0</span>
        </div>
        <svg viewBox={`0 0 ${AREA_WIDTH} ${AREA_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="area-grid" d={`M0,0H${AREA_WIDTH}M0,${AREA_HEIGHT / 2}H${AREA_WIDTH}`} />
          {VERDICTS.map((verdict) => (
            <path class={`fill-${verdict}`} data-path={verdict} d={paths[verdict]} />
          ))}
          <path class="area-grid area-base" d={`M0,${AREA_HEIGHT}H${AREA_WIDTH}`} />
        </svg>
        <div class="area-x" aria-hidden="true">
          <span data-axis="from">{first === undefined ? "" : <Moment atMs={first.atMs} style="bare" />}</span>
          <span data-axis="to">{first === undefined ? "" : <Moment atMs={seriesEndMs(series)} style="bare" />}</span>
        </div>
      </div>
      <p class="soft small" data-no-attempts hidden={series.length > 0}>
        {words.none}
      </p>
      <details>
        <summary>Show as a table</summary>
        <Table
          label={`${words.counted} by verdict in each interval`}
          caption={`${words.counted} by verdict in each interval, as of loading this page`}
          rows={series}
          columns={[
            {
              title: (
                <>
                  From, <span data-zone>UTC</span>
                </>
              ),
              isHead: true,
              cell: ({ atMs }) => <Moment atMs={atMs} style="bare" />,
            },
            ...VERDICTS.map((verdict) => ({
              title: VERDICT_WORDS[verdict],
              class: "number",
              cell: (point: (typeof series)[number]) => countWords(point[verdict]),
            })),
          ]}
        />
      </details>
    </>
  );
};
