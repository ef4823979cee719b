import { momentWords } from "../../console/words/moment.ts";

/** Writes each moment in the reader's own zone; the server, which does not know it, wrote UTC. That stays as a tooltip. */
export function showLocalMoments(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[data-moment]")) {
    time.title = time.textContent.trim();
    time.textContent = localMomentWords(
      Date.parse(time.dateTime),
      time.dataset["moment"] === "clock" ? "clock" : "full",
    );
  }
}

/** A moment in the reader's own zone, with its name. */
export function localMomentWords(atMs: number, style: "full" | "clock"): string {
  return momentWords(atMs, style, Intl.DateTimeFormat().resolvedOptions().timeZone);
}
