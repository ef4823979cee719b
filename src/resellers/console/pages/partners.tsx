import { renderConsolePage } from "../../../console/components/console-page.tsx";
import type { Html } from "../../../console/components/document.tsx";
import type { Frame } from "../../../console/frame.ts";
import { countOf, countWords } from "../../../console/words/count.ts";
import { PartnerKeys } from "../components/partner-keys.tsx";
import { AddPartner, OnePartner, PartnerTable } from "../components/partner-table.tsx";
import { changeGroups, importWords, type PartnersView } from "../view-models/partners.ts";

const HOME = "/console/resellers/partners";

/** The registry of authorized partners: how many they are, a file to replace it by, and what that would change. */
export function renderPartners(view: PartnersView, frame: Frame): Html {
  const { version, partners, problems, preview, mayImport } = view;
  return renderConsolePage({
    title: problems === undefined ? "Authorized partners" : "Error: authorized partners",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Authorized partners</h1>
            <p class="soft small">
              {version === 0
                ? "No partner was imported yet, so only the brands' own shops count as authorized."
                : `${countOf(partners, "partner", "partners")}, by import ${countWords(version)}. The signed list is public: `}
              {version === 0 ? null : <a href="/.well-known/authorized-sellers.json">authorized-sellers.json</a>}
            </p>
          </div>
          <a class="button" href="/console/resellers">
            Back to the queue
          </a>
        </div>
        {problems === undefined ? null : <Problems problems={problems} />}
        {preview === undefined ? null : <Preview preview={preview} />}
        {view.shown === undefined ? null : <OnePartner partner={view.shown} mayChange={mayImport} />}
        {view.shown === undefined || view.keys === undefined ? null : (
          <PartnerKeys partner={view.shown} keys={view.keys} mayChange={mayImport} />
        )}
        {view.shown === undefined && partners > 0 ? <PartnerTable view={view} /> : null}
        {mayImport && view.shown === undefined ? <AddPartner /> : null}
        {mayImport ? <Choose /> : <p class="soft">Importing partners needs the role brand or admin.</p>}
      </>
    ),
  });
}

const Choose = () => (
  <section class="card panel" aria-labelledby="choose">
    <h2 id="choose">Replace the registry</h2>
    <p>
      Choose the whole list as CSV with a header, or as JSON: id, legalName, storefrontNames, aliases, hosts,
      urlPrefixes, regions, validFrom, validTo, linkCode, phone, and of a store placeId, placeName, postalCode, lat,
      lon, hours. Further stores of a partner stand on lines below it that hold its id and nothing else of it. You see
      what changes before anything is written.
    </p>
    <form class="filters" method="post" action={`${HOME}/preview`} enctype="multipart/form-data">
      <div class="field">
        <label for="registry">List of partners</label>
        <input id="registry" name="registry" type="file" accept=".csv,.json,text/csv,application/json" required />
      </div>
      <button class="button button-primary" type="submit">
        Show what it would change
      </button>
    </form>
  </section>
);

const Preview = ({ preview: { file, change } }: { readonly preview: NonNullable<PartnersView["preview"]> }) => {
  const groups = changeGroups(change);
  return (
    <section class="card panel" aria-labelledby="change">
      <h2 id="change">What would change?</h2>
      {groups.length === 0 ? (
        <p>Nothing: the registry holds exactly these partners.</p>
      ) : (
        <>
          {groups.map(({ title, names, more }) => (
            <>
              <h3>{title}</h3>
              <ul class="plain-list outside-words">
                {names.map((name) => (
                  <li>{name}</li>
                ))}
              </ul>
              {more === 0 ? null : <p class="soft small">and {countWords(more)} more</p>}
            </>
          ))}
          <form method="post" action={HOME} enctype="multipart/form-data">
            <input type="hidden" name="version" value={change.version} />
            <input type="hidden" name="format" value={file.format} />
            <textarea name="text" hidden readonly>
              {file.text}
            </textarea>
            <button class="button button-primary" type="submit">
              {importWords(change)}
            </button>
          </form>
        </>
      )}
    </section>
  );
};

const Problems = ({ problems }: { readonly problems: NonNullable<PartnersView["problems"]> }) => (
  <section class="card panel" role="alert" aria-labelledby="problems">
    <h2 id="problems">{countOf(problems.length, "problem", "problems")}, so nothing was imported</h2>
    <ul class="plain-list outside-words">
      {problems.map(({ pointer, detail }) => (
        <li>
          {pointer === "" ? null : <span class="code">{pointer} </span>}
          {detail}
        </li>
      ))}
    </ul>
  </section>
);
