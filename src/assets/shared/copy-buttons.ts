const SAID_MS = 1500;

/** Puts a button behind each identifier that copies it. Without clipboard (plain http on another host) there is none. */
export function addCopyButtons(root: ParentNode): void {
  if (!("clipboard" in navigator)) return;
  for (const code of root.querySelectorAll<HTMLElement>("[data-copy]"))
    code.after(" ", copyButton(code.dataset.copy ?? ""));
}

/** Its name says what happened as its words do: whoever hears the page is on the button and hears the change. */
function copyButton(text: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  const say = (words: string) => {
    button.textContent = words;
    button.ariaLabel = `${words} ${text}`;
  };
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    say(copied ? "Copied" : "Not copied");
    setTimeout(() => say("Copy"), SAID_MS);
  });
  say("Copy");
  return button;
}
