import { html } from "hono/html";
import type { Child } from "hono/jsx";

/** The answer of a page renderer: markup that hono's `c.html` takes as it is. */
export type Html = ReturnType<typeof html>;

export type DocumentProps = {
  readonly title: string;
  /** Names of entry points under /assets, without extension. */
  readonly stylesheet: string;
  readonly script?: string | undefined;
  readonly children: Child;
};

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Crect width='24' height='24' rx='6' fill='%232448c9'/%3E%3Cpath d='M6.5 12.5l3.6 3.6L17.5 8' fill='none' stroke='%23fff' stroke-width='2.4' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E";

/** A whole HTML document. Nothing in it is inline script or style, so it works under `PAGE_CSP`. */
export function renderDocument({ title, stylesheet, script, children }: DocumentProps): Html {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href={`/assets/${stylesheet}.css`} />
        {script === undefined ? null : <script type="module" src={`/assets/${script}.js`} />}
      </head>
      <body>{children}</body>
    </html>
  );
  return html`<!doctype html>${page}`;
}
