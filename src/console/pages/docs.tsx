import { ApiCallSection } from "../components/api-call.tsx";
import { type Html, renderDocument } from "../components/document.tsx";
import { Mark } from "../components/mark.tsx";
import { Prose } from "../components/prose.tsx";
import type { ApiReference } from "../view-models/api-reference.ts";

/** The documentation of the API, made from its OpenAPI document: every call to read, the public ones to try. */
export function renderDocs({ title, description, sections }: ApiReference): Html {
  return renderDocument({
    title: `${title} API`,
    stylesheet: "docs",
    script: "docs",
    children: (
      <>
        <a class="skip button" href="#main">
          Skip to the content
        </a>
        <div class="docs">
          <nav class="docs-nav" aria-label="Calls">
            <a class="brand" href="/">
              <Mark /> {title} API
            </a>
            {sections.map((section) => (
              <>
                <h2>{section.title}</h2>
                <ul>
                  {section.calls.map(({ id, summary }) => (
                    <li>
                      <a href={`#${id}`}>{summary}</a>
                    </li>
                  ))}
                </ul>
              </>
            ))}
          </nav>
          <main class="docs-main" id="main" tabindex={-1}>
            <header class="docs-lead">
              <h1>{title} API</h1>
              <p>
                <Prose text={description} />
              </p>
              <p>
                A shop key belongs on servers only, so this page never asks for one: calls that need it are shown as a{" "}
                <code>curl</code> command, and calls that anybody may make can be sent from here. The same description
                for programs: <a href="/openapi.json">openapi.json</a>.
              </p>
            </header>
            {sections.map((section) => (
              <section aria-labelledby={`section-${section.title}`}>
                <h2 class="docs-section" id={`section-${section.title}`}>
                  {section.title}
                </h2>
                {section.calls.map((call) => (
                  <ApiCallSection call={call} />
                ))}
              </section>
            ))}
          </main>
        </div>
      </>
    ),
  });
}
