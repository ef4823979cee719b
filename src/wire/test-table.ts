import { TEST_VALUES } from "../domain/test-mode/test-values.ts";

/** Every test value with what it does, as a table in Markdown. */
export function testTable(): string {
  const rows = [...TEST_VALUES].map(([value, { says }]) => `| \`${value}\` | ${says} |`);
  return ["| `account.email` | what a test sale answers |", "| --- | --- |", ...rows].join("\n");
}
