const CHOSEN = "firsthand-chosen-cases";

/**
 * Keeps which cases of a list are chosen while somebody opens one after the other, which loads the page anew each time, and
 * says how many they are. Without script the boxes are boxes and the page says what to do.
 */
export function followChoice(root: Document, kept: Storage): void {
  const count = root.querySelector<HTMLElement>("[data-triage-count]");
  const form = count?.closest("form");
  if (!count || !form) return;
  const boxes = [...form.querySelectorAll<HTMLInputElement>("input[name=case]")];
  const chosen = new Set((kept.getItem(CHOSEN) ?? "").split(" "));
  for (const box of boxes) box.checked ||= chosen.has(box.value);
  const show = () => {
    const checked = boxes.filter((box) => box.checked);
    count.textContent = checked.length === 1 ? "1 chosen case" : `${checked.length} chosen cases`;
    kept.setItem(CHOSEN, checked.map((box) => box.value).join(" "));
  };
  form.addEventListener("change", show);
  form.addEventListener("submit", () => kept.removeItem(CHOSEN));
  show();
}

/** Takes the button away when it could do nothing any more. */
export function expireUndo(root: Document): void {
  for (const undo of root.querySelectorAll<HTMLElement>("[data-undo-ms]")) {
    setTimeout(() => undo.remove(), Number(undo.dataset.undoMs));
  }
}
