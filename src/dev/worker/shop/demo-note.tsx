type DemoNoteProps = { readonly decisionId?: string | undefined; readonly children: string };

/** What only the demo says, marked as such: a real shop shows its buyers nothing of the decision. */
export const DemoNote = ({ decisionId, children }: DemoNoteProps) => (
  <aside class="demo-note" aria-label="For the demo only">
    <p class="small">
      <strong>Demo.</strong> {children}
    </p>
    {decisionId === undefined ? null : (
      <a class="button" href={`/console/decisions/${encodeURIComponent(decisionId)}`}>
        Why? (staff)
      </a>
    )}
  </aside>
);
