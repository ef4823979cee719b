import type { Child } from "hono/jsx";
import { Moment } from "./moment.tsx";
import { Table } from "./table.tsx";

/** One action of a person of the staff. */
export type StaffHistoryRow = {
  readonly atMs: number;
  readonly email: string;
  /** What was done, to go on after the name: "published a policy". */
  readonly did: string;
  readonly why: string;
  readonly effect: Child;
};

type StaffHistoryProps = {
  readonly label: string;
  readonly caption: string;
  /** What the last column says. */
  readonly effectTitle: string;
  readonly rows: readonly StaffHistoryRow[];
};

/** Who of the staff did what, when and why, and what came of it. */
export const StaffHistory = ({ label, caption, effectTitle, rows }: StaffHistoryProps) => (
  <Table
    label={label}
    caption={caption}
    rows={rows}
    columns={[
      { title: "When", cell: ({ atMs }) => <Moment atMs={atMs} /> },
      {
        title: "Who and what",
        cell: ({ email, did }) => (
          <>
            {email} {did}
          </>
        ),
      },
      { title: "Why", cell: ({ why }) => why },
      { title: effectTitle, cell: ({ effect }) => effect },
    ]}
  />
);

/** What the caption of a hash-chained history says. */
export const CHAINED_CAPTION = "Latest first; each entry carries the hash of the one before it";
