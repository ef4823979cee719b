/** What the service answered, or that it was not reached: then nobody knows whether it did anything. */
export type Said =
  | { readonly kind: "ok"; readonly body: Members }
  | { readonly kind: "refused"; readonly status: number; readonly slug: string; readonly body: Members }
  | { readonly kind: "unreached" };
export type Members = { readonly [name: string]: unknown };

/** Of a call on a slow connection. */
const PATIENCE_MS = 20_000;

/** Calls the service with the key of a partner, which this object alone holds. */
export class StoreApi {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  get(path: string): Promise<Said> {
    return this.#call(path, {});
  }

  /** @param tryKey the same one when the call is repeated: it is carried out once */
  post(path: string, body: object, tryKey: string): Promise<Said> {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": tryKey };
    return this.#call(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async #call(path: string, init: RequestInit): Promise<Said> {
    try {
      const response = await fetch(path, {
        ...init,
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { ...init.headers, Authorization: `Bearer ${this.#key}` },
      });
      const body = membersOf(await response.json());
      if (response.ok) return { kind: "ok", body };
      // After an error of the service itself nobody knows either whether something was done.
      if (response.status >= 500) return { kind: "unreached" };
      return { kind: "refused", status: response.status, slug: slugOf(body), body };
    } catch {
      return { kind: "unreached" };
    }
  }
}

function slugOf({ type }: Members): string {
  return typeof type === "string" ? (type.split("/").at(-1) ?? "") : "";
}

export function membersOf(value: unknown): Members {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

export function listOf(value: unknown): readonly Members[] {
  return Array.isArray(value) ? value.map(membersOf) : [];
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export type Money = { readonly amountMinor: number; readonly currency: string };

export function moneyOf(value: unknown): Money | undefined {
  const { amountMinor, currency } = membersOf(value);
  return typeof amountMinor === "number" && typeof currency === "string" ? { amountMinor, currency } : undefined;
}
