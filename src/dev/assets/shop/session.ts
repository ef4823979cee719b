/** Where the SDK is served, as a real shop would name it. */
const SDK_URL = "/sdk/v1.js";

type Sdk = typeof import("../../../sdk/index.ts");
export type Session = ReturnType<Sdk["start"]>;

/**
 * Starts the browser SDK over the whole page, whose parts are replaced while it observes. Undefined where it could not be
 * loaded: the shop works without it, at the price of one more question to the buyer.
 */
export async function startSession(sale: {
  readonly saleId: string;
  readonly baseUrl: string;
}): Promise<Session | undefined> {
  try {
    const { start }: Sdk = await import(SDK_URL);
    return start(sale);
  } catch {
    return undefined;
  }
}
