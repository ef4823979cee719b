import { html, raw } from "hono/html";

/** Markup of a report. */
export type Markup = ReturnType<typeof html>;

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums;
    --line: #8884; --before: #838d9b; --now: #2448c9 }
  @media (prefers-color-scheme: dark) { :root { --before: #7c8898; --now: #93abff } }
  body { max-width: 64rem; margin: 0 auto; padding: 24px 16px 64px }
  h1 { font-size: 28px; line-height: 1.2 } h2 { font-size: 20px; line-height: 1.2; margin-top: 32px }
  table { border-collapse: collapse; width: 100% } caption { text-align: left; opacity: .75; font-size: 14px }
  th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); font-weight: normal }
  thead th { font-size: 14px; opacity: .75 } .number { text-align: right } code { font-size: 14px; overflow-wrap: anywhere }
  .scroll { overflow-x: auto } .charts { display: grid; gap: 24px; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)) }
  figure { margin: 0 } figcaption { font-size: 14px } svg { width: 100%; height: auto } svg text { fill: currentColor; font-size: 11px }
  .before { fill: var(--before) } .now { fill: var(--now) }
`;

/** One file that needs nothing else: no script, charts as static SVG, each with its table. */
export async function reportPage(title: string, body: Markup | Promise<Markup>): Promise<string> {
  const page = await html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${raw(STYLE)}</style></head>
<body><main><h1>${title}</h1>
${body}
</main></body></html>
`;
  return String(page);
}

type TableProps = {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** A table that scrolls by itself where it is wider than a phone; figures stand to the right. */
export function reportTable({ caption, head, rows }: TableProps): Markup | Promise<Markup> {
  const cell = (text: string) => html`<td class="${/^[\d,.]+ ?%?$/.test(text) ? "number" : ""}">${text}</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div>`;
}
