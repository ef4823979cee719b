import { TEXT_LENGTH_MAX } from "../../../domain/limits.ts";
import { CASE_STATES } from "../../domain/case/case-state.ts";
import { casesHref, type ResellersView, SORT_WORDS, STATE_WORDS } from "../view-models/resellers.ts";

/** What the list is narrowed to and ordered by; all of it stands in the address. */
export const CaseFilters = ({ view: { filter, brands, people, me } }: { readonly view: ResellersView }) => (
  <form class="filters case-filters" method="get" action="/console/resellers">
    <div class="field">
      <label for="filter-state">State</label>
      <select id="filter-state" name="state">
        <option value="open" selected={filter.scope === "open"}>
          To decide
        </option>
        <option value="all" selected={filter.scope === "all"}>
          All
        </option>
        {CASE_STATES.map((state) => (
          <option value={state} selected={filter.scope === state}>
            {STATE_WORDS[state]}
          </option>
        ))}
      </select>
    </div>
    <div class="field">
      <label for="filter-assigned">Who works on it</label>
      <select id="filter-assigned" name="assigned">
        <option value="">Anybody</option>
        <option value="me" selected={filter.assigned === "me"}>
          Me
        </option>
        <option value="nobody" selected={filter.assigned === "nobody"}>
          Nobody
        </option>
        {people
          .filter((person) => person !== me)
          .map((person) => (
            <option value={person} selected={filter.assigned === person}>
              {person}
            </option>
          ))}
      </select>
    </div>
    <div class="field">
      <label for="filter-brand">Brand</label>
      <select id="filter-brand" name="brand">
        <option value="">All</option>
        {brands.map(({ id, name }) => (
          <option value={id} selected={filter.brand === id}>
            {name}
          </option>
        ))}
      </select>
    </div>
    <div class="field">
      <label for="filter-sort">Show first</label>
      <select id="filter-sort" name="sort">
        {SORT_WORDS.map(([sort, words]) => (
          <option value={sort} selected={filter.sort === sort}>
            {words}
          </option>
        ))}
      </select>
    </div>
    <div class="field">
      <label for="filter-q">Address contains</label>
      <input
        id="filter-q"
        name="q"
        value={filter.q}
        maxlength={TEXT_LENGTH_MAX}
        autocomplete="off"
        spellcheck={false}
        data-key="/"
      />
    </div>
    {filter.group === undefined ? null : <input type="hidden" name="group" value={filter.group} />}
    <button class="button" type="submit">
      Show
    </button>
    {filter.group === undefined ? null : (
      <a class="button" href={casesHref({ ...filter, group: undefined, after: undefined })}>
        Leave this group
      </a>
    )}
    <a class="button" href={`/v1/cases/export?${exportQuery(filter)}`} download>
      Download as CSV
    </a>
  </form>
);

/** The same view for a spreadsheet: the API's own `open` stands for what the page calls "to decide". */
function exportQuery({ scope, after: _page, ...narrowing }: ResellersView["filter"]): URLSearchParams {
  const query = new URLSearchParams({ state: scope });
  for (const [name, value] of Object.entries(narrowing)) if (value) query.set(name, value);
  return query;
}
