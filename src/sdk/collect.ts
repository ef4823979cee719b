import type { ClientObservations } from "../domain/signals/client/observations.ts";
import { createListening } from "./listen.ts";
import { type Observation, type Scene, type Source, type Span, watched } from "./observation.ts";
import { automationSource } from "./sources/automation.ts";
import { environmentSource } from "./sources/environment.ts";
import { formSource } from "./sources/form.ts";
import { keysSource } from "./sources/keys.ts";
import { orientationSource } from "./sources/orientation.ts";
import { pageSource } from "./sources/page.ts";
import { pointerSource } from "./sources/pointer.ts";
import { rhythmSource } from "./sources/rhythm.ts";
import { touchSource } from "./sources/touch.ts";

/** What is sent, by name. To the page it is opaque: the service has the schema. */
export type Observations = { readonly [name: string]: Observation<unknown> };

/** What is watched: a page, or one form of it, and by what beyond the sources that are always there. */
export type Watched = Omit<Scene, "listen"> & { readonly botd?: Source<unknown> | undefined };

/** Starts every source. The returned function says what they observed, whenever it is asked. */
export function watchAll({ botd, ...place }: Watched): (span: Span) => Observations {
  const { listen, lookAtWaiting } = createListening(place.signal);
  const scene: Scene = { ...place, listen };
  const pointer = watched(pointerSource, scene);
  const keys = watched(keysSource, scene);
  const touch = watched(touchSource, scene);
  const form = watched(formSource, scene);
  const page = watched(pageSource, scene);
  const rhythm = watched(rhythmSource, scene);
  const automation = watched(automationSource, scene);
  const environment = watched(environmentSource, scene);
  const orientation = watched(orientationSource, scene);
  const optional = botd && watched(botd, scene);
  return (span) => {
    lookAtWaiting();
    const observations: Required<Omit<ClientObservations, "botd">> = {
      pointer: pointer(span),
      keys: keys(span),
      touch: touch(span),
      form: form(span),
      page: page(span),
      rhythm: rhythm(span),
      automation: automation(span),
      environment: environment(span),
      orientation: orientation(span),
    };
    return optional === undefined ? observations : { ...observations, botd: optional(span) };
  };
}
