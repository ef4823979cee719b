import type { StaffMember } from "../../platform/callers/access.ts";
import { CASE_STATES, OPEN_STATES } from "../domain/case/case-state.ts";
import { CASE_ORDERS, type CaseFilter } from "../store/case-store.ts";

/** What narrows a list of cases, in an address of the API and of the console alike. */
export const CASE_QUERY = [
  {
    name: "state",
    description: `One of ${CASE_STATES.join(", ")}, or \`open\` for ${OPEN_STATES.join(", ")}; without it, all.`,
  },
  { name: "brand", description: "Id of a brand." },
  { name: "assigned", description: "E-mail address of who works on the case, `me`, or `nobody`." },
  { name: "group", description: "Id of a group of similar cases." },
  { name: "q", description: "Letters that the host or page contains." },
  { name: "sort", description: "`score` (highest first), `reach` (widest first) or `age` (longest wait first)." },
] as const;

/** What an address asks for; values that mean nothing narrow nothing. */
export function caseFilter(query: URLSearchParams, { email }: Pick<StaffMember, "email">): CaseFilter {
  const state = query.get("state");
  const known = CASE_STATES.find((each) => each === state);
  const assigned = query.get("assigned");
  return {
    states: state === "open" ? OPEN_STATES : known && [known],
    brand: query.get("brand") || undefined,
    assignedTo: assigned === "nobody" ? null : assigned === "me" ? email : assigned || undefined,
    group: query.get("group") || undefined,
    contains: query.get("q")?.trim() || undefined,
    order: CASE_ORDERS.find((order) => order === query.get("sort")),
    after: query.get("after") || undefined,
  };
}
