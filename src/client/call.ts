import { FirsthandProblem, FirsthandUnavailable } from "./failure.ts";

export type CallOptions = {
  readonly baseUrl: string;
  readonly shopKey: string;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Of one try, in milliseconds. */
  readonly timeoutMs: number;
  /** Of all tries with the waits between them, in milliseconds. */
  readonly deadlineMs: number;
};

export type Call = {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly body?: unknown;
  /** The key under which the call has one effect however often it is sent; absent for calls that change nothing. */
  readonly idempotencyKey?: string;
};

/** Waits between tries grow from the first to the last of these, in milliseconds, and are drawn at random below it (full jitter). */
const BACKOFF_FIRST_MS = 100;
const BACKOFF_LAST_MS = 5_000;

type Try<Shape> =
  | { readonly kind: "answer"; readonly value: Shape }
  | { readonly kind: "again"; readonly afterMs?: number; readonly failure: FirsthandUnavailable };

/**
 * One call, repeated while the service does not answer or is busy (429 and 5xx), as `Retry-After` says where it says so.
 * Repeats carry the same key and bytes, so the call has one effect.
 * @throws FirsthandProblem where the service refused the call
 * @throws FirsthandUnavailable where the deadline ended before it answered
 */
export async function send<Shape>(call: Call, options: CallOptions): Promise<Shape> {
  const endsAtMs = Date.now() + options.deadlineMs;
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  for (let tries = 0; ; tries += 1) {
    const outcome = await tryOnce<Shape>(call, body, options);
    if (outcome.kind === "answer") return outcome.value;
    const backoffMs = Math.random() * Math.min(BACKOFF_LAST_MS, BACKOFF_FIRST_MS * 2 ** tries);
    // Never sooner than the service says, and never all clients at one moment.
    const waitMs = (outcome.afterMs ?? 0) + backoffMs;
    if (Date.now() + waitMs >= endsAtMs) throw outcome.failure;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

async function tryOnce<Shape>(call: Call, body: string | undefined, options: CallOptions): Promise<Try<Shape>> {
  const key = call.idempotencyKey === undefined ? {} : { idempotencyKey: call.idempotencyKey };
  const request = new Request(options.baseUrl + call.path, {
    method: call.method,
    headers: {
      Authorization: `Bearer ${options.shopKey}`,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(call.idempotencyKey === undefined ? {} : { "Idempotency-Key": call.idempotencyKey }),
    },
    signal: AbortSignal.timeout(options.timeoutMs),
    ...(body === undefined ? {} : { body }),
  });
  let response: Response;
  let text: string;
  try {
    response = await options.fetch(request);
    text = await response.text();
    if (response.ok) {
      // Not validated: a newer service may answer with more members, and a shop's code must not fail for it.
      const value: Shape = JSON.parse(text);
      return { kind: "answer", value };
    }
  } catch (cause) {
    // A page that an intermediary sends with 200 is no answer either.
    return { kind: "again", failure: new FirsthandUnavailable("The service did not answer.", { ...key, cause }) };
  }
  if (response.status !== 429 && response.status < 500) throw new FirsthandProblem(response.status, problemIn(text));
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const said = seconds >= 0 ? { retryAfterSeconds: seconds } : {};
  const failure = new FirsthandUnavailable(`The service is busy (${response.status}).`, { ...key, ...said });
  return { kind: "again", failure, ...(seconds >= 0 ? { afterMs: seconds * 1000 } : {}) };
}

/** What an intermediary says instead of a problem document is no document. */
function problemIn(text: string): { readonly [member: string]: unknown } {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === "object" && document !== null ? { ...document } : {};
  } catch {
    return {};
  }
}
