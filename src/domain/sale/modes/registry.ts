import type { SaleDefinition, SaleMode } from "../../terms/definition.ts";
import type { Mode, TermsRefusal } from "./mode.ts";

/** What each mode requires. A new name does not compile until it stands here. */
export const MODES: { readonly [mode in SaleMode]: Mode } = {
  flash: { requires: [] },
  draw: "not supported yet",
  invite: "not supported yet",
  preorder: "not supported yet",
};

/**
 * Whether a sale can be sold as its mode says. The sale itself asks, so that no caller can bring it to sell in another way than
 * it announces.
 * @returns every problem at once; undefined where there is none
 */
export function termsRefused(
  definition: SaleDefinition,
  modes: { readonly [mode: string]: Mode } = MODES,
): TermsRefusal | undefined {
  const mode = Object.hasOwn(modes, definition.mode) ? modes[definition.mode] : undefined;
  if (mode === undefined || mode === "not supported yet") {
    const supported = Object.keys(modes).filter((name) => modes[name] !== "not supported yet");
    return { kind: "mode-not-supported", mode: definition.mode, supported };
  }
  const problems = mode.requires
    .filter(({ isMet }) => !isMet(definition))
    .map(({ pointer, detail }) => ({ pointer, detail }));
  return problems.length === 0 ? undefined : { kind: "terms-refused", problems };
}
