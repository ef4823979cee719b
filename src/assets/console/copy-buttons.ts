const CONFIRMED_MS = 1500;

/** Puts a button behind each identifier that copies it. Without clipboard (plain http on another host) there is none. */
export function addCopyButtons(root: ParentNode): void {
  if (!("clipboard" in navigator)) return;
  for (const code of root.querySelectorAll<HTMLElement>("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${code.dataset.copy}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.dataset.copy ?? "");
      button.textContent = "Copied";
      setTimeout(() => {
        button.textContent = "Copy";
      }, CONFIRMED_MS);
    });
    code.after(" ", button);
  }
}
