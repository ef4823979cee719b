/** The style of a page that leaves the service as a file: it has no other file to lean on, and is made for paper. */
export const PRINT_STYLE = `
:root { color-scheme: light; font: 12pt/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: #12161c; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; background: #fff; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; line-height: 1.2; margin: 2rem 0 .5rem; break-after: avoid; }
p, blockquote, pre { margin: 0 0 .75rem; }
.soft { color: #4d5764; font-size: .875rem; }
code, pre, .hash { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.hash { font-size: .6875rem; }
pre, blockquote { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 4px solid #dde1e8; padding-left: .75rem; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
caption { text-align: left; color: #4d5764; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .375rem .5rem .375rem 0; border-top: 1px solid #dde1e8; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: #4d5764; }
dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 0 0 1.5rem; break-inside: avoid; }
figure img { width: auto; height: auto; max-width: 100%; max-height: 22cm; border: 1px solid #dde1e8; }
article, tr { break-inside: avoid; }
@page { margin: 18mm; }
`;

/**
 * What a browser may do with such a page, wherever it was saved: show its style and the pictures beside it, and nothing else.
 * `file:` is where it lies once the archive is unpacked.
 */
export const PRINT_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:; form-action 'none'; base-uri 'none'";
