type PageLink = { readonly href: string; readonly words: string };

type PageLinksProps = {
  readonly first: PageLink | undefined;
  readonly next: PageLink | undefined;
  /** Where nothing around the links keeps them off the edge. */
  readonly padded?: boolean;
};

/** The ways to the first page of a list and to the next one; nothing where there is neither. */
export const PageLinks = ({ first, next, padded = false }: PageLinksProps) =>
  first === undefined && next === undefined ? null : (
    <nav class={padded ? "pages panel" : "pages"} aria-label="Pages">
      {first === undefined ? <span /> : <Link {...first} />}
      {next === undefined ? null : <Link {...next} />}
    </nav>
  );

const Link = ({ href, words }: PageLink) => (
  <a class="button" href={href}>
    {words}
  </a>
);
