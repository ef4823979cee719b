/** What a shop would send to its customer's phone: six digits, each equally likely. */
export function oneTimeCode(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(random % 1_000_000).padStart(6, "0");
}

/** Whether a field of a form is the code, however it is spaced. */
export function isCode(entered: unknown, code: string): boolean {
  return typeof entered === "string" && entered.replaceAll(" ", "") === code;
}
