import { isRecord } from "../is-record.ts";

/** How the buyer's registration stands, as far as a page shows it. Times are milliseconds since the epoch. */
export type Registration = {
  /** A service that is newer than this page may name a status that it does not know. */
  readonly status: string;
  readonly drawAtMs?: number | undefined;
  readonly ahead?: number | undefined;
  readonly outlook?: string | undefined;
  readonly turnUntilMs?: number | undefined;
  /** Why it was not called, once everybody is told. */
  readonly message?: string | undefined;
  /** The service asks to be asked again after this. */
  readonly pollAfterMs?: number | undefined;
};

/** The registration that this browser knows of, by the receipt that it keeps. */
export type OwnRegistration = {
  /** As it was when it was last asked; undefined where there is none. */
  readonly now: () => Registration | undefined;
  /** Asks again. @returns whether there was an answer */
  readonly look: () => Promise<boolean>;
  readonly keep: (receipt: string) => void;
  /** Gives up the turn that it has. @returns whether the service took it */
  readonly decline: () => Promise<boolean>;
};

export function ownRegistration(baseUrl: string, saleId: string): OwnRegistration {
  let receipt = keptReceipt(saleId);
  let seen: Registration | undefined;
  return {
    now: () => seen,
    async look() {
      const standing = receipt === undefined ? undefined : await requestRegistration(baseUrl, saleId, receipt);
      seen = standing ?? seen;
      return standing !== undefined;
    },
    async decline() {
      const answer = receipt === undefined ? undefined : await send(baseUrl, saleId, { call: "decline", receipt });
      return answer !== undefined;
    },
    keep(given) {
      receipt = given;
      keepReceipt(saleId, given);
    },
  };
}

/** Asks how a registration stands. @returns `undefined` where the service cannot be reached, or does not know the receipt */
async function requestRegistration(
  baseUrl: string,
  saleId: string,
  receipt: string,
): Promise<Registration | undefined> {
  return registrationOf(await send(baseUrl, saleId, { call: "status", receipt }));
}

/** @returns `undefined` where the service cannot be reached, or refuses */
async function send(
  baseUrl: string,
  saleId: string,
  { call, receipt }: { readonly call: "status" | "decline"; readonly receipt: string },
): Promise<unknown> {
  try {
    const response = await fetch(`${baseUrl}/v1/sales/${encodeURIComponent(saleId)}/registrations/${call}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ receipt }),
      credentials: "omit",
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

function registrationOf(answer: unknown): Registration | undefined {
  if (!isRecord(answer) || typeof answer.status !== "string") return undefined;
  const { status, ahead, outlook, turn, reason, drawAt, pollAfterMs } = answer;
  return {
    status,
    ...(typeof drawAt === "string" ? { drawAtMs: Date.parse(drawAt) } : {}),
    ...(typeof ahead === "number" ? { ahead } : {}),
    ...(typeof outlook === "string" ? { outlook } : {}),
    ...(isRecord(turn) && typeof turn.until === "string" ? { turnUntilMs: Date.parse(turn.until) } : {}),
    ...(isRecord(reason) && typeof reason.message === "string" ? { message: reason.message } : {}),
    ...(typeof pollAfterMs === "number" ? { pollAfterMs } : {}),
  };
}

const KEPT_AS = "firsthand-receipt:";

/** The receipt that this browser keeps, so that nothing is lost by a reload; a browser that keeps nothing asks the shop. */
function keptReceipt(saleId: string): string | undefined {
  try {
    return localStorage.getItem(KEPT_AS + saleId) ?? undefined;
  } catch {
    return undefined;
  }
}

function keepReceipt(saleId: string, receipt: string): void {
  try {
    localStorage.setItem(KEPT_AS + saleId, receipt);
  } catch {
    // The page goes on with the receipt that it has, for as long as it is open.
  }
}
