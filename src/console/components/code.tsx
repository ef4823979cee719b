/** An identifier in monospace; script adds a button that copies it. */
export const Code = ({ children }: { readonly children: string }) => (
  <code class="code" data-copy={children}>
    {children}
  </code>
);
