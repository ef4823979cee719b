import { MOMENT_STYLES, type MomentStyle, momentWords, zoneName } from "../../console/words/moment.ts";

/** Writes each moment in the reader's own zone; the server, which does not know it, wrote UTC. That stays as a tooltip. */
export function showLocalMoments(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[data-moment]")) {
    time.title = time.textContent.trim();
    const style = MOMENT_STYLES.find((candidate) => candidate === time.dataset.moment) ?? "full";
    time.textContent = localMomentWords(Date.parse(time.dateTime), style);
  }
  for (const zone of root.querySelectorAll("[data-zone]")) zone.textContent = zoneName(Date.now(), readersZone());
}

/** A moment in the reader's own zone, with its name. */
export function localMomentWords(atMs: number, style: MomentStyle): string {
  return momentWords(atMs, style, readersZone());
}

function readersZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
