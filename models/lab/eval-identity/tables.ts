import { markdownTable } from "../shared/markdown-table.ts";
import type { IdentityReport } from "./evaluate.ts";
import type { Meetings } from "./own-figures.ts";

export type Table = {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

const MUST = {
  exact: "meet, exact",
  soft: "meet, any",
  apart: "no exact key",
  near: "meet, exact or near",
  twins: "no exact or near key",
} as const;

/** The report as tables, for the terminal and for the card. */
export function tablesOf({ own, kinds, recorded, ceilings, bars }: IdentityReport): Table[] {
  const tables = [
    {
      title: "Bars",
      head: ["bar", "measured", "asked", "met"],
      rows: bars.map(({ name, figure, bar, met }) => [name, decimals(figure), decimals(bar), met ? "yes" : "no"]),
    },
    {
      title: "Jig families: share of forms that meet the plain form",
      head: ["family", "kind", "forms", "exact", "building", "near", "any"],
      rows: own.families.map((row) => [row.family, row.kind, ...shares(row)]),
    },
    {
      title: "Neighbours: share of pairs that meet",
      head: ["kind", "pairs", "exact", "building", "near", "any"],
      rows: own.negatives.map((row) => [row.kind, ...shares(row)]),
    },
    {
      title: "Kinds of addresses in public bug reports: pairs that meet, and pairs that are as they have to be",
      head: ["family", "must", "pairs", "exact", "building", "near", "any", "right"],
      rows: kinds.map((row) => [row.family, MUST[row.must], ...shares(row), decimals(row.right / row.pairs)]),
    },
    {
      title: "Recorded addresses",
      head: ["set", "part", "key", "true pairs", "joined", "right", "precision", "recall", "F1"],
      rows: recorded.map(({ set, part, key, pairs, ...figures }) => [
        ...[set, part, key, String(pairs.truth), String(pairs.joined), String(pairs.right)],
        ...[figures.precision, figures.recall, figures.f1].map(decimals),
      ]),
    },
    {
      title: "Share of true pairs whose digits allow a match (held out)",
      head: ["set", "digits agree", "agree or contain"],
      rows: ceilings.map(({ set, agree, agreeOrContain }) => [set, decimals(agree), decimals(agreeOrContain)]),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function shares({ pairs, exact, building, near, any }: Meetings): string[] {
  return [String(pairs), ...[exact, building, near, any].map((count) => decimals(count / pairs))];
}

function decimals(figure: number): string {
  return figure.toFixed(3);
}

/** A table in columns for a terminal. */
export function alignedTable({ title, head, rows }: Table): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return `${[title, line(head), ...rows.map(line)].join("\n")}\n`;
}

/** A table in Markdown under its title. */
export function markdownSection({ title, head, rows }: Table): string {
  return `## ${title}\n\n${markdownTable(head, rows)}\n`;
}
