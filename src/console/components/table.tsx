import type { Child } from "hono/jsx";
import { Scroll } from "./scroll.tsx";

/** A column: what stands over it, and what of a row stands in it. */
export type Column<Row> = {
  readonly title: Child;
  /** Its cells name their rows. */
  readonly isHead?: boolean;
  /** Class of the heading and of each cell. */
  readonly class?: string;
  /** Class of each cell alone. */
  readonly cellClass?: string;
  readonly cell: (row: Row, at: number) => Child;
};

type TableProps<Row> = {
  readonly caption: Child;
  /** The caption, or the headings, are for readers who hear the page alone. */
  readonly isCaptionHidden?: boolean;
  readonly isHeadHidden?: boolean;
  readonly class?: string;
  /** Name of the area in which a table scrolls that is wider than its page; without it the table does not scroll. */
  readonly label?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
};

/** A table of rows of one kind. */
export function Table<Row>({ caption, isCaptionHidden, isHeadHidden, label, columns, rows, ...rest }: TableProps<Row>) {
  const table = (
    <table class={rest.class}>
      <caption class={isCaptionHidden ? HIDDEN : undefined}>{caption}</caption>
      <thead class={isHeadHidden ? HIDDEN : undefined}>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column.class}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr>{columns.map((column) => cellOf(column, column.cell(row, at)))}</tr>
        ))}
      </tbody>
    </table>
  );
  return label === undefined ? table : <Scroll label={label}>{table}</Scroll>;
}

const HIDDEN = "visually-hidden";

function cellOf<Row>({ isHead, cellClass, ...column }: Column<Row>, content: Child) {
  const name = [column.class, cellClass].filter((each) => each !== undefined).join(" ") || undefined;
  return isHead ? (
    <th scope="row" class={name}>
      {content}
    </th>
  ) : (
    <td class={name}>{content}</td>
  );
}
