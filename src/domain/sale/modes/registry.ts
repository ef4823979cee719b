import { DRAW_AFTER_LEAD_SECONDS_MIN } from "../../limits.ts";
import type { SaleDefinition, SaleMode } from "../../terms/definition.ts";
import { earliestDrawMs } from "../../terms/draw.ts";
import type { Mode, TermRequirement, TermsRefusal } from "./mode.ts";

/** What each mode requires. A new name does not compile until it stands here. */
export const MODES: { readonly [mode in SaleMode]: Mode } = {
  flash: {
    requires: [
      {
        pointer: "/draw",
        detail: "belongs to a sale of mode draw; a flash sale has fairWindowSeconds",
        isMet: ({ draw, fairWindow }) => draw === undefined || fairWindow !== undefined,
      },
    ],
  },
  draw: {
    requires: [
      {
        pointer: "/registration",
        detail: "is needed: an order is drawn among who registered",
        isMet: ({ registration }) => registration !== undefined,
      },
      { pointer: "/draw", detail: "is needed in mode draw", isMet: ({ draw }) => draw !== undefined },
      {
        pointer: "/fairWindowSeconds",
        detail: "belongs to a sale of mode flash",
        isMet: ({ fairWindow }) => fairWindow === undefined,
      },
    ],
  },
  invite: "not supported yet",
  preorder: "not supported yet",
};

/** What holds in every mode. */
const ALWAYS: readonly TermRequirement[] = [
  {
    pointer: "/registration",
    detail: "is needed where an order is drawn",
    isMet: ({ mode, registration, draw }) => mode === "draw" || draw === undefined || registration !== undefined,
  },
  {
    pointer: "/draw/drawAt",
    detail: `must be leadSeconds and ${DRAW_AFTER_LEAD_SECONDS_MIN} seconds or more after registration closes`,
    isMet: ({ registration, draw }) =>
      registration === undefined ||
      draw === undefined ||
      draw.drawAtMs >= earliestDrawMs(registration, draw.leadSeconds),
  },
  {
    pointer: "/draw/drawAt",
    detail: "must not be after the sale's closesAt",
    isMet: ({ draw, fairWindow, closesAtMs }) =>
      draw === undefined || fairWindow !== undefined || draw.drawAtMs <= closesAtMs,
  },
  {
    pointer: "/fairWindowSeconds",
    detail: "leaves no time for the draw before the sale's closesAt",
    isMet: ({ draw, fairWindow, closesAtMs }) =>
      draw === undefined || fairWindow === undefined || draw.drawAtMs <= closesAtMs,
  },
];

/**
 * Whether a sale can be sold as its mode says. The sale itself asks, so that no caller can bring it to sell in another way than
 * it announces.
 * @returns every problem at once; undefined where there is none
 */
export function termsRefused(
  definition: SaleDefinition,
  modes: { readonly [mode: string]: Mode } = MODES,
): TermsRefusal | undefined {
  const mode = modeOf(definition, modes);
  if (mode === undefined) {
    const supported = Object.keys(modes).filter((name) => modes[name] !== "not supported yet");
    return { kind: "mode-not-supported", mode: definition.mode, supported };
  }
  const problems = termProblems(definition, modes);
  return problems.length === 0 ? undefined : { kind: "terms-refused", problems };
}

/** What is wrong with terms, in a mode that there is; nothing is said of others. */
export function termProblems(
  definition: SaleDefinition,
  modes: { readonly [mode: string]: Mode } = MODES,
): readonly Pick<TermRequirement, "pointer" | "detail">[] {
  const mode = modeOf(definition, modes);
  if (mode === undefined) return [];
  return [...mode.requires, ...ALWAYS]
    .filter(({ isMet }) => !isMet(definition))
    .map(({ pointer, detail }) => ({ pointer, detail }));
}

function modeOf(
  { mode: name }: SaleDefinition,
  modes: { readonly [mode: string]: Mode },
): Exclude<Mode, string> | undefined {
  const mode = Object.hasOwn(modes, name) ? modes[name] : undefined;
  return mode === "not supported yet" ? undefined : mode;
}
