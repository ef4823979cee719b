import { findDraw } from "../../app/draw/find-draw.ts";
import { handInBeacon } from "../../app/draw/hand-in-beacon.ts";
import type { DrawView } from "../../objects/draw.view.ts";
import { beaconBody, drawAnswer } from "../../wire/draw.ts";
import type { Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { exceedsDearLimit, exceedsPublicLimit } from "../public-limit.ts";
import { readBody } from "../read-body.ts";
import { recordResponse } from "../record-response.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

const FILE_PROBLEMS = [
  "sale-unknown",
  "draw-unknown",
  "not-found",
  "range-not-satisfiable",
  "rate-limited",
  "overloaded",
] as const;
const NOT_PUBLISHED: Problem = {
  slug: "not-found",
  detail: "This is not published yet: the draw says when it goes on.",
};

export const getDrawRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/draw",
  operationId: "getDraw",
  summary: "Where a draw stands, with every statement of it and where its files are",
  description:
    "At most a second old. All that is published is signed or named by a signed hash: whoever doubts recomputes it.",
  tag: "Public",
  caller: "anybody",
  answer: drawAnswer,
  problems: ["sale-unknown", "draw-unknown", "rate-limited", "overloaded"],
  handle: getDraw,
};

export const getEntriesRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/draw/entries.txt",
  operationId: "getDrawEntries",
  summary: "The list that an order is drawn of, with the status of each entry sealed",
  description: "Never changes once it is there. Ranges of bytes are served: each line has 132.",
  tag: "Public",
  caller: "anybody",
  answerTypes: ["text/plain; charset=utf-8"],
  answersRanges: true,
  problems: FILE_PROBLEMS,
  handle: (c) => getFile(c, ({ commitment }) => commitment?.entriesKey),
};

export const getOpeningsRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/draw/openings.txt",
  operationId: "getDrawOpenings",
  summary: "The opened seals of all entries above the line, in the drawn order",
  description: "Grows with each wave; its ETag says which one it is.",
  tag: "Public",
  caller: "anybody",
  answerTypes: ["text/plain; charset=utf-8"],
  answersRanges: true,
  problems: FILE_PROBLEMS,
  handle: (c) => getFile(c, ({ openingsKey }) => openingsKey),
};

export const getRedrawOpeningsRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/draw/redraws/{round}/openings.txt",
  operationId: "getRedrawOpenings",
  summary: "The opened seals of a redraw, in its order",
  description: "Named by the round that decided it. Never changes once it is there.",
  tag: "Public",
  caller: "anybody",
  answerTypes: ["text/plain; charset=utf-8"],
  answersRanges: true,
  problems: FILE_PROBLEMS,
  handle: (c) =>
    getFile(c, ({ redraws }) => redraws.find(({ round }) => String(round) === c.req.param("round"))?.openingsKey),
};

export const handInBeaconRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/draw/beacon",
  operationId: "handInBeacon",
  summary: "Hand in the beacon of the round that decides",
  description:
    "From anybody: it is checked against the key of the chain that the charter names. 204 where it is the one, also when it is handed in again. An address may hand in as often as it may report shops.",
  tag: "Public",
  caller: "anybody",
  body: beaconBody,
  answersNothing: true,
  problems: ["sale-unknown", "draw-unknown", "beacon-rejected", "rate-limited", "overloaded"],
  handle: handIn,
};

async function getDraw(c: HttpContext): Promise<Response> {
  const found = await find(c);
  if ("slug" in found) return problemResponse(c, found);
  const { stage, statements, commitment, openingsKey, redraws, called, nextAtMs } = found;
  const path = `/v1/sales/${saleIdOf(c)}/draw`;
  return jsonResponse({
    stage,
    statements,
    files: {
      ...(commitment === undefined ? {} : { entries: `${path}/entries.txt` }),
      ...(openingsKey === undefined ? {} : { openings: `${path}/openings.txt` }),
      ...(redraws.length === 0
        ? {}
        : {
            redraws: Object.fromEntries(redraws.map(({ round }) => [round, `${path}/redraws/${round}/openings.txt`])),
          }),
    },
    ...(called === undefined ? {} : { called }),
    ...(nextAtMs === undefined ? {} : { nextAt: new Date(nextAtMs).toISOString() }),
  });
}

async function handIn(c: HttpContext): Promise<Response> {
  const limited = await exceedsDearLimit(c, "beacon");
  if (limited !== undefined) return problemResponse(c, limited);
  const body = await readBody(c, beaconBody);
  if (!body.ok) return problemResponse(c, body.error);
  const taken = await handInBeacon(depsOf(c), saleIdOf(c), body.value.value);
  return taken.ok ? new Response(null, { status: 204 }) : problemResponse(c, taken.error);
}

/** A file that is published, straight from where it lies: no object is asked for it. */
async function getFile(c: HttpContext, keyOf: (view: DrawView) => string | undefined): Promise<Response> {
  const found = await find(c);
  if ("slug" in found) return problemResponse(c, found);
  const key = keyOf(found);
  return (key === undefined ? undefined : await recordResponse(c, key)) ?? problemResponse(c, NOT_PUBLISHED);
}

async function find(c: HttpContext): Promise<DrawView | Problem> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return limited;
  const draw = await findDraw(depsOf(c), saleIdOf(c));
  return draw.ok ? draw.value : draw.error;
}

function saleIdOf(c: HttpContext): string {
  return c.req.param("saleId") ?? "";
}
