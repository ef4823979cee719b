/** What a spreadsheet takes for the start of a formula, in some places by its full-width form, or strips to find one. */
const FORMULA = /^[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]/;

/**
 * One line of a CSV file that people open in spreadsheets. A text that would be a formula there gets an apostrophe in front,
 * which spreadsheets hide; numbers are written as they are.
 * @see RFC 4180; OWASP, "CSV injection"
 */
export function csvLine(fields: readonly (string | number | undefined)[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}

function csvField(field: string | number | undefined): string {
  if (field === undefined) return "";
  if (typeof field === "number") return String(field);
  const text = FORMULA.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
