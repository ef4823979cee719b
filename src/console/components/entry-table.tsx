import type { EntryRow, EntryState } from "../view-models/lists.ts";
import { Code } from "./code.tsx";
import { Scroll } from "./scroll.tsx";

const STATE_WORDS: { readonly [state in EntryState]: string } = {
  counts: "Counts",
  soon: "Ends soon",
  expired: "Expired",
};

/** Entries of a list by their keys. What ended is struck, and said in words too. */
export const EntryTable = ({ caption, rows }: { readonly caption: string; readonly rows: readonly EntryRow[] }) => (
  <Scroll label={caption}>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Why it is here</th>
          <th scope="col">Added</th>
          <th scope="col">Counts until</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, provenance, added, expires, state }) => (
          <tr>
            <th scope="row">
              <Code>{key}</Code>
            </th>
            <td>{provenance}</td>
            <td class="nowrap">{added}</td>
            <td class="nowrap">{state === "expired" ? <del>{expires}</del> : expires}</td>
            <td class="nowrap">{STATE_WORDS[state]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
