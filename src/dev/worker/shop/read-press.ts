import type { Context } from "hono";

/** Whether the SDK sent the form, and waits for JSON. */
export function wantsJson(c: Context): boolean {
  return c.req.header("Content-Type")?.startsWith("application/json") === true;
}

/** The fields of a form, or the members of a JSON object. What cannot be read is an empty form, whose fields are all missing. */
export async function readBody(c: Context): Promise<unknown> {
  try {
    return wantsJson(c) ? await c.req.json() : await c.req.parseBody();
  } catch {
    return {};
  }
}
