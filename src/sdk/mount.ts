import { type Session, type StartOptions, start } from "./session.ts";

/** Where a submission leads nowhere, as to a file that is kept, the form takes a press again after so long. */
const LEAVING_MS = 5_000;

/**
 * The usual case: observes a form and, when it is submitted, puts `visitToken` and `signals` (as JSON) into it as hidden
 * fields for the shop's backend to pass on. The page's own submit handlers run after that, once.
 * Whatever goes wrong, the form is submitted: the sale's policy judges a checkout without signals.
 * @returns the session, whose `stop` also leaves the form alone from then on
 */
export function mount(form: HTMLFormElement, options: Omit<StartOptions, "form">): Session {
  const session = start({ ...options, form });
  let step: "open" | "collecting" | "filled" | "leaving" = "open";
  /** The submission with everything in it, once the page's own handlers have seen it. */
  const passed: SubmitEvent[] = [];
  async function submitFilled(submitter: HTMLElement | null) {
    const { visitToken, signals } = await session.collect();
    setHidden(form, "visitToken", visitToken);
    setHidden(form, "signals", JSON.stringify(signals));
    // All of that may have taken microtasks only, and a form that is being submitted ignores another submission.
    await new Promise((resolve) => setTimeout(resolve));
    step = "filled";
    passed.length = 0;
    form.requestSubmit(submitter);
    const [event] = passed;
    // Without an event the form was found invalid; prevented, the page sends it by itself and may want another press.
    const leaves = event !== undefined && !event.defaultPrevented;
    step = leaves ? "leaving" : "open";
    if (leaves) setTimeout(open, LEAVING_MS);
  }
  function open() {
    step = "open";
  }
  function onSubmit(event: SubmitEvent) {
    if (step === "filled") {
      passed.push(event);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    // Two presses mean one order, also while the page already leaves for the answer to the first.
    if (step !== "open") return;
    step = "collecting";
    // A button called "submit" would stand in the place of the method.
    submitFilled(event.submitter).catch(() => HTMLFormElement.prototype.submit.call(form));
  }
  form.addEventListener("submit", onSubmit, { capture: true });
  // A page that comes back as it was left takes a press again.
  addEventListener("pageshow", open);
  return {
    ...session,
    stop() {
      form.removeEventListener("submit", onSubmit, { capture: true });
      removeEventListener("pageshow", open);
      session.stop();
    },
  };
}

function setHidden(form: HTMLFormElement, name: string, value: string | undefined) {
  form.querySelector(`input[type=hidden][name=${name}]`)?.remove();
  if (value === undefined) return;
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  form.append(input);
}
