import type * as z from "zod";
import { moneyWords } from "../../domain/money-words.ts";
import { spanWords } from "../../domain/span-words.ts";
import { LIMITS } from "../../domain/terms/limits.ts";
import type { registrationStatusAnswer } from "../../wire/registration.ts";
import type { publicSale } from "../../wire/sale-view.ts";
import { countOf, countWords } from "../words/count.ts";

/** A sale as everybody may read it. */
export type PublicSale = ReturnType<typeof publicSale>;

/** What became of one registration. */
export type Mine = z.infer<typeof registrationStatusAnswer>;

/** A moment that buyers wait for. */
export type NextMoment = { readonly label: string; readonly atMs: number };

/** The next thing that happens by the clock; undefined where nothing does any more. */
export function nextMoment(sale: PublicSale): NextMoment | undefined {
  const { registration, draw } = sale;
  const moments: readonly (readonly [string, string | undefined])[] = [
    ["Registration opens", sale.fairWindowSeconds === undefined ? registration?.opensAt : undefined],
    ["Registration closes", registration?.closesAt],
    ["The order is drawn", draw?.drawAt],
    ["The sale opens", sale.opensAt],
    ["The sale closes", sale.closesAt],
  ];
  return moments
    .flatMap(([label, at]) => (at === undefined ? [] : [{ label, atMs: Date.parse(at) }]))
    .filter(({ atMs }) => atMs > sale.serverTimeMs)
    .sort((a, b) => a.atMs - b.atMs)[0];
}

const PHASE_HEADLINES: { readonly [phase in PublicSale["phase"]]: string } = {
  scheduled: "Not open yet",
  open: "Open",
  paused: "Paused: nothing is lost, and it goes on here",
  sold_out: "Everything is taken at the moment; units may return until the sale closes",
  closed: "Over",
};

/** How the sale stands, in a sentence. */
export function phaseHeadline({ phase, registration, draw }: PublicSale): string {
  if (phase === "closed" || phase === "paused" || registration === undefined) return PHASE_HEADLINES[phase];
  if (registration.phase === "scheduled") return "Registration is not open yet";
  if (registration.phase === "open") return "Registration is open";
  switch (draw?.stage) {
    case undefined:
      return PHASE_HEADLINES[phase];
    case "void":
      return "The draw does not take place; the shop says why";
    case "over":
      return "The draw is over";
    case "calling":
      return "Places are called in the drawn order";
    default:
      return "Registration is closed, and the draw comes next";
  }
}

/** The terms of a sale in plain words, one a sentence. */
export function termSentences(sale: PublicSale): readonly string[] {
  const { price, limits, draw, holdTtlSeconds, acceptedPayments } = sale;
  const most = LIMITS.map(({ name, owner }) => `${countWords(limits[name])} per ${owner}`).join(", ");
  return [
    ...(price === undefined ? [] : [`One costs ${moneyWords(price)}.`]),
    `You may buy at most: ${most}.`,
    draw === undefined
      ? `A unit that you get is kept for you for ${spanWords(holdTtlSeconds)}, to pay.`
      : `When your place is called a unit is kept for you for ${spanWords(draw.turnSeconds)}, to buy and pay.`,
    ...(acceptedPayments === undefined ? [] : [`Payment: ${acceptedPayments.join(", ").replaceAll("_", " ")}.`]),
  ];
}

/** How it is decided who may buy, in plain words. */
export function decisionSentences({ registration, draw, fairWindowSeconds }: PublicSale): readonly string[] {
  if (draw !== undefined) {
    return [
      fairWindowSeconds === undefined
        ? "Everybody who registers in time takes part. When in that time does not matter."
        : `Everybody who comes within the first ${fairWindowSeconds} seconds takes part. When in that time does not matter.`,
      ...(fairWindowSeconds === undefined
        ? []
        : ["Whoever comes later stands behind them: by the second, and within a second by the same draw."]),
      "The order is drawn by public randomness of that moment, which nobody can know or choose before, the shop and this service included.",
      "A household shares one chance, however many accounts it has.",
      "Places are called in that order for as long as there are units. Your place belongs to your account: a reload, another device or a lost connection costs nothing.",
    ];
  }
  if (registration !== undefined)
    return ["Who registered in time may buy, in the order in which they come to the checkout."];
  return ["Who comes first to the checkout is served first, after checks against programs that buy."];
}

/** Words with moments between them, which the page writes in the reader's zone. */
export type Sentence = readonly (string | { readonly atMs: number })[];

/** What a registration became, for its holder. */
export type MineWords = { readonly headline: string; readonly sentences: readonly Sentence[] };

export function mineWords({ status, recordedAt, drawAt, late, ahead, outlook, turn, reason }: Mine): MineWords {
  const recorded: Sentence = ["Recorded ", momentOf(recordedAt), "."];
  const drawn: readonly Sentence[] = drawAt === undefined ? [] : [["The order is drawn ", momentOf(drawAt), "."]];
  switch (status) {
    case "recorded":
      return {
        headline: "You are registered",
        sentences: [recorded, ...drawn, ["There is nothing more to do until then."]],
      };
    case "withdrawn":
      return { headline: "You took your registration back", sentences: [recorded] };
    case "entered":
      return {
        headline: "You are in",
        sentences: [["Registration has closed, and yours counts."], recorded, ...drawn],
      };
    case "waiting":
      return {
        headline:
          ahead === undefined
            ? late
              ? "You are in line, behind who came in the first seconds"
              : "You are in the drawn order"
            : `${countOf(ahead, "place is", "places are")} called before yours`,
        sentences: outlook === undefined ? [] : [[OUTLOOK_WORDS[outlook]]],
      };
    case "your_turn":
      return {
        headline: "It is your turn",
        sentences:
          turn === undefined ? [] : [["A unit is kept for you until ", momentOf(turn.until), ". Buy it in the shop."]],
      };
    case "turn_over":
      return { headline: "Your turn is over", sentences: [["The unit went to the next place."]] };
    case "bought":
      return { headline: "You bought", sentences: [["The shop has your order."]] };
    case "not_called":
      return { headline: "The units were gone before your place", sentences: [recorded] };
    case "shared":
      return {
        headline: "Your household shared one chance",
        sentences: [["Another registration of your household stood for all of it."]],
      };
    case "excluded":
      return {
        headline: "Your registration did not take part",
        sentences: [
          ...(reason === undefined ? [] : [[reason.message]]),
          ...(reason?.appealable ? [["You can appeal through the shop."]] : []),
        ],
      };
  }
}

const OUTLOOK_WORDS: { readonly [outlook in NonNullable<Mine["outlook"]>]: string } = {
  likely: "It is likely that a unit is left when your place comes.",
  unlikely: "It is unlikely that a unit is left when your place comes. You need not wait here: the result stays here.",
  none: "No unit is left for your place. This is final.",
};

function momentOf(iso: string): { readonly atMs: number } {
  return { atMs: Date.parse(iso) };
}
