import { err, ok, type Result } from "../../../domain/result.ts";
import type { ImportProblem, PlaceMember, RawPlace } from "./import-problem.ts";

/** A store of a partner, where goods are seen, bought and collected. */
export type PartnerPlace = {
  /** The partner's own number of it. */
  readonly placeId: string;
  readonly name: string;
  readonly postalCode: string;
  /** Degrees, north and east of zero. */
  readonly lat: number;
  readonly lon: number;
  /** When it is open, as it stands at the door. */
  readonly hours?: string | undefined;
};

/** Stores that one partner may have, and all partners together: those near a buyer are looked for among them. */
export const PLACES_PER_PARTNER_MAX = 50;
export const PLACES_MAX = 40_000;

const NAME_CHARS_MAX = 200;
const HOURS_CHARS_MAX = 100;
/** A metre: further digits say nothing of a shop. */
const DEGREE_DECIMALS = 5;

type Problem = Omit<ImportProblem, "row"> & { readonly row?: number | undefined };

/** Checks the stores of one partner. @returns all of them, or everything that is wrong with any */
export function readPlaces(raw: readonly RawPlace[]): Result<readonly PartnerPlace[], readonly Problem[]> {
  const problems: Problem[] = [];
  if (raw.length > PLACES_PER_PARTNER_MAX) {
    const message = `has more than ${PLACES_PER_PARTNER_MAX} places; register the rest as a partner of their own`;
    return err([{ column: "places", code: "too-many-places", message }]);
  }
  const known = new Set<string>();
  const places = raw.map(({ row, members }, at) => {
    const report: Report = (member, code, message) => {
      problems.push({ row, column: "places", place: { at, member }, code, message });
    };
    const place = readPlace(members, report);
    if (place.placeId !== "" && known.has(place.placeId)) {
      report("placeId", "place-twice", `"${place.placeId}" is another place of this partner too`);
    }
    known.add(place.placeId);
    return place;
  });
  return problems.length > 0 ? err(problems) : ok(places);
}

type Report = (member: PlaceMember, code: string, message: string) => void;

function readPlace(members: RawPlace["members"], report: Report): PartnerPlace {
  const hours = textOf(members, "hours", report);
  if (hours.length > HOURS_CHARS_MAX) report("hours", "too-long", `is longer than ${HOURS_CHARS_MAX} characters`);
  const place = {
    placeId: textOf(members, "placeId", report),
    name: textOf(members, "name", report),
    postalCode: textOf(members, "postalCode", report).toUpperCase(),
    lat: degreesOf(members, { member: "lat", most: 90 }, report),
    lon: degreesOf(members, { member: "lon", most: 180 }, report),
    ...(hours === "" ? {} : { hours }),
  };
  for (const member of ["placeId", "name", "postalCode"] as const) {
    if (place[member] === "") report(member, "missing", "is missing");
  }
  if (place.placeId !== "" && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(place.placeId)) {
    report("placeId", "place-id", "must be letters, digits, dots, hyphens, at most 64");
  }
  if (place.name.length > NAME_CHARS_MAX) report("name", "too-long", `is longer than ${NAME_CHARS_MAX} characters`);
  if (place.postalCode !== "" && !/^[A-Z0-9][A-Z0-9 -]{1,11}$/.test(place.postalCode)) {
    report("postalCode", "postal-code", "must be letters, digits, spaces and hyphens, at most 12");
  }
  if (place.lat === 0 && place.lon === 0) {
    report("lat", "no-point", "and lon are both 0, which is a point in the sea: write where the store is");
  }
  return place;
}

/** A number in JSON is taken for the text of a postal code or a number of a store, which spreadsheets make of it. */
function textOf(members: RawPlace["members"], member: PlaceMember, report: Report): string {
  const value = members[member] ?? "";
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") report(member, "type", "must be a text");
  else if (/\p{Cc}/u.test(text)) report(member, "control-character", "has a control character");
  return typeof text === "string" ? text.trim() : "";
}

/** Degrees as a number, or as spreadsheets of many countries write one: `19.07` and `19,07`. */
function degreesOf(
  members: RawPlace["members"],
  { member, most }: { readonly member: "lat" | "lon"; readonly most: number },
  report: Report,
): number {
  const text = textOf(members, member, report).replace(",", ".");
  if (text === "") report(member, "missing", "is missing");
  else if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(text)) {
    report(member, "degrees", `must be degrees as a decimal number such as ${member === "lat" ? "19.07" : "72.87"}`);
  } else if (Math.abs(Number(text)) > most) report(member, "degrees", `must lie between -${most} and ${most}`);
  else return Number(Number(text).toFixed(DEGREE_DECIMALS)) + 0;
  return Number.NaN;
}
