/** Where the SDK is served, as in a shop. */
const SDK_URL = "/sdk/v1.js";

const NOT_SAVED =
  "It could not be saved, and nothing was kept. Check that the service runs, agree again and fill in the form once more.";

type Sdk = typeof import("../../../sdk/index.ts");
type Running = { readonly session: ReturnType<Sdk["start"]>; readonly startedAt: string };

/** Observes the form from the moment of consent, and sends what was observed, never what was typed. */
export function startRecording(form: HTMLFormElement, saleId: string): void {
  let running: Promise<Running> | undefined;
  const consent = form.querySelector<HTMLInputElement>("[data-consent]");

  async function begin(): Promise<Running> {
    const { start }: Sdk = await import(SDK_URL);
    return { session: start({ saleId, form }), startedAt: new Date().toISOString() };
  }

  async function save(): Promise<string> {
    if (running === undefined) return "Nothing was kept: agree first, then fill in the form.";
    const { session, startedAt } = await running;
    const { signals } = await session.collect();
    session.stop();
    const way = new FormData(form).get("way");
    const response = await fetch("/dev/record/sessions", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ consent: true, way, startedAt, observations: signals.observations }),
    });
    running = undefined;
    form.reset();
    return response.ok ? "Saved. Thank you: agree again to record another one." : NOT_SAVED;
  }

  consent?.addEventListener("change", () => {
    if (consent.checked) {
      running ??= begin();
      running.then(
        () => say("Recording: fill in the form."),
        () => say("It cannot be recorded: the observing script did not load. Load this page again."),
      );
    } else running?.then(({ session }) => session.stop()).catch(() => undefined);
    if (!consent.checked) running = undefined;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save()
      .catch(() => NOT_SAVED)
      .then(say);
  });

  function say(words: string): void {
    const line = form.querySelector("[data-said]");
    if (line !== null) line.textContent = words;
  }
}
