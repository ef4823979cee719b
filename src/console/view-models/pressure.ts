import type { PressureLevel } from "../../domain/pressure/level.ts";
import type { PressureView } from "../../domain/sale/read-sale.ts";
import type { Signals } from "../../domain/signals/signal.ts";
import { countOf, figureWords } from "../words/count.ts";

/** How hard a sale is pressed, in the words that its live page shows. */
export type PressureWords = {
  readonly level: PressureLevel;
  readonly headline: string;
  /** What was measured when the level was reached, or that nothing presses. */
  readonly cause: string;
  /** The last minute as it is now. */
  readonly now: string;
};

export const LEVEL_WORDS: { readonly [level in PressureLevel]: string } = {
  calm: "Calm",
  busy: "Busy",
  besieged: "Besieged",
};

export function pressureWords({ level, pinned, measuredLevel, measured, cause }: PressureView): PressureWords {
  const headline = LEVEL_WORDS[level];
  return {
    level,
    headline: pinned ? `${headline}, held by staff; measured: ${LEVEL_WORDS[measuredLevel].toLowerCase()}` : headline,
    cause: cause === undefined ? "Nothing presses the sale." : `Reached at ${measureWords(cause)}.`,
    now: `Last minute: ${measureWords(measured)}.`,
  };
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

const MEASURE_WORDS: { readonly [name: string]: (figure: number) => string } = {
  "pressure.attempts_last_minute": (attempts) => countOf(attempts, "attempt", "attempts"),
  "pressure.attempts_per_free_unit": (ratio) => `${figureWords(ratio)} for each free unit`,
  "pressure.new_share": (share) => `${percent(share)} without a past`,
  "pressure.silent_share": (share) => `${percent(share)} silent`,
  "pressure.crowded_share": (share) => `${percent(share)} from crowded networks`,
  "pressure.repeat_share": (share) => `${percent(share)} tried before`,
};

function measureWords(measured: Signals): string {
  return Object.entries(MEASURE_WORDS)
    .flatMap(([name, words]) => {
      const figure = measured[name];
      return typeof figure === "number" ? [words(figure)] : [];
    })
    .join(", ");
}
