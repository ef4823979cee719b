/** Rows of a comma-separated file with a heading line, as records by heading; quotes per RFC 4180, spaces around fields dropped. */
export function parseCsv(text: string): Record<string, string>[] {
  const [head = [], ...rows] = readRows(text);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ""])));
}

function readRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  const endField = () => {
    row.push(field.trim());
    field = "";
  };
  const endRow = () => {
    endField();
    if (row.some((value) => value !== "")) rows.push(row);
    row = [];
  };
  for (const [index, letter] of [...text].entries()) {
    if (letter === '"') {
      if (quoted && text.charAt(index + 1) === '"') continue;
      if (text.charAt(index - 1) === '"' && !quoted && field !== "") field += '"';
      quoted = !quoted;
    } else if (!quoted && letter === ",") endField();
    else if (!quoted && letter === "\n") endRow();
    else field += letter;
  }
  endRow();
  return rows;
}
