import type { FormValue } from "../../domain/signals/client/observations.ts";
import type { Scene, Source } from "../observation.ts";

/** Text that comes this long after a key or a composition is explained by it, and the focus of a field by a press. */
const EXPLAINED_MS = 1_000;
const TEXT_TYPES = ["text", "email", "tel", "search", "url", "password", "number", "textarea"];

/** How the form was filled: by typing, pasting, the browser or a password manager, and in what time. Never with what. */
export const formSource: Source<FormValue> = (scene) => {
  const fields = new Set<EventTarget>();
  let [pastes, autofills, unexplainedInputs, unexplainedFocuses] = [0, 0, 0, 0];
  let touchedAtMs: number | undefined;
  let explainedAtMs = Number.NEGATIVE_INFINITY;
  let pressedAtMs = Number.NEGATIVE_INFINITY;

  // A window that comes back gives the focus to where it was.
  scene.listen(["pointerdown", "pointerup", "keydown", "blur"], ({ type, target, timeStamp, isTrusted }) => {
    if (type !== "blur") pressedAtMs = isTrusted ? timeStamp : pressedAtMs;
    else if (target === window) pressedAtMs = Number.POSITIVE_INFINITY;
  });
  // Also the stand-in keys of input methods: here they explain the text.
  scene.listen(["keydown", "compositionstart", "compositionend"], ({ timeStamp }) => {
    explainedAtMs = timeStamp;
  });
  scene.listen(["focusin", "input"], (event) => {
    const field = fieldOf(event, scene);
    if (field === undefined) return;
    touchedAtMs ??= event.timeStamp;
    fields.add(field);
    if (event.type !== "input") {
      if (event.timeStamp - pressedAtMs > EXPLAINED_MS) unexplainedFocuses += 1;
      return;
    }
    const inputType = event instanceof InputEvent ? event.inputType : "";
    if (inputType.startsWith("insertFrom")) pastes += 1;
    else if (isFilled(event, inputType)) autofills += 1;
    else if (inputType === "insertText" && event.timeStamp - explainedAtMs > EXPLAINED_MS) unexplainedInputs += 1;
  });
  return {
    read({ sinceMs, nowMs }) {
      if (touchedAtMs === undefined) return undefined;
      const elapsedMs = Math.max(0, Math.round(nowMs - Math.max(sinceMs, touchedAtMs)));
      return { elapsedMs, fields: fields.size, pastes, autofills, unexplainedInputs, unexplainedFocuses };
    },
  };
};

/** Browsers fill with an event that names no kind of input, extensions with one that no device made. */
function isFilled(event: Event, inputType: string): boolean {
  return !event.isTrusted || inputType === "" || inputType === "insertReplacementText";
}

/** A text field of the watched form; without a form, of the page. Boxes and pickers change without being filled. */
function fieldOf({ target }: Event, { form }: Scene): EventTarget | undefined {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return undefined;
  if (!TEXT_TYPES.includes(target.type)) return undefined;
  return form === undefined || target.form === form ? target : undefined;
}
