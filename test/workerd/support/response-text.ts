/** The text of an answer of any type: the runtime's own `text()` warns of lines of JSON, which are text all the same. */
export async function responseText(response: Response): Promise<string> {
  return new TextDecoder().decode(await response.arrayBuffer());
}
