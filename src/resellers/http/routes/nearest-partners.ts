import { POSTAL_COUNTRIES } from "../../../domain/geo/postal-table.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { exceedsPublicLimit } from "../../../http/public-limit.ts";
import { jsonResponse, problemResponse } from "../../../http/respond.ts";
import type { Route } from "../../../http/route.ts";
import { nearestPartners, type StockedPlace } from "../../app/nearest-partners.ts";
import { nearestPartnersAnswer } from "../../wire/nearest-partners.ts";
import { postalTable } from "../postal-table.ts";

export const nearestPartnersRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/partners",
  operationId: "nearestPartners",
  summary: "The five stores nearest to a buyer",
  description: `Of partners of the registry, by a postal code (countries ${POSTAL_COUNTRIES.join(", ")}) or a rounded point, with the distance as the crow flies. \`stock\` is of who collects there, a few seconds old, and never a count. Stores with nothing left give way to others among the nearest.`,
  tag: "Public",
  caller: "anybody",
  query: [
    { name: "postalCode", description: "With `country`: of the buyer's address." },
    { name: "country", description: "Two letters (ISO 3166-1)." },
    {
      name: "near",
      description: "In their place: latitude and longitude, of two decimals at most; three are refused.",
    },
  ],
  answer: nearestPartnersAnswer,
  problems: ["request-invalid", "sale-unknown", "rate-limited", "overloaded"],
  handle: nearest,
};

async function nearest(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const found = await nearestPartners(depsOf(c), {
    saleId: c.req.param("saleId") ?? "",
    tables: (country) => postalTable(c, country),
    whereabouts: {
      postalCode: c.req.query("postalCode"),
      country: c.req.query("country"),
      near: c.req.query("near"),
    },
  });
  if (!found.ok) return problemResponse(c, found.error);
  const { locatedBy, places } = found.value;
  return jsonResponse({ locatedBy, partners: places.map(shown) });
}

function shown({ partner, place, distanceKm, stock }: StockedPlace) {
  const { id, legalName, storefrontNames, linkCode, phone } = partner;
  return {
    partnerId: id,
    name: storefrontNames[0] ?? legalName,
    ...(linkCode === undefined ? {} : { linkCode }),
    ...(phone === undefined ? {} : { phone }),
    place,
    distanceKm: Math.round(distanceKm * 10) / 10,
    stock,
  };
}
