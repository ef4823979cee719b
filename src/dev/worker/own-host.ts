/** Names of this machine that nobody else can have led here. */
const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a request is for this machine by a name of its own. A page of another site can have its own name lead to 127.0.0.1 (DNS
 * rebinding), and would reach the sign-in here, which asks for no password, as its own origin.
 * @param issuer the staff issuer's address, by which Firsthand itself asks for its keys
 */
export function isOwnHost(url: string, issuer: string): boolean {
  const { host, hostname } = new URL(url);
  return LOOPBACK.has(hostname) || host === new URL(issuer).host;
}

export function otherHost(): Response {
  return new Response("This development service answers to localhost and 127.0.0.1 alone.\n", {
    status: 421,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}

/**
 * Whether Firsthand sends an event to a receiver on this machine. Everything else that leaves the Worker is answered here, so that nothing
 * leaves the machine.
 * @param baseUrl where this Worker itself is reached
 */
export function isOtherReceiver({ url, headers }: Request, baseUrl: string): boolean {
  const { hostname, port } = new URL(url);
  return headers.has("webhook-signature") && LOOPBACK.has(hostname) && port !== new URL(baseUrl).port;
}
