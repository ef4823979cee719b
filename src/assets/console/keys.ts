/** Fields whose letters are somebody's text; a box that is ticked is none. */
const TYPED = "textarea, input:not([type=checkbox])";

/**
 * One-letter keys for whoever reviews all day: a key presses what carries it. Keys that are meant for a field, or come with
 * Control, Alt or Meta, are left alone.
 */
export function listenForKeys(root: Document): void {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target)) return;
    const target = root.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
    if (target === null) return;
    event.preventDefault();
    if (target.matches(TYPED)) target.focus();
    else target.click();
    const details = target.closest("details");
    if (details?.open) details.querySelector<HTMLElement>("textarea, input:not([type=hidden])")?.focus();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(`select, ${TYPED}`) !== null;
}
