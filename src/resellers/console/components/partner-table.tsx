import { Fact } from "../../../console/components/fact.tsx";
import { type Column, Table } from "../../../console/components/table.tsx";
import { countOf, countWords } from "../../../console/words/count.ts";
import type { PartnerPlace } from "../../domain/authorized/place.ts";
import { type ListedPartner, type PartnersView, partnerHref } from "../view-models/partners.ts";
import { SubjectName } from "./subject.tsx";

const HOME = "/console/resellers/partners";

const COLUMNS: readonly Column<ListedPartner>[] = [
  {
    title: "Partner",
    isHead: true,
    cell: ({ id, legalName }) => (
      <>
        <a href={partnerHref(id)}>{legalName}</a> <span class="soft small">{id}</span>
      </>
    ),
  },
  {
    title: "Sells at",
    cellClass: "outside-words",
    cell: ({ hosts, urlPrefixes }) => <Places places={[...hosts, ...urlPrefixes]} />,
  },
  { title: "Authorized", cell: (partner) => `${partner.standing}, ${daysOf(partner)}` },
];

const PLACE_COLUMNS: readonly Column<PartnerPlace>[] = [
  { title: "Store", isHead: true, cell: ({ placeId, name }) => `${name} (${placeId})` },
  { title: "Postal code", cell: ({ postalCode }) => postalCode },
  { title: "North, east", cell: ({ lat, lon }) => `${lat}, ${lon}` },
  { title: "Open", cell: ({ hours }) => hours ?? "not said" },
];

/** Hosts or pages, each in the letters of DNS and, where those differ, as a person sees it. */
function Places({ places }: { readonly places: readonly string[] }) {
  if (places.length === 0) return <>{wordsOf(places)}</>;
  return (
    <>
      {places.map((place, index) => (
        <>
          {index === 0 ? null : ", "}
          <SubjectName subject={place} />
        </>
      ))}
    </>
  );
}

/** The partners that a search finds, each with what it is authorized for. */
export const PartnerTable = ({ view: { listed, found, q } }: { readonly view: PartnersView }) => (
  <section class="card panel" aria-labelledby="partners">
    <h2 id="partners">Partners</h2>
    <form class="filters" method="get" action={HOME}>
      <div class="field">
        <label for="partner-q">Id, name, host or page</label>
        <input id="partner-q" name="q" type="search" value={q} />
      </div>
      <button class="button" type="submit">
        Search
      </button>
      <a class="button" href={`${HOME}/registry.csv`} download>
        Download all as CSV
      </a>
    </form>
    {found === 0 ? (
      <p class="soft">No partner holds these letters.</p>
    ) : (
      <Table
        caption={countOf(found, "partner", "partners")}
        isCaptionHidden
        label="Partners found"
        columns={COLUMNS}
        rows={listed}
      />
    )}
    {found > listed.length ? (
      <p class="soft small">{countWords(found - listed.length)} more: search for them.</p>
    ) : null}
  </section>
);

/** One partner: what the registry holds of it, and a button that ends its authorization. */
export const OnePartner = ({
  partner,
  mayChange,
}: {
  readonly partner: ListedPartner;
  readonly mayChange: boolean;
}) => (
  <section class="card panel" aria-labelledby="partner">
    <h2 id="partner">{partner.legalName}</h2>
    <dl class="facts">
      <Fact term="Id">{partner.id}</Fact>
      <Fact term="Stores">{wordsOf(partner.storefrontNames)}</Fact>
      <Fact term="Also called">{wordsOf(partner.aliases)}</Fact>
      <Fact term="Hosts, with what lies below them">
        <Places places={partner.hosts} />
      </Fact>
      <Fact term="Pages, and nothing else on their hosts">
        <Places places={partner.urlPrefixes} />
      </Fact>
      <Fact term="Regions">{partner.regions.length === 0 ? "everywhere" : partner.regions.join(", ")}</Fact>
      {partner.linkCode === undefined ? null : (
        <Fact term="Its own page">
          <a href={`/p/${partner.linkCode}`}>/p/{partner.linkCode}</a>
        </Fact>
      )}
      {partner.phone === undefined ? null : <Fact term="Telephone">{partner.phone}</Fact>}
      <Fact term="Authorized">
        {partner.standing}, {daysOf(partner)}
      </Fact>
    </dl>
    {partner.places === undefined ? null : (
      <Table
        caption={countOf(partner.places.length, "store", "stores")}
        label="Stores"
        columns={PLACE_COLUMNS}
        rows={partner.places}
      />
    )}
    {mayChange && partner.standing !== "ended" ? (
      <form method="post" action={`${partnerHref(partner.id)}/end`}>
        <p class="soft">
          Yesterday becomes the last day. The partner stays in the registry, its shops meet the detectors, and an import
          can authorize it again.
        </p>
        <button class="button" type="submit">
          End the authorization of {partner.legalName}
        </button>
      </form>
    ) : null}
    <p>
      <a href={HOME}>All partners</a>
    </p>
  </section>
);

/** A partner more, without a file. */
export const AddPartner = () => (
  <section class="card panel" aria-labelledby="add-partner">
    <h2 id="add-partner">Add one partner</h2>
    <form class="filters" method="post" action={`${HOME}/add`}>
      {FIELDS.map(([name, words, required]) => (
        <div class="field">
          <label for={`partner-${name}`}>{words}</label>
          <input
            id={`partner-${name}`}
            name={name}
            required={required}
            maxlength={FIELD_CHARS_MAX}
            autocomplete="off"
          />
        </div>
      ))}
      <button class="button button-primary" type="submit">
        Add: authorized from that day on
      </button>
    </form>
  </section>
);

const FIELD_CHARS_MAX = 200;

const FIELDS: readonly (readonly [string, string, boolean])[] = [
  ["id", "Id of your own", true],
  ["legalName", "Legal name", true],
  ["hosts", "Hosts, separated by semicolons", false],
  ["urlPrefixes", "Pages on marketplaces, separated by semicolons", false],
  ["validFrom", "First day, such as 2026-11-30", true],
  ["validTo", "Last day, if there is one", false],
  ["linkCode", "Code of its own page, if it is to have one", false],
  ["phone", "Telephone", false],
];

function wordsOf(texts: readonly string[]): string {
  return texts.length === 0 ? "none" : texts.join(", ");
}

function daysOf({ validFrom, validTo }: ListedPartner): string {
  return validTo === undefined ? `from ${validFrom} on` : `${validFrom} to ${validTo}`;
}
