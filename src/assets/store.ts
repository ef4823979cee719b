import { moneyWords } from "../domain/money-words.ts";
import {
  listOf,
  type Members,
  type Money,
  membersOf,
  moneyOf,
  type Said,
  StoreApi,
  textOf,
} from "./store/store-api.ts";

/** A tablet that nobody touches for so long is locked. */
const IDLE_MS = 30 * 60_000;
const IDLE_CHECK_MS = 15_000;
/** States of orders that wait, those that are there to be handed over first. */
const WAITING = ["ready", "booked", "paid"] as const;
const STATE_WORDS = { ready: "is here", booked: "deposit paid", paid: "paid" } as const;

function find<E extends HTMLElement>(id: string, kind: new () => E): E {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new TypeError(`The page lacks #${id}.`);
  return element;
}

const unlock = find("unlock", HTMLFormElement);
const keyField = find("key", HTMLInputElement);
const desk = find("desk", HTMLDivElement);
const sale = find("sale", HTMLSelectElement);
const handOver = find("hand-over", HTMLFormElement);
const order = find("order", HTMLInputElement);
const code = find("code", HTMLInputElement);
const paid = find("paid", HTMLInputElement);
const balance = find("balance", HTMLDivElement);

/** The partner's key stays in here: it is written into no storage, so that no other page reads it. */
let api: StoreApi | undefined;
let touchedAtMs = performance.now();
let due: Money | undefined;
/** One try to hand over, under one key until its answer is known. */
let attempt: { readonly asked: string; readonly tryKey: string } | undefined;
let busy = false;

function say(id: string, words: string, kind?: "done" | "refused"): void {
  const place = find(id, HTMLParagraphElement);
  place.textContent = words;
  if (kind === undefined) delete place.dataset.kind;
  else place.dataset.kind = kind;
}

function showConnection(isThere: boolean): void {
  find("offline", HTMLParagraphElement).hidden = isThere;
}

/** What was asked, with the banner as the answer shows the connection to be; a key that was ended locks the page. */
function heard(said: Said): Said {
  showConnection(said.kind !== "unreached");
  if (said.kind === "refused" && said.status === 401) lock("This key is wrong or was ended. Ask for a new one.");
  return said;
}

function detailOf({ body }: { readonly body: Members }): string {
  const [first] = listOf(body.errors);
  return textOf(first?.detail) || textOf(body.detail) || "This was refused.";
}

async function open(key: string): Promise<void> {
  const mine = new StoreApi(key);
  say("unlock-said", "");
  const said = heard(await mine.get("/v1/partner"));
  if (said.kind === "unreached") return say("unlock-said", "No connection. Try again.");
  if (said.kind === "refused")
    return say("unlock-said", said.status === 401 ? "This key opens nothing." : detailOf(said));
  api = mine;
  keyField.value = "";
  unlock.hidden = true;
  desk.hidden = false;
  touchedAtMs = performance.now();
  find("name", HTMLHeadingElement).textContent = textOf(said.body.name);
  const sales = listOf(said.body.sales);
  sale.replaceChildren(...sales.map(({ saleId, title }) => new Option(textOf(title), textOf(saleId))));
  if (sales.length === 0) say("stock", "No sale has opened yet.");
  else await look();
}

function lock(words = ""): void {
  api = undefined;
  attempt = undefined;
  desk.hidden = true;
  unlock.hidden = false;
  handOver.reset();
  find("orders", HTMLUListElement).replaceChildren();
  find("name", HTMLHeadingElement).textContent = "Hand over orders";
  say("unlock-said", words);
  keyField.focus();
}

function salePath(rest: string): string {
  return `/v1/sales/${encodeURIComponent(sale.value)}/${rest}`;
}

/** Reads stock and orders anew. What cannot be read stays as it was, below the banner. */
async function look(): Promise<void> {
  const mine = api;
  if (mine === undefined || sale.value === "") return;
  const asked = sale.value;
  const [pool, ...lists] = await Promise.all([
    mine.get(salePath("pool")),
    ...WAITING.map((state) => mine.get(salePath(`orders?state=${state}`))),
  ]);
  // Somebody has locked the page or chosen another sale meanwhile.
  if (api !== mine || sale.value !== asked) return;
  if (heard(pool).kind === "ok" && pool.kind === "ok") say("stock", stockWords(pool.body));
  const missing = lists.find((list) => heard(list).kind !== "ok");
  if (missing !== undefined) return;
  showOrders(
    lists.flatMap((list) => (list.kind === "ok" ? listOf(list.body.orders) : [])),
    lists.some((list) => list.kind === "ok" && list.body.next !== undefined),
  );
}

function stockWords({ stock, pool }: Members): string {
  const { free, held, sold } = membersOf(pool);
  const level =
    stock === "none" ? "Nothing is left for your buyers." : stock === "low" ? "Little is left." : "There is stock.";
  return typeof free === "number" ? `${level} Of your units ${free} are free, ${held} held and ${sold} sold.` : level;
}

function showOrders(orders: readonly Members[], hasMore: boolean): void {
  const more = hasMore ? " There are more: type their number." : "";
  say("orders-said", orders.length === 0 ? "No order waits here." : `${orders.length} wait here.${more}`);
  find("orders", HTMLUListElement).replaceChildren(
    ...orders.map((each) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      const rest = moneyOf(each.balance);
      const state = WAITING.find((known) => known === each.state) ?? "paid";
      const owed = rest === undefined ? "" : `, ${moneyWords(rest)} to pay`;
      button.append(span(textOf(each.orderId)), span(`${STATE_WORDS[state]}${owed}`));
      button.addEventListener("click", () => choose(textOf(each.orderId), rest));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
}

function span(words: string): HTMLSpanElement {
  const element = document.createElement("span");
  element.textContent = words;
  return element;
}

function choose(orderId: string, rest: Money | undefined): void {
  order.value = orderId;
  code.value = "";
  say("said", "");
  showDue(rest);
  code.focus();
}

function showDue(rest: Money | undefined): void {
  due = rest;
  paid.checked = false;
  balance.hidden = rest === undefined;
  const words = rest === undefined ? "" : `The buyer has paid the rest to me: ${moneyWords(rest)}`;
  find("balance-words", HTMLLabelElement).textContent = words;
}

async function collect(): Promise<void> {
  const mine = api;
  if (mine === undefined || busy) return;
  if (due !== undefined && !paid.checked)
    return say("said", `First take ${moneyWords(due)} and tick that you have.`, "refused");
  const path = salePath(`orders/${encodeURIComponent(order.value.trim())}/collect`);
  const body = { code: code.value, ...(due === undefined ? {} : { paid: due }) };
  const asked = JSON.stringify([path, body]);
  if (attempt?.asked !== asked) attempt = { asked, tryKey: crypto.randomUUID() };
  busy = true;
  say("said", "Checking the code");
  const said = heard(await mine.post(path, body, attempt.tryKey));
  busy = false;
  if (api !== mine) return;
  if (said.kind === "unreached") {
    return say("said", "No answer: hand nothing over yet. Press again, it counts once.", "refused");
  }
  attempt = undefined;
  if (said.kind === "refused") {
    const rest = said.slug === "balance-due" ? moneyOf(said.body.due) : undefined;
    if (rest !== undefined) showDue(rest);
    return say("said", detailOf(said), "refused");
  }
  say("said", `Order ${order.value.trim()}: the code is right. Hand it over.`, "done");
  order.value = "";
  code.value = "";
  showDue(undefined);
  await look();
}

unlock.addEventListener("submit", (event) => {
  event.preventDefault();
  void open(keyField.value.trim());
});
handOver.addEventListener("submit", (event) => {
  event.preventDefault();
  void collect();
});
order.addEventListener("input", () => showDue(undefined));
sale.addEventListener("change", () => void look());
find("refresh", HTMLButtonElement).addEventListener("click", () => void look());
find("lock", HTMLButtonElement).addEventListener("click", () => lock());
addEventListener("online", () => {
  showConnection(true);
  void look();
});
addEventListener("offline", () => showConnection(false));
for (const touch of ["pointerdown", "keydown"] as const) {
  addEventListener(touch, () => {
    touchedAtMs = performance.now();
  });
}
setInterval(() => {
  if (api !== undefined && performance.now() - touchedAtMs > IDLE_MS) lock("Locked, since nobody touched this page.");
}, IDLE_CHECK_MS);
if (!navigator.onLine) showConnection(false);
