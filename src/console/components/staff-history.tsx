import type { Child } from "hono/jsx";
import { Moment } from "./moment.tsx";
import { Scroll } from "./scroll.tsx";

/** One thing that somebody of the staff did. */
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
  <Scroll label={label}>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who and what</th>
          <th scope="col">Why</th>
          <th scope="col">{effectTitle}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ atMs, email, did, why, effect }) => (
          <tr>
            <td>
              <Moment atMs={atMs} />
            </td>
            <td>
              {email} {did}
            </td>
            <td>{why}</td>
            <td>{effect}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);

/** What the caption of a hash-chained history says. */
export const CHAINED_CAPTION = "Latest first; each entry carries the hash of the one before it";
