import type { KeysValue, PointerValue, TouchValue } from "../../../src/domain/signals/client/observations.ts";

/**
 * The parts of a session that a model is trained on apart. No set of recordings has typing and movement of the same
 * people, so what the parts say is added up, as naive Bayes does.
 */
export const PARTS = ["keys", "movement", "touch"] as const;
export type Part = (typeof PARTS)[number];

/** One part of one recorded or simulated session, as the SDK would have observed it. */
export type Session = {
  readonly part: Part;
  /** What is left out together: a driver, a device, a person. */
  readonly source: string;
  /** Tells the sessions of a source apart: parts of one recording share it. */
  readonly run: string;
  readonly program: boolean;
  readonly observed: { readonly keys: KeysValue } | { readonly pointer: PointerValue } | { readonly touch: TouchValue };
};
