/** What every answer says to a browser, whatever it is. `no-referrer` would have our own forms posted with `Origin: null`. */
const SECURITY_HEADERS = [
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "same-origin"],
  ["Strict-Transport-Security", "max-age=31536000"],
] as const;

/** Puts them on an answer. */
export function secured(response: Response): Response {
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value);
  return response;
}
