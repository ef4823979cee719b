/** Fields whose letters are somebody's text; a box that is ticked is none. */
const TYPED = "textarea, input:not([type=checkbox])";

const SWITCHED_OFF = "firsthand-keys-off";

/**
 * One-letter keys for whoever reviews all day: a key presses what carries it. Keys that are meant for a field, or come with
 * Control, Alt or Meta, are left alone. Whoever has switched them off has none.
 */
export function listenForKeys(root: Document, kept: Storage): void {
  const areOff = () => kept.getItem(SWITCHED_OFF) !== null;
  offerSwitch(root, kept, areOff);
  root.addEventListener("keydown", (event) => {
    if (areOff()) return;
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

function offerSwitch(root: Document, kept: Storage, areOff: () => boolean): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-key-switch]")) {
    const show = () => {
      button.textContent = areOff() ? "Switch one-letter keys on" : "Switch one-letter keys off";
      button.hidden = false;
    };
    button.addEventListener("click", () => {
      if (areOff()) kept.removeItem(SWITCHED_OFF);
      else kept.setItem(SWITCHED_OFF, "yes");
      show();
    });
    show();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(`select, ${TYPED}`) !== null;
}
