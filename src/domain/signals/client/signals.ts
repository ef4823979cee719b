import type { RequestFacts, Signal } from "../signal.ts";

/** Signals derived from what the browser SDK observed, absent together where its reading is not `ok`. */
export const CLIENT_SIGNALS: readonly Signal<RequestFacts>[] = [];
