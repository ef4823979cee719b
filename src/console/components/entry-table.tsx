import type { EntryState, ListEntryRow } from "../view-models/lists.ts";
import { Code } from "./code.tsx";
import { Table } from "./table.tsx";

const STATE_WORDS: { readonly [state in EntryState]: string } = {
  counts: "Counts",
  soon: "Ends soon",
  expired: "Expired",
};

/** Entries of a list by their keys. What ended is struck, and said in words too. */
export const EntryTable = ({ caption, rows }: { readonly caption: string; readonly rows: readonly ListEntryRow[] }) => (
  <Table
    label={caption}
    caption={caption}
    rows={rows}
    columns={[
      { title: "Key", isHead: true, cell: ({ key }) => <Code>{key}</Code> },
      { title: "Why it is here", cell: ({ provenance }) => provenance },
      { title: "Added", cellClass: "nowrap", cell: ({ added }) => added },
      {
        title: "Counts until",
        cellClass: "nowrap",
        cell: ({ expires, state }) => (state === "expired" ? <del>{expires}</del> : expires),
      },
      { title: "Now", cellClass: "nowrap", cell: ({ state }) => STATE_WORDS[state] },
    ]}
  />
);
