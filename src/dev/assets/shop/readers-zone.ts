/** Adds the reader's own time to moments that are written in the shop's zone, where the two differ. */
export function showReadersZone(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-written-out]")) {
    const own = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
    const words = own.format(Date.parse(time.dateTime));
    delete time.dataset.writtenOut;
    if (own.resolvedOptions().timeZone !== time.dataset.zone) time.append(` (${words} for you)`);
  }
}
