import { announceOutcome, refreshRegions, replaceRegions } from "./regions.ts";
import type { Session } from "./session.ts";

/** Sends the forms of the order in the background, so that the page stays where it is. */
export function handleForms(shop: HTMLElement, session: Promise<Session | undefined>): void {
  shop.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const button = form.querySelector("button");
    if (button?.ariaBusy === "true") return;
    const words = button?.textContent ?? "";
    setBusy(button, form.dataset.checkout === undefined ? "One moment…" : "Asking for a phone…");
    try {
      if (form.dataset.checkout === undefined) await postForm(form);
      else await checkOut(form, await session);
      announceOutcome();
    } catch {
      setBusy(button, undefined, words);
      showTrouble(form);
    }
  });
}

/** Posts what the buyer filled in and what the SDK collected, and keeps the visit for a second try. */
async function checkOut(form: HTMLFormElement, session: Session | undefined): Promise<void> {
  const collected = await session?.collect();
  const response = await fetch(form.action, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...Object.fromEntries(new FormData(form)), ...collected }),
  });
  const answer: { readonly retryVisitToken?: string } = await response.json();
  if (answer.retryVisitToken !== undefined) session?.retryWith(answer.retryVisitToken);
  await refreshRegions();
}

/** The other forms answer with the page itself. */
async function postForm(form: HTMLFormElement): Promise<void> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  replaceRegions(await (await fetch(form.action, { method: "POST", body: fields })).text());
}

function setBusy(button: HTMLButtonElement | null, busyWords: string | undefined, words = ""): void {
  if (button === null) return;
  button.ariaBusy = busyWords === undefined ? "false" : "true";
  button.textContent = busyWords ?? words;
}

/** The network failed on the way; what became of the order is asked again with the same attempt, never twice. */
function showTrouble(form: HTMLFormElement): void {
  form.querySelector("[data-trouble]")?.remove();
  const line = document.createElement("p");
  line.className = "alert";
  line.role = "alert";
  line.dataset.trouble = "";
  line.textContent = "The shop could not be reached. Check your connection and press the button again.";
  form.append(line);
}
