import { announceOutcome, replaceRegions } from "./regions.ts";

/** Sends the forms of the order in the background, so that the page stays where it is. The checkout's own is the SDK's. */
export function handleForms(shop: HTMLElement): void {
  shop.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.checkout !== undefined) return;
    event.preventDefault();
    const button = form.querySelector("button");
    if (button?.ariaBusy === "true") return;
    const words = button?.textContent ?? "";
    setBusy(button, "One moment…");
    try {
      await postForm(form);
      announceOutcome();
    } catch {
      setBusy(button, undefined, words);
      showTrouble(form);
    }
  });
}

/** These forms answer with the page itself; any other answer is trouble, which the form then says. */
async function postForm(form: HTMLFormElement): Promise<void> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  const response = await fetch(form.action, { method: "POST", body: fields });
  if (!response.ok) throw new Error(`The shop answered ${response.status}.`);
  replaceRegions(await response.text());
}

function setBusy(button: HTMLButtonElement | null, busyWords: string | undefined, words = ""): void {
  if (button === null) return;
  button.ariaBusy = busyWords === undefined ? "false" : "true";
  button.textContent = busyWords ?? words;
}

/** The network or the shop failed on the way; what was asked for is asked again, and done once. */
function showTrouble(form: HTMLFormElement): void {
  form.querySelector("[data-trouble]")?.remove();
  const line = document.createElement("p");
  line.className = "alert";
  line.role = "alert";
  line.dataset.trouble = "";
  line.textContent = "That did not get through. Check your connection and press the button again.";
  form.append(line);
}
