/** One thing that was looked at. What is not well says what to do. */
export type Finding = { readonly what: string; readonly state: "well" | "warning" | "wrong"; readonly says: string };

export function well(what: string, says: string): Finding {
  return { what, state: "well", says };
}

/** The service runs with it, and is not finished. */
export function warning(what: string, says: string): Finding {
  return { what, state: "warning", says };
}

export function wrong(what: string, says: string): Finding {
  return { what, state: "wrong", says };
}
