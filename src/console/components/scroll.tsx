import type { Child } from "hono/jsx";

type ScrollProps = { readonly label: string; readonly children: Child };

/** Something that may be wider than a phone: it scrolls by itself, by keyboard too, and the page does not. */
export const Scroll = ({ label, children }: ScrollProps) => (
  <section class="scroll" tabindex={0} aria-label={label}>
    {children}
  </section>
);
