import { type Html, renderDocument } from "../components/document.tsx";
import { Mark } from "../components/mark.tsx";

/** What the `type` of a problem document (RFC 9457) stands for. */
export type ProblemType = { readonly slug: string; readonly status: number; readonly title: string };

/** The page that the `type` of a problem document leads to. */
export function renderProblemType({ slug, status, title }: ProblemType): Html {
  return renderDocument({
    title: `${title} · Firsthand API`,
    stylesheet: "problem",
    children: (
      <main class="alone">
        <a class="brand" href="/docs">
          <Mark /> Firsthand API
        </a>
        <p class="soft small">
          Problem <code>{slug}</code>, status {status}
        </p>
        <h1>{title}</h1>
        <p>
          The <code>detail</code> of the problem document says what happened in your case and what to do;{" "}
          <a href="/docs">the documentation of the API</a> lists the problems of each call.
        </p>
      </main>
    ),
  });
}
