import { EMAIL_CHARS_MAX } from "../../domain/limits.ts";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { EntryTable } from "../components/entry-table.tsx";
import { PageLinks } from "../components/page-links.tsx";
import { RuleLinks } from "../components/rule-links.tsx";
import type { Frame } from "../frame.ts";
import type { ListRow, ListView } from "../view-models/lists.ts";
import { countOf, countWords } from "../words/count.ts";

/** What can be typed into the search of a list of each kind. */
const SEARCH_WORDS: { readonly [kind in ListRow["kind"]]: string } = {
  account: "Account id, or a key from a decision",
  email: "E-mail address, or a key from a decision",
  phone: "Phone number with its country code, or a key from a decision",
  address: "Key of the address, from a decision",
  payment: "Payment fingerprint, or a key from a decision",
  host: "Host name, or a key from a decision",
};

const KIND_WORDS: { readonly [kind in ListRow["kind"]]: string } = {
  account: "an account id",
  email: "an e-mail address",
  phone: "a phone number",
  address: "an address",
  payment: "a payment fingerprint",
  host: "a host name",
};

/** One list: who is on it, since when, why, and until when. */
export function renderList(view: ListView, frame: Frame): Html {
  const { list, rows, total, found } = view;
  const href = `/console/lists/${encodeURIComponent(list.name)}`;
  return renderConsolePage({
    title: list.title,
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>{list.title}</h1>
            <p class="soft small">
              <span class="code">lists.{list.name}</span> · {list.kind} · {list.owner} · {countWords(total)} of at most{" "}
              {countOf(list.max, "entry", "entries")}
            </p>
          </div>
        </div>
        <section class="card panel" aria-labelledby="search">
          <h2 id="search">Is somebody on it?</h2>
          <form
            class="filters"
            method="post"
            action={`${href}/search?shop=${encodeURIComponent(view.shop)}`}
            enctype="multipart/form-data"
          >
            <div class="field">
              <label for="identifier">{SEARCH_WORDS[list.kind]}</label>
              <input
                id="identifier"
                name="identifier"
                required
                maxlength={EMAIL_CHARS_MAX}
                autocomplete="off"
                spellcheck={false}
              />
            </div>
            <button class="button" type="submit">
              Search
            </button>
          </form>
          <p class="soft small">What you type is turned into keys, compared, and neither shown again nor kept.</p>
          {found === undefined ? null : <Found found={found} kind={list.kind} />}
        </section>
        <section class="card panel" aria-labelledby="rules">
          <h2 id="rules">Which rules look here?</h2>
          <RuleLinks rules={list.rules} />
        </section>
        <section class="card panel" aria-labelledby="entries">
          <div class="panel-head">
            <h2 id="entries">Entries</h2>
            <Shops view={view} href={href} />
          </div>
          {rows.length === 0 ? (
            <p class="soft">Nobody is on it.</p>
          ) : (
            <EntryTable caption="Entries, those that end first before the others" rows={rows} />
          )}
          <Pages view={view} href={href} />
        </section>
      </>
    ),
  });
}

const Found = ({ found, kind }: { readonly found: NonNullable<ListView["found"]>; readonly kind: ListRow["kind"] }) => (
  <div role="status">
    {found === "unreadable" ? (
      <p>This cannot be read as {KIND_WORDS[kind]}, nor as a key. Look for a typing error, and search again.</p>
    ) : found.length === 0 ? (
      <p>No entry names it.</p>
    ) : (
      <EntryTable caption={`${countOf(found.length, "entry names", "entries name")} it`} rows={found} />
    )}
  </div>
);

/** The same thing has another key in each shop. */
const Shops = ({ view: { shop, shops }, href }: { readonly view: ListView; readonly href: string }) =>
  shops.length < 2 ? (
    <p class="soft small">Keys are those of {shop}.</p>
  ) : (
    <form class="filters" method="get" action={href}>
      <div class="field">
        <label for="shop">Keys of</label>
        <select id="shop" name="shop">
          {shops.map((name) => (
            <option value={name} selected={name === shop}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button class="button" type="submit">
        Show
      </button>
    </form>
  );

const Pages = ({ view: { from, next, shop }, href }: { readonly view: ListView; readonly href: string }) => {
  const pageHref = (start: number) => `${href}?shop=${encodeURIComponent(shop)}&from=${start}`;
  return (
    <PageLinks
      first={from === 0 ? undefined : { href: pageHref(0), words: "First" }}
      next={next === undefined ? undefined : { href: pageHref(next), words: "Next" }}
    />
  );
};
