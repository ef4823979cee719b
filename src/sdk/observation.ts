import type { Listen } from "./listen.ts";

/** What became of one attempt to observe. A source never throws into the page: failure is a state that the service reads. */
export type Observation<Value> =
  | { readonly state: "ok"; readonly value: Value }
  | { readonly state: "absent" | "blocked" | "failed" };

/** Times on the page's monotonic clock between which a payload makes claims: the visit's arrival and the moment of collecting. */
export type Span = { readonly sinceMs: number; readonly nowMs: number };

/** A running observation. `read` gives its value so far, or `undefined` where there was nothing to observe. */
export type Watch<Value> = { readonly read: (span: Span) => Value | undefined };

/** What a source is given to observe with; all listeners end with the signal. */
export type Scene = {
  readonly form?: HTMLFormElement | undefined;
  readonly listen: Listen;
  readonly signal: AbortSignal;
};

/** One observation: begins to watch. It collects and never judges. */
export type Source<Value> = (scene: Scene) => Watch<Value>;

/** Starts a source so that whatever goes wrong in it stays in it. */
export function watched<Value>(source: Source<Value>, scene: Scene): (span: Span) => Observation<Value> {
  let watch: Watch<Value> | undefined;
  let refused: "blocked" | "failed" = "failed";
  try {
    watch = source(scene);
  } catch (cause) {
    refused = stateOf(cause);
  }
  return (span) => {
    if (watch === undefined) return { state: refused };
    try {
      const value = watch.read(span);
      return value === undefined ? { state: "absent" } : { state: "ok", value };
    } catch (cause) {
      return { state: stateOf(cause) };
    }
  };
}

function stateOf(cause: unknown): "blocked" | "failed" {
  return cause instanceof DOMException && cause.name === "SecurityError" ? "blocked" : "failed";
}
