/** A form, however it was read. */
export type FormFields = { get(name: string): unknown };

/** A field's text as it was typed, with the line breaks of a file; undefined where it is empty, absent or a file. */
export function textField(form: FormFields, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" && value.trim() !== "" ? value.replaceAll("\r\n", "\n") : undefined;
}
