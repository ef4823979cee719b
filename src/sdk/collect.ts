import type { ClientObservations } from "../domain/signals/client/observations.ts";
import { type Scene, type Span, watched } from "./observation.ts";
import { automationSource } from "./sources/automation.ts";
import { environmentSource } from "./sources/environment.ts";
import { formSource } from "./sources/form.ts";
import { keysSource } from "./sources/keys.ts";
import { pageSource } from "./sources/page.ts";
import { pointerSource } from "./sources/pointer.ts";
import { rhythmSource } from "./sources/rhythm.ts";
import { touchSource } from "./sources/touch.ts";

/** Starts every source. The returned function says what they observed, whenever it is asked. */
export function watchAll(scene: Scene): (span: Span) => Required<ClientObservations> {
  const pointer = watched(pointerSource, scene);
  const keys = watched(keysSource, scene);
  const touch = watched(touchSource, scene);
  const form = watched(formSource, scene);
  const page = watched(pageSource, scene);
  const rhythm = watched(rhythmSource, scene);
  const automation = watched(automationSource, scene);
  const environment = watched(environmentSource, scene);
  return (span) => ({
    pointer: pointer(span),
    keys: keys(span),
    touch: touch(span),
    form: form(span),
    page: page(span),
    rhythm: rhythm(span),
    automation: automation(span),
    environment: environment(span),
  });
}
