import type { Child } from "hono/jsx";

type OutcomeProps = {
  readonly tone: "allow" | "challenge" | "review" | "deny" | "plain";
  readonly title: string;
  readonly children: Child;
};

/** What happened, in a heading that script moves the focus to, and what can be done now. */
export const Outcome = ({ tone, title, children }: OutcomeProps) => (
  <section class={`card outcome outcome-${tone}`} aria-labelledby="outcome">
    <h2 id="outcome" tabindex={-1} data-announce>
      {title}
    </h2>
    {children}
  </section>
);
