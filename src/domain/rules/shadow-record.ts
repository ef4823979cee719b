/** A time in which the policy that was live had the rule in shadow, in milliseconds since 1970. */
export type ShadowSpan = { readonly rule: string; readonly fromMs: number; readonly untilMs: number };

/** What the service itself saw of rules before they decide. */
export type ShadowRecord = {
  /** Rules that decide now: they need no time in shadow to go on. */
  readonly live: readonly string[];
  readonly spans: readonly ShadowSpan[];
};
