import { type Html, renderDocument } from "../components/document.tsx";

/** The reference of the API: Redoc in the page's script fills it from `/openapi.json`. */
export function renderDocs(): Html {
  return renderDocument({
    title: "Firsthand API",
    stylesheet: "docs",
    script: "docs",
    children: (
      <div id="reference">
        <main>
          <h1>Firsthand API</h1>
          <p>
            Script shows every call here. The same description for programs: <a href="/openapi.json">openapi.json</a>.
          </p>
        </main>
      </div>
    ),
  });
}
