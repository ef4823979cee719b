/** Fewer letters and digits number nothing: they would meet half of all goods. */
const SERIAL_CHARS_MIN = 6;

/**
 * The one spelling of a number that a shop and a listing may write in different ways: a serial number without what stands
 * between its letters and digits. Numbers of orders are a shop's own, so they are taken as they stand.
 * @returns undefined where nothing is left to compare
 */
export function clueValue(kind: "serial" | "order", text: string): string | undefined {
  const written = text.normalize("NFKC").trim();
  if (kind === "order") return written === "" ? undefined : written;
  const serial = written.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  return serial.length < SERIAL_CHARS_MIN ? undefined : serial;
}
