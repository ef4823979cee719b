/*
 * Xiaomi's fair sale of October 2014, rebuilt: whoever lost two flash sales is invited into a draw, each who is drawn has a unit kept
 * for two hours, and what is not bought goes to a second batch. examples/priority-pass.md says why each part is as it is.
 *
 *     npm start -- --clock                                               # in one terminal
 *     node examples/priority-pass.js http://localhost:8787 "$SHOP_KEY"   # in another
 */

const [baseUrl, shopKey] = process.argv.slice(2);
const run = Math.random().toString(36).slice(2, 8);
const [HOUR, DAY] = [3600, 86_400];

async function call(method, path, body) {
  const headers = { Authorization: `Bearer ${shopKey}`, "Content-Type": "application/json" };
  if (method !== "GET") headers["Idempotency-Key"] = crypto.randomUUID();
  const answer = await fetch(baseUrl + path, { method, headers, body: body && JSON.stringify(body) });
  return { ok: answer.ok, text: await answer.text() };
}

/** The same, of a call that nothing is wrong with. */
async function done(method, path, body) {
  const { ok, text } = await call(method, path, body);
  if (!ok) throw new Error(`${method} ${path}: ${text}`);
  return JSON.parse(text);
}

const now = async () => Date.parse((await done("GET", "/dev/clock")).now);
const pass = (seconds) => done("POST", "/dev/clock", { advanceSeconds: seconds });

/** Asks again until it is so: a draw goes by alarms, and the archive is about a second behind. */
async function until(ask, isSo) {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** The shop's own customers. They share nothing: each has an address, a card and a telephone of their own. */
const CUSTOMERS = Array.from({ length: 10 }, (_, n) => ({
  account: { id: `customer-${n}`, createdAt: "2013-05-01T00:00:00Z", email: `customer.${n}@example.com` },
  shippingAddress: {
    lines: [`Flat ${n + 1}`, `${n * 7 + 3} Hill Road`],
    city: "Pune",
    postalCode: `4110${n + 10}`,
    country: "IN",
  },
  channel: "store",
}));

const PHONE = {
  title: "Redmi 1S",
  sku: "REDMI-1S",
  price: { amountMinor: 599900, currency: "INR" },
  limits: { perAccount: 1, perHousehold: 1 },
  holdTtlSeconds: 600,
  acceptedPayments: ["upi", "card"],
  addressLocked: true,
};

async function buy(saleId, customer) {
  const payment = { method: "upi", fingerprint: `card-of-${customer.account.id}` };
  const answer = await done("POST", `/v1/sales/${saleId}/checkouts`, { ...customer, payment, quantity: 1 });
  if (answer.allowToken === undefined) return { decisionId: answer.decisionId, bought: false };
  await done("POST", "/v1/tokens/redeem", { token: answer.allowToken, orderId: `${saleId}-${customer.account.id}` });
  return { decisionId: answer.decisionId, bought: true };
}

/** One flash sale of two phones, and who came away without one: read from the decisions, as they are kept for the shop. */
async function flashSale(saleId, comers) {
  const opensAt = await now();
  const closesAt = opensAt + HOUR * 1000;
  const window = { opensAt: new Date(opensAt).toISOString(), closesAt: new Date(closesAt).toISOString() };
  await done("PUT", `/v1/sales/${saleId}`, { ...PHONE, ...window, mode: "flash", units: 2 });
  const customerOf = new Map();
  for (const customer of comers) customerOf.set((await buy(saleId, customer)).decisionId, customer);
  const lines = await until(
    async () => (await call("GET", `/v1/sales/${saleId}/decisions`)).text.trim().split("\n").filter(Boolean),
    (all) => all.length === comers.length,
  );
  const lost = lines
    .map((line) => JSON.parse(line).record)
    .filter(({ allocation }) => allocation.status === "sold_out");
  console.log(`${comers.length} came to the flash sale, ${lost.length} of them lost`);
  return new Set(lost.map(({ decisionId }) => customerOf.get(decisionId)));
}

/** Registrations that stand so, each with its customer and, where it is called, with its turn. */
async function standing(saleId, registrations, status) {
  const all = registrations.map(async ({ customer, registrationId }) => {
    const mine = await done("POST", `/v1/sales/${saleId}/registrations/status`, { registrationId });
    return { customer, ...mine };
  });
  return (await Promise.all(all)).filter((mine) => mine.status === status);
}

/** Why a call was refused: problems are told apart by their type, which leads to a page about it. */
async function refusalOf(path, body) {
  const { text } = await call("POST", path, body);
  const { status, type } = JSON.parse(text);
  return `${status} ${type?.split("/").at(-1)}`;
}

// Two flash sales, a week apart. Who lost both, and bought in none, has earned a place in the draw.
const first = await flashSale(`flash-${run}-1`, CUSTOMERS);
await pass(7 * DAY);
const second = await flashSale(`flash-${run}-2`, [...first]);
const losers = [...second];

// A draw for them alone: each has an invite that is bound to the account.
await pass(7 * DAY);
const saleId = `pass-${run}`;
const from = await now();
const at = (seconds) => new Date(from + seconds * 1000).toISOString();
await done("PUT", `/v1/sales/${saleId}`, {
  ...PHONE,
  mode: "draw",
  units: 3,
  registration: { opensAt: at(0), closesAt: at(DAY), invite: "required" },
  draw: { drawAt: at(DAY + 2 * HOUR), leadSeconds: HOUR, turnSeconds: 2 * HOUR, weightMax: 1 },
  opensAt: at(DAY + 2 * HOUR),
  closesAt: at(2 * DAY),
});
const { invites } = await done("POST", `/v1/sales/${saleId}/invites`, {
  invites: losers.map(({ account }) => ({ for: { account: account.id } })),
});
console.log(`${invites.length} lost both, and are invited`);

// An invite that somebody posts is good for nobody else.
const stranger = CUSTOMERS.find((customer) => !losers.includes(customer));
const taken = { ...stranger, inviteToken: invites[0].inviteToken };
console.log(`a stranger with one of these: ${await refusalOf(`/v1/sales/${saleId}/registrations`, taken)}`);

const registrations = [];
for (const [n, customer] of losers.slice(0, 5).entries()) {
  const { inviteToken } = invites[n];
  const { registrationId } = await done("POST", `/v1/sales/${saleId}/registrations`, { ...customer, inviteToken });
  registrations.push({ customer, registrationId });
}
console.log(`${registrations.length} of them register`);

// Registration closes, and the list is fixed in public before anybody knows the randomness of the draw.
const draw = () => done("GET", `/v1/sales/${saleId}/draw`);
await pass(DAY);
await until(draw, ({ stage }) => stage === "committed");
await pass(2 * HOUR);
await until(draw, ({ called }) => called === 3);
const selected = await standing(saleId, registrations, "your_turn");
console.log(`${selected.length} are drawn, and have a phone kept for two hours`);

const order = { payment: { method: "upi" }, quantity: 1 };
const checkouts = `/v1/sales/${saleId}/checkouts`;
const [waiting] = await standing(saleId, registrations, "waiting");
console.log(`who is not drawn tries to buy: ${await refusalOf(checkouts, { ...waiting.customer, ...order })}`);
const [late, ...prompt] = selected;
for (const { customer } of prompt) await buy(saleId, customer);
console.log(`${prompt.length} of them buy, 1 does not`);

// When the two hours are over the phone that was kept for nothing goes to the next of the order: the second batch.
await pass(Math.ceil((Date.parse(late.turn.until) - (await now())) / 1000));
const [next] = await until(
  () => standing(saleId, registrations, "your_turn"),
  (called) => called.length > 0,
);
console.log(
  `1 is called in the second batch, and ${(await buy(saleId, next.customer)).bought ? "buys" : "does not buy"}`,
);
console.log(`who let the two hours pass: ${await refusalOf(checkouts, { ...late.customer, ...order })}`);

await pass(DAY);
const { sold, free, held } = await done("GET", `/v1/sales/${saleId}/ledger`);
const leftOut = await standing(saleId, registrations, "not_called");
console.log(`${sold} sold, ${free + held} left, ${leftOut.length} was never called and is told so`);
