import type { Session } from "../../../sdk/session.ts";

const SDK_URL = "/sdk/v1.js";
const CHALLENGE_URL = "/sdk/challenge.js";

type Sdk = typeof import("../../../sdk/index.ts");
type Challenges = typeof import("../../../sdk/challenge.ts");

/** Of Firsthand's answer to a browser, what this page uses. */
type Answer = {
  readonly allocation?: { readonly status: string };
  readonly allowToken?: string;
  readonly challenge?: { readonly id: string };
  readonly buyer?: { readonly message: string };
};

type Place = { readonly saleId: string; readonly baseUrl: string };

const TROUBLE = "That did not get through. Check your connection and press the button again.";

/** Checks out at Firsthand from the page itself, and pays at the shop. Every outcome is said in the form's status. */
export async function runDirectCheckout(page: HTMLElement): Promise<void> {
  const form = page.querySelector<HTMLFormElement>("[data-direct-form]");
  const status = page.querySelector<HTMLElement>("[data-direct-status]");
  const { sale: saleId = "", base: baseUrl = "" } = page.dataset;
  if (form === null || status === null) return;
  const { start }: Sdk = await import(SDK_URL);
  const session = start({ saleId, baseUrl, form });
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    status.textContent = "One moment…";
    status.textContent = await buy({ saleId, baseUrl }, session, paymentOf(form)).catch(() => TROUBLE);
    busy = false;
  });
}

/** @returns what to tell the buyer */
async function buy(place: Place, session: Session, method: string): Promise<string> {
  const first = await checkOut(place, session, method);
  const answer = first.challenge === undefined ? first : await settled(place, session, method, first);
  if (answer.allocation?.status !== "held" || answer.allowToken === undefined) return answer.buyer?.message ?? TROUBLE;
  const paid = await postJson("/shop/direct/order", { allowToken: answer.allowToken });
  return paid.ok ? "Paid. It is yours." : TROUBLE;
}

async function checkOut(
  { saleId, baseUrl }: Place,
  session: Session,
  method: string,
  challengeToken?: string,
): Promise<Answer> {
  const vouched: object = await (await postJson("/shop/direct/account-token", {})).json();
  const collected = await session.collect();
  const order = { ...vouched, ...collected, payment: { method }, quantity: 1, channel: "web", challengeToken };
  const response = await postJson(`${baseUrl}/v1/sales/${encodeURIComponent(saleId)}/checkouts`, order);
  if (!response.ok) throw new Error(`Firsthand answered ${response.status}.`);
  return await response.json();
}

/** The browser does what it is asked for, and orders again. */
async function settled(place: Place, session: Session, method: string, answer: Answer): Promise<Answer> {
  const { settleChallenge }: Challenges = await import(CHALLENGE_URL);
  const challengeId = answer.challenge?.id ?? "";
  const done = await settleChallenge({ ...place, challengeId, visitToken: session.visitToken() });
  if (done === undefined) return answer;
  if (done.retryVisitToken !== undefined) session.retryWith(done.retryVisitToken);
  return await checkOut(place, session, method, done.challengeToken);
}

function paymentOf(form: HTMLFormElement): string {
  const method = new FormData(form).get("paymentMethod");
  return typeof method === "string" ? method : "";
}

async function postJson(url: string, body: object): Promise<Response> {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
  return await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
}
