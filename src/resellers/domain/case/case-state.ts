/** Where a case stands. `confirmed` is said in public, so it takes two people; see `applyCommand`. */
export const CASE_STATES = [
  "new",
  "in_review",
  "confirmed",
  "authorized",
  "dismissed",
  "taken_down",
  "reopened",
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Where a case waits for a decision. */
export const OPEN_STATES = ["new", "in_review", "reopened"] as const satisfies readonly CaseState[];
export type OpenState = (typeof OPEN_STATES)[number];
/** Where somebody has looked and found no impostor: what is known of such a case teaches, and accuses nobody. */
export const SETTLED_STATES = ["dismissed", "authorized"] as const satisfies readonly CaseState[];
export type SettledState = (typeof SETTLED_STATES)[number];

/** What a person may do with a case. */
export const CASE_COMMANDS = ["take", "confirm", "authorize", "dismiss", "take_down", "reopen"] as const;
export type CaseCommandKind = (typeof CASE_COMMANDS)[number];

/** Every allowed transition; what is not here is refused. */
export const TRANSITIONS: { readonly [from in CaseState]: { readonly [command in CaseCommandKind]?: CaseState } } = {
  new: { take: "in_review", dismiss: "dismissed" },
  in_review: { confirm: "confirmed", authorize: "authorized", dismiss: "dismissed" },
  confirmed: { take_down: "taken_down", reopen: "reopened" },
  authorized: { reopen: "reopened" },
  dismissed: { reopen: "reopened" },
  taken_down: { reopen: "reopened" },
  reopened: { take: "in_review", dismiss: "dismissed" },
};
