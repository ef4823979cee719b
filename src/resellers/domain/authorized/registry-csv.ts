import { csvLine } from "../csv/csv-line.ts";
import { PARTNER_COLUMNS, PLACE_COLUMNS, PLACE_MEMBERS } from "./import-problem.ts";
import type { Partner } from "./partner.ts";
import type { PartnerPlace } from "./place.ts";

/** The registry as a file that an import reads again: each store after the first has a line of its own below its partner's. */
export function registryCsv(partners: readonly Partner[]): string {
  const lines = partners.flatMap((partner) => {
    const [first, ...others] = partner.places ?? [];
    return [
      csvLine([...ownFields(partner), ...placeFields(first)]),
      ...others.map((place) =>
        csvLine([...PARTNER_COLUMNS.map((column) => (column === "id" ? partner.id : "")), ...placeFields(place)]),
      ),
    ];
  });
  return [csvLine([...PARTNER_COLUMNS, ...PLACE_COLUMNS]), ...lines].join("");
}

function ownFields(partner: Partner): readonly (string | undefined)[] {
  return PARTNER_COLUMNS.map((column) => {
    const value = partner[column];
    return typeof value === "string" ? value : value?.join(";");
  });
}

function placeFields(place: PartnerPlace | undefined): readonly (string | number | undefined)[] {
  return PLACE_MEMBERS.map((member) => place?.[member]);
}
