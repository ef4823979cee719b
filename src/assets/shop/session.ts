import { onReplaced } from "./regions.ts";

/** Where the SDK is served, as a real shop would name it. */
const SDK_URL = "/sdk/v1.js";

type Sdk = typeof import("../../sdk/v1.ts");
export type Session = Awaited<ReturnType<Sdk["start"]>>;

/** Starts the browser SDK and lets it see the form. Without it the shop still works, with one more question to the buyer. */
export async function startSession(sale: {
  readonly saleId: string;
  readonly baseUrl: string;
}): Promise<Session | undefined> {
  try {
    const { start }: Sdk = await import(SDK_URL);
    const session = await start(sale);
    mountForm(session);
    onReplaced(() => mountForm(session));
    return session;
  } catch {
    return undefined;
  }
}

function mountForm(session: Session): void {
  const form = document.querySelector<HTMLFormElement>("form[data-checkout]");
  if (form !== null) session.mount(form);
}
