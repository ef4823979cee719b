/** A visit as the service granted it, and when its answer came on the page's monotonic clock. */
export type Visit = {
  readonly visitToken: string;
  readonly nonce: string;
  readonly expiresAtMs: number;
  readonly arrivedAtMs: number;
  /** What the server's clock showed when the answer came; off by half the way there and back at most. */
  readonly serverTimeMs: number;
};

export type VisitRequest = {
  readonly baseUrl: string;
  readonly saleId: string;
  readonly deviceKeyThumbprint?: string | undefined;
  readonly partner?: string | undefined;
  /** Of a browser whose maker vouches for it. */
  readonly privateToken?: string | undefined;
};

/**
 * Asks for what a visit is begun with by a browser that has a Private Access Token: the browser answers the service's question by itself,
 * and most have no such token.
 */
export async function requestPrivateToken(baseUrl: string, saleId: string): Promise<string | undefined> {
  const response = await fetch(`${baseUrl}/v1/sales/${encodeURIComponent(saleId)}/private-token`);
  const answer: Answer = response.ok ? await response.json() : {};
  return typeof answer.privateToken === "string" ? answer.privateToken : undefined;
}

/** Asks for a visit. @returns `undefined` where the service cannot be reached or refuses */
export async function requestVisit({ baseUrl, saleId, ...body }: VisitRequest): Promise<Visit | undefined> {
  try {
    const sentAtMs = performance.now();
    const response = await fetch(`${baseUrl}/v1/sales/${encodeURIComponent(saleId)}/visits`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
    });
    if (!response.ok) return undefined;
    return visitOf(await response.json(), sentAtMs);
  } catch {
    return undefined;
  }
}

type Answer = {
  privateToken?: unknown;
  visitToken?: unknown;
  nonce?: unknown;
  serverTimeMs?: unknown;
  expiresAt?: unknown;
};

function visitOf(answer: Answer, sentAtMs: number): Visit | undefined {
  const { visitToken, nonce, serverTimeMs, expiresAt } = answer;
  if (typeof visitToken !== "string" || typeof nonce !== "string") return undefined;
  if (typeof serverTimeMs !== "number" || typeof expiresAt !== "string") return undefined;
  const arrivedAtMs = performance.now();
  return {
    visitToken,
    nonce,
    expiresAtMs: Date.parse(expiresAt),
    arrivedAtMs,
    serverTimeMs: serverTimeMs + (arrivedAtMs - sentAtMs) / 2,
  };
}
