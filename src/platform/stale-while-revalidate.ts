import { withTimeout } from "./with-timeout.ts";

/** Asked for again when it is this old, so a change is known everywhere within this time and one call. */
const FRESH_MS = 5000;
/** While one request asks, and after it failed, the others go on with what is known. */
const ASKING_MS = 1000;

type Known<Value> = { readonly value: Value | undefined; readonly askAtMs: number };

/** Something that one place knows and every request needs, as this isolate knew it last. */
export type Revalidated<Place extends object, Value> = {
  /**
   * At most `FRESH_MS` old while the place answers, and the last known value while it does not; undefined where this isolate
   * has never known it.
   */
  readonly value: (place: Place) => Promise<Value | undefined>;
  /** Forgets what is known, after this isolate itself changed it. */
  readonly forget: (place: Place) => void;
};

/**
 * Keeps a value for an isolate: one request asks for it again once it is old, and the others go on with the old one meanwhile.
 * @param failed is told of each failure, and the old value stays
 */
export function staleWhileRevalidate<Place extends object, Value>(
  ask: (place: Place) => Promise<Value>,
  failed: (error: unknown) => void,
): Revalidated<Place, Value> {
  const known = new WeakMap<Place, Known<Value>>();
  return {
    async value(place) {
      const held = known.get(place);
      if (held !== undefined && Date.now() < held.askAtMs) return held.value;
      if (held !== undefined) known.set(place, { ...held, askAtMs: Date.now() + ASKING_MS });
      try {
        const value = await withTimeout(ask(place));
        known.set(place, { value, askAtMs: Date.now() + FRESH_MS });
        return value;
      } catch (error) {
        failed(error);
        known.set(place, { value: held?.value, askAtMs: Date.now() + ASKING_MS });
        return held?.value;
      }
    },
    forget: (place) => {
      known.delete(place);
    },
  };
}
