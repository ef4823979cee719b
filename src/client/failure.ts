/**
 * The service answered, and not with what was asked for: an RFC 9457 problem document.
 * `code` is the last part of the problem's `type`, such as `sale-not-open`; `/docs` lists them by call.
 */
export class FirsthandProblem extends Error {
  override readonly name = "FirsthandProblem";
  readonly code: string;
  readonly status: number;
  /** Of a request that does not fit its schema: where, as a JSON pointer, and why. */
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
  /** Names the request in the service's log. */
  readonly requestId: string | undefined;
  /** The whole document; some problems have members of their own, such as `opensAt`. */
  readonly document: { readonly [member: string]: unknown };

  constructor(status: number, document: { readonly [member: string]: unknown }) {
    const { type, title, detail, instance, errors } = document;
    super(typeof detail === "string" ? detail : typeof title === "string" ? title : `HTTP ${status}`);
    this.status = status;
    this.code = typeof type === "string" ? type.slice(type.lastIndexOf("/") + 1) : "unknown";
    this.errors = Array.isArray(errors) ? errors : [];
    this.requestId = typeof instance === "string" ? instance : undefined;
    this.document = document;
  }
}

/**
 * The service could not be asked, or stayed busy, for as long as the client was told to try. The call may or may not have been
 * carried out: repeat it with the same `idempotencyKey` to learn which.
 */
export class FirsthandUnavailable extends Error {
  override readonly name = "FirsthandUnavailable";
  readonly idempotencyKey: string | undefined;
  /** When the service asked to be called again; absent where it did not answer. */
  readonly retryAfterSeconds: number | undefined;

  constructor(reason: string, options: { idempotencyKey?: string; retryAfterSeconds?: number; cause?: unknown }) {
    super(reason, { cause: options.cause });
    this.idempotencyKey = options.idempotencyKey;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
