import type { CaseView } from "../../wire/case.ts";
import { STATE_WORDS } from "./resellers.ts";

type Act = Pick<CaseView["history"][number], "kind" | "from" | "to" | "assignedTo">;

/** What somebody did with a case, in the words of its history. */
export function actWords({ kind, from, to, assignedTo }: Act): string {
  switch (kind) {
    case "disposition":
    case "undo": {
      if (from === undefined || to === undefined) return "Decided";
      const undone = kind === "undo" ? "Undone: " : "";
      return from === to && kind === "disposition"
        ? `${STATE_WORDS[from]}, confirmed by one person`
        : `${undone}${STATE_WORDS[from]} to ${STATE_WORDS[to].toLowerCase()}`;
    }
    case "assignment":
      return assignedTo === undefined ? "Given back to everybody" : `Given to ${assignedTo}`;
    case "note":
      return "Note";
    case "attached":
      return "Picture attached";
    case "removed":
      return "Picture removed";
    case "exported":
      return "Evidence handed out";
    case "traced":
      return "Purchases looked up";
    case "identified":
      return "Seller identified";
    case "unlinked":
      return "Link taken back";
    case "reviewed":
      return "Checkout reviewed";
  }
}
