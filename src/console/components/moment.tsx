import { type MomentStyle, momentWords } from "../words/moment.ts";

/** A moment in UTC, which script writes again in the reader's zone. */
export const Moment = ({ atMs, style = "full" }: { readonly atMs: number; readonly style?: MomentStyle }) => (
  <time datetime={new Date(atMs).toISOString()} data-moment={style}>
    {momentWords(atMs, style)}
  </time>
);
