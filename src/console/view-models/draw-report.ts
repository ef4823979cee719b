import { DRAW_FAULTS } from "../../domain/draw/verify/faults.ts";
import type { DrawReport } from "../../domain/draw/verify/verify-draw.ts";
import { countOf, countWords } from "../words/count.ts";

/** What recomputing a draw found, one thing a sentence, in the order in which it was done. */
export function reportSentences({
  fault,
  statements,
  entries,
  round,
  called,
  redrawn,
  opened,
  ownSecret,
  places,
}: DrawReport): readonly string[] {
  const held = [
    `${countOf(statements, "statement is", "statements are")} signed by this service, in order, each linked to the one before.`,
    entries === undefined
      ? "The list is not fixed yet."
      : `The list has ${countOf(entries, "entry", "entries")} and is the one that was committed to before the randomness was out.`,
    ...(round === undefined ? [] : [`Round ${round} of the public randomness decides.`]),
    ...(ownSecret
      ? ["The randomness did not come in time: this draw rests on a secret that was committed to beforehand."]
      : []),
    ...(opened === undefined
      ? []
      : [
          `The order was recomputed: ${countOf(called, "entry was", "entries were")} called, ${countWords(opened.shared)} passed over for sharing a household, ${countWords(opened.excluded)} excluded.`,
        ]),
    ...(redrawn === 0
      ? []
      : [
          `${countOf(redrawn, "entry was", "entries were")} called by a redraw: units came back, which was stated by two people before the randomness that chose.`,
        ]),
    ...places.map((place) => `${place.registration}: ${placeWords(place)}.`),
  ];
  if (fault === undefined) return [...held, "Everything holds that is published so far."];
  const at = fault.at === undefined ? "" : ` (${fault.at})`;
  return [`This does not hold: ${DRAW_FAULTS[fault.code]}${at}. Keep what you have, and ask the shop.`];
}

function placeWords({ place, status }: DrawReport["places"][number]): string {
  if (status === "late") return "came after the window, and stands behind the list";
  if (place === undefined) return "in the list, and not drawn yet";
  return `place ${countWords(place)}, ${(status ?? "sealed").replaceAll("-", " ")}`;
}
