import { countWords } from "../words/count.ts";

const BAR = 4;
const HEIGHT = 24;

/** Counts of equal stretches of time as small bars; beside a row that says the sum. */
export const SparkBars = ({ counts }: { readonly counts: readonly number[] }) => {
  const most = Math.max(0, ...counts);
  const last = counts.at(-1) ?? 0;
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${counts.length * BAR} ${HEIGHT}`}
      role="img"
      aria-label={`At most ${countWords(most)}, lately ${countWords(last)}`}
    >
      <rect class="track" y={HEIGHT - 1} width={counts.length * BAR} height="1" />
      {counts.map((count, at) =>
        count === 0 ? null : (
          <rect
            class="fill-accent"
            x={at * BAR}
            y={HEIGHT - heightOf(count, most)}
            width={BAR - 1}
            height={heightOf(count, most)}
          />
        ),
      )}
    </svg>
  );
};

/** A single hit is still to be seen beside a thousand. */
function heightOf(count: number, most: number): number {
  return Math.max(2, Math.round((count * HEIGHT) / most));
}
