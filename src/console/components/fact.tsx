import type { Child } from "hono/jsx";

/** One term of a list of facts, with what it is here. */
export const Fact = ({ term, children }: { readonly term: string; readonly children: Child }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);
