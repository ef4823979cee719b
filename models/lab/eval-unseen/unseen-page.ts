import { countWords, shareWords } from "../eval-model/figure-words.ts";
import type { RunFigures } from "../eval-model/run-verdicts.ts";
import { DRIVERS } from "../record-bots/drivers.ts";
import { markdownTable } from "../shared/markdown-table.ts";
import { FORGERIES } from "./forgeries.ts";

/** What passes of programs that no model was trained on. */
export function unseenPage(modelVersion: string, figures: readonly RunFigures[]): string {
  const about = new Map([...DRIVERS, ...FORGERIES].map(({ name, about }) => [name, about]));
  return `# Programs that no model was trained on

What \`npm run lab -- eval-unseen\` measured with \`${modelVersion}\` and the shipped rules. \`bots.ndjson.gz\` is of the same form as the
[recordings for training](../training/README.md), and is left out of every training: so each row is of a program that the model never saw.
Payloads that are forged without a browser are made when they are judged.

${markdownTable(
  ["program", "what it does", "runs", "not allowed", "reasons"],
  figures.map(({ source, runs, notAllowed, reasons }) => [
    source,
    about.get(source) ?? "",
    String(runs),
    shareWords(notAllowed),
    countWords(reasons),
  ]),
)}

Each run is judged as the first of its sale, from an old account with a live visit and a proved key: what is not allowed is so for what the
browser shows. What passes here meets repeats of its payload or rhythm, the limits of a sale, what its accounts share, and a price for each
account while the sale is pressed ([SAFETY](../../SAFETY.md#what-it-costs-to-get-in)). Intervals are 95 % (Wilson).
`;
}
