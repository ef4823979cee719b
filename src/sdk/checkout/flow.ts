import { type Settled, settleChallenge } from "../challenge.ts";
import type { Session } from "../session.ts";
import { type Sent, type ShopAnswer, sendOrder } from "./order.ts";
import { type PublicSale, requestSale } from "./public-sale.ts";
import { ownRegistration } from "./registration.ts";
import { type CheckoutState, stateOfAnswer, stateOfSale } from "./state.ts";

/** A busy checkout is asked again so often; after that the buyer decides. */
const QUEUE_TRIES_MAX = 30;
/** While the sale may change by itself it is asked again so often; a registration as often as the service says. */
const LOOK_MS = 5_000;

export type FlowOptions = {
  readonly saleId: string;
  readonly baseUrl: string;
  readonly session: Session;
  /** Called when the state may have changed for another reason than time. */
  readonly changed: () => void;
  /** Told of every answer that ends a try. @returns whether the page shows it by itself */
  readonly answered: (answer: ShopAnswer) => boolean;
};

/** Names and texts of a form's fields. */
export type Fields = { readonly [name: string]: string };

/** One buyer's way through a sale, without a page: what is shown at a moment, and what a press of the button does. */
export type Flow = {
  readonly state: () => CheckoutState;
  /** Now by the server's clock, as the sale's last answer showed it; never ahead of it. */
  readonly serverNow: () => number;
  /** Asks how the sale stands, and how the registration does that this browser knows of. */
  readonly look: () => Promise<void>;
  /** Sends an order and settles what it is asked for. Does nothing while another one is on its way. */
  readonly submit: (action: string, fields: Fields) => Promise<void>;
  /** Sends the challenged order again, with what the page had settled. Does nothing where no challenge is open. */
  readonly resume: (settled: Settled) => Promise<void>;
  /** Gives up the turn of the registration that this browser knows of, so that the next in line has the unit. */
  readonly decline: () => Promise<void>;
  /** After this the service would be asked again. */
  readonly lookAfterMs: () => number;
  readonly stop: () => void;
};

/** An order that the shop has not answered yet. */
type Unanswered = {
  readonly action: string;
  readonly fields: string;
  readonly body: string;
  readonly visitToken: string | undefined;
};

export function createFlow({ saleId, baseUrl, session, changed, answered }: FlowOptions): Flow {
  const ending = new AbortController();
  let sale: PublicSale | undefined;
  let looked = false;
  const registration = ownRegistration(baseUrl, saleId);
  /** What came of the last press; it goes before how the sale stands. */
  let own: CheckoutState | undefined;
  /** The order that a challenge was asked for, which the page has to see to. */
  let challenged: (Pick<Unanswered, "action"> & { readonly fields: Fields }) | undefined;
  /** To be sent again as it was. */
  let unanswered: Unanswered | undefined;

  function serverNow(): number {
    return sale === undefined ? Date.now() : sale.serverTimeMs + performance.now() - sale.arrivedAtMs;
  }

  function state(): CheckoutState {
    const nowMs = serverNow();
    if (own?.kind === "held" && own.untilMs <= nowMs) return { kind: "expired" };
    if (own !== undefined) return own;
    return looked ? stateOfSale(sale, nowMs, registration.now()) : { kind: "loading" };
  }

  function become(next: CheckoutState | undefined): void {
    own = next;
    changed();
  }

  async function look(): Promise<void> {
    const [seen, isTold] = await Promise.all([requestSale(baseUrl, saleId), registration.look()]);
    sale = seen ?? sale;
    // What the registration says goes on from what its checkout was told.
    if (isTold && (own?.kind === "registered" || own?.kind === "in_line")) own = undefined;
    looked = true;
    // Units that came back, and only they, end the answer that there were none.
    if (own?.kind === "sold_out" && !own.final && seen?.phase === "open") own = undefined;
    changed();
  }

  async function submit(action: string, fields: Fields): Promise<void> {
    if (own?.kind === "asking" || own?.kind === "queued" || (own?.kind === "challenge" && own.working)) return;
    const answer = await order(action, fields);
    const settled = answer && (await settle(answer));
    end(settled === undefined ? answer : await order(action, fields, settled));
    challenged = own?.kind === "challenge" ? { action, fields } : undefined;
  }

  async function resume({ challengeToken, retryVisitToken }: Settled): Promise<void> {
    if (challenged === undefined || own?.kind !== "challenge" || own.working) return;
    const { action, fields } = challenged;
    if (retryVisitToken !== undefined) session.retryWith(retryVisitToken);
    end(await order(action, fields, challengeToken));
  }

  function end(last: ShopAnswer | undefined): void {
    if (last?.receipt !== undefined) registration.keep(last.receipt);
    if (last === undefined) become({ kind: "unsent" });
    else become(answered(last) ? undefined : stateOfAnswer(last));
  }

  /** @returns `undefined` where no answer came; the next press then sends the same order again */
  async function order(action: string, fields: Fields, challengeToken?: string): Promise<ShopAnswer | undefined> {
    become({ kind: "asking" });
    const written = JSON.stringify(fields);
    if (unanswered?.action !== action || unanswered.fields !== written || challengeToken !== undefined) {
      const collected = await session.collect();
      const { kind } = stateOfSale(sale, serverNow(), registration.now());
      const intent = kind === "registering" || kind === "late" ? "register" : undefined;
      const body = JSON.stringify({ ...fields, ...collected, challengeToken, intent, attempt: crypto.randomUUID() });
      unanswered = { action, fields: written, body, visitToken: collected.visitToken };
    }
    const sent = await sendUntilHeard(action, unanswered.body, { become, serverNow, signal: ending.signal });
    if (sent.kind !== "answered") return undefined;
    // A registration spends no visit: whoever waited on the page for the turn has not come just now.
    const unspent = sent.answer.receipt === undefined ? undefined : unanswered.visitToken;
    const visitToken = sent.answer.retryVisitToken ?? unspent;
    unanswered = undefined;
    if (visitToken !== undefined) session.retryWith(visitToken);
    return sent.answer;
  }

  /** @returns the challenge token, or `undefined` where there is nothing that the browser could settle by itself */
  async function settle({ challenge, buyer }: ShopAnswer): Promise<string | undefined> {
    if (challenge?.kinds.includes("proof_of_work") !== true) return undefined;
    become({ kind: "challenge", working: true, message: buyer?.message ?? "" });
    return await settleByBrowser({ saleId, baseUrl, session }, challenge.id, ending.signal);
  }

  async function decline(): Promise<void> {
    if (state().kind !== "your_turn") return;
    if (await registration.decline()) own = undefined;
    await look();
  }

  const lookAfterMs = () => Math.max(LOOK_MS, registration.now()?.pollAfterMs ?? 0);
  return { state, serverNow, look, lookAfterMs, submit, resume, decline, stop: () => ending.abort() };
}

type Sending = {
  readonly become: (next: CheckoutState) => void;
  readonly serverNow: () => number;
  readonly signal: AbortSignal;
};

/** Sends an order, and sends it again where the shop says when it is less busy. */
async function sendUntilHeard(action: string, body: string, { become, serverNow, signal }: Sending): Promise<Sent> {
  let sent = await sendOrder(action, body);
  for (let tries = 1; sent.kind === "busy" && tries < QUEUE_TRIES_MAX && !signal.aborted; tries += 1) {
    const { retryAfterMs } = sent;
    become({ kind: "queued", untilMs: serverNow() + retryAfterMs });
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
    become({ kind: "asking" });
    sent = await sendOrder(action, body);
  }
  return sent;
}

/** @returns the challenge token */
async function settleByBrowser(
  { saleId, baseUrl, session }: Pick<FlowOptions, "saleId" | "baseUrl" | "session">,
  challengeId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const settled = await settleChallenge({ saleId, baseUrl, challengeId, visitToken: session.visitToken(), signal });
  if (settled?.retryVisitToken !== undefined) session.retryWith(settled.retryVisitToken);
  return settled?.challengeToken;
}
