import { Code } from "../components/code.tsx";
import { type Html, renderDocument } from "../components/document.tsx";
import { Mark } from "../components/mark.tsx";

/** A problem document (RFC 9457) for a reader instead of a program. */
export type ProblemView = {
  readonly title: string;
  readonly detail: string;
  /** The id of the request, which the log carries too. */
  readonly instance: string;
};

/** What went wrong on a page of the console, in the words of the problem, with the id to ask about it by. */
export function renderProblem({ title, detail, instance }: ProblemView): Html {
  return renderDocument({
    title: `${title} · Firsthand console`,
    stylesheet: "console",
    script: "console",
    children: (
      <main class="alone">
        <p class="bar-home">
          <Mark /> Firsthand
        </p>
        <h1>{title}</h1>
        <p>{detail}</p>
        <p class="soft small">
          If it stays, give this request id to whoever runs the service: <Code>{instance}</Code>
        </p>
        <p>
          <a class="button" href="/console">
            Back to sales
          </a>
        </p>
      </main>
    ),
  });
}
