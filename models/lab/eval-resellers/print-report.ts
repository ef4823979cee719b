import { countedShare, ratio } from "./bars.ts";
import { SIDES, type SideCounts } from "./evidence-tally.ts";
import type { Report } from "./report.ts";
import { SHOWN_AS } from "./shows-brand.ts";

/** Prints the report as aligned tables. */
export function printReport(report: Report): void {
  table(
    "Recall over hosts that show the brand, and flags among the benign hosts tested",
    ["brand", "half", "hosts", "shown", "outright", "look-alike", "slip", "(short)", "recall", "benign flags"],
    report.brands.map(({ label, heldOut, hosts, shown, benignFlags }) => {
      const all = countedShare({ shown });
      const ways = SHOWN_AS.map((way) =>
        shown[way].of === 0 ? "-" : `${percent(ratio(shown[way]))} of ${shown[way].of}`,
      );
      return [
        label,
        heldOut ? "held out" : "seen",
        hosts,
        all.of,
        ...ways,
        all.of === 0 ? "-" : percent(ratio(all)),
        benignFlags,
      ];
    }),
  );
  table(
    "By the year in which a host was first seen",
    ["year", "hosts", "shown", "share shown", "recall"],
    report.years.map(({ year, hosts, shown }) => [
      year,
      hosts,
      shown.of,
      percent(shown.of / hosts),
      percent(ratio(shown)),
    ]),
  );
  table(
    "By sign, all brands looked for at once: on hosts that abuse the brand reported, another brand, or none",
    ["sign", "weight", "right", "other", "benign", "precision"],
    report.signs.map(({ sign, weight, ...sides }) => [
      sign,
      weight,
      ...SIDES.map((side) => sides[side]),
      precision(sides),
    ]),
  );
  table(
    "By score, the same hosts, where there was any evidence",
    ["score from", "right", "other", "benign", "precision"],
    report.scores.map(({ from, ...sides }) => [from, ...SIDES.map((side) => sides[side]), precision(sides)]),
  );
  table(
    "Shipped profiles on lists without brand labels",
    ["list", "hosts", "flags"],
    report.shipped.unlabelled.map(({ name, hosts, flags }) => [name, hosts, flags]),
  );
  table(
    "All brands looked for at once, which is harsher than the bar for one",
    ["brands", "benign hosts", "flags", "per 10,000"],
    [
      [
        report.brands.length,
        report.benignHostsTested,
        report.benignFlagsOfAllBrands,
        ((report.benignFlagsOfAllBrands * 10_000) / report.benignHostsTested).toFixed(1),
      ],
    ],
  );
  table(
    "Bars",
    ["bar", "measured", "wanted", "met"],
    report.bars.map(({ name, value, wanted, met }) => [name, Number(value.toFixed(4)), wanted, met ? "yes" : "NO"]),
  );
}

function precision({ right, other, benign }: SideCounts): string {
  const all = right + other + benign;
  return all === 0 ? "-" : percent(right / all);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = [
    head,
    ...rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en") : cell))),
  ];
  const widths = head.map((_, at) => Math.max(...cells.map((row) => width(row[at] ?? ""))));
  const lines = cells.map((row) =>
    row.map((cell, at) => (at === 0 ? cell + pad(cell, widths[at]) : pad(cell, widths[at]) + cell)).join("  "),
  );
  process.stdout.write(`${title}\n\n${lines.map((line) => `  ${line.trimEnd()}\n`).join("")}\n`);
}

/** Terminals draw Chinese and Japanese characters two columns wide. */
function width(text: string): number {
  return Array.from(text, (char) => (/[\u3000-\u9fff\uff00-\uff60]/u.test(char) ? 2 : 1)).reduce(
    (sum: number, one) => sum + one,
    0,
  );
}

function pad(text: string, columns = 0): string {
  return " ".repeat(Math.max(columns - width(text), 0));
}
