import { callService, type Service } from "../shared/service.ts";

/** A call that may go on ends with a line that names where. */
const NEXT_LINE = /^\{"next":"([^"]+)"\}$/;

/** Every decision of a sale as the service exports them, in blocks of whole lines, newest first; as many calls as it takes. */
export async function* exportedDecisions(service: Service, saleId: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let cursor: string | undefined = "";
  while (cursor !== undefined) {
    const query: string = cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`;
    const response = await callService(service, `/v1/sales/${encodeURIComponent(saleId)}/decisions${query}`);
    cursor = undefined;
    for await (const lines of lineGroups(response)) {
      const next = NEXT_LINE.exec(lines.at(-1) ?? "")?.[1];
      if (next !== undefined) {
        cursor = next;
        lines.pop();
      }
      if (lines.length > 0) yield encoder.encode(`${lines.join("\n")}\n`);
    }
  }
}

/** The lines of each chunk as it arrives; the line that says where to go on is the last of all. */
async function* lineGroups({ body }: Response): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield lines;
  }
  if (rest !== "") throw new Error("The export ended within a line. Run it again.");
}
