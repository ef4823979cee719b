import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { registerObjectName } from "../../src/domain/ids.ts";
import { TEXT_KEPT_MS, TEXT_WAITING_MS, TEXTS_PER_HOUR_MAX } from "../../src/domain/limits.ts";
import { phoneAccountId } from "../../src/domain/sms/phone-account.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { SMS_ADAPTERS } from "../support/signed-text.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";
import { drawnSale } from "./support/drawn-sale.ts";
import { answerOf, checkout, newSale, putSale } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";
import {
  conversationStub,
  deliver,
  freshNumber,
  keptTexts,
  moveConversationClock,
  telephone,
  textBody,
} from "./support/texting.ts";

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
  const place = { placeId: "one", name: "Fort & Sons", postalCode: "400001", lat: 18.93, lon: 72.83 };
  const partner = { id: "fort", legalName: "Fort", hosts: ["fort.example"], validFrom: "2026-01-01", places: [place] };
  const headers = { Origin: "https://firsthand.test", "Sec-Fetch-Site": "same-origin" };
  const put = await callAs("dee", "/v1/resellers/authorized", { method: "PUT", body: [partner], headers });
  expect(put.status).toBe(200);
});

const HOUR_MS = 3_600_000;
const at = (fromNowMs: number) => new Date(Date.now() + fromNowMs).toISOString();
const registeredSale = (change: object = {}) =>
  newSale({
    registration: { opensAt: at(-HOUR_MS), closesAt: at(HOUR_MS) },
    registrationShards: 1,
    closesAt: at(2 * HOUR_MS),
    ...change,
  });
const saleOfAnotherShop = async () => {
  const saleId = `sale-${crypto.randomUUID()}`;
  await putSale(saleId, {}, "shop-b");
  return saleId;
};
const registrationsOf = async (saleId: string) =>
  await runInDurableObject(env.REGISTER.getByName(registerObjectName({ saleId, shard: 0 })), (_, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'registration'").toArray().length === 0
      ? 0
      : storage.sql.exec("SELECT * FROM registration").toArray().length,
  );
const registerBy = async (phone: ReturnType<typeof telephone>, saleId: string) => {
  await phone.send(`REG ${saleId}`);
  return await phone.says(`YES ${phone.digits()}`);
};

describe("a registration by text message", () => {
  it("is recorded by the digits alone, and lets its number buy in the name of the number", async () => {
    const saleId = await registeredSale();
    const phone = telephone();
    expect(await phone.send(`reg ${saleId.toUpperCase()} 400001`)).toMatchObject({
      template: "confirm",
      vars: {
        code: saleId.toUpperCase(),
        digits: expect.stringMatching(/^\d{4}$/),
        minutes: "30",
        postalCode: "400001",
      },
      text: expect.stringContaining(`YES ${phone.digits()}`),
    });
    expect(await registrationsOf(saleId)).toBe(0);
    expect(await phone.says("STATUS")).toBe("status_none");
    expect(await phone.says(`yes ${phone.digits()}`)).toBe("recorded_store");
    expect([await registrationsOf(saleId), await phone.says("STATUS")]).toEqual([1, "status_waiting"]);
    const account = { id: phoneAccountId(phone.number), phone: phone.number, verified: ["phone"] };
    expect(answerOf(await checkout(saleId, { ...checkoutOf(1), account })).allocation.status).toBe("held");
    expect(slugOf(await checkout(saleId, checkoutOf(2)))).toBe("registration-required");
  });

  it("enters a draw, and says when the order is drawn", async () => {
    const saleId = await drawnSale(
      {
        registration: { opensAt: at(-HOUR_MS), closesAt: at(HOUR_MS) },
        draw: { drawAt: at(2 * HOUR_MS) },
        opensAt: at(2 * HOUR_MS),
        closesAt: at(3 * HOUR_MS),
      },
      Date.now(),
    );
    const phone = telephone();
    expect(await registerBy(phone, saleId)).toBe("recorded_draw");
    expect(await phone.says("STATUS")).toBe("status_waiting");
  });

  it("is taken by a pre-order that registers", async () => {
    const saleId = await registeredSale({
      mode: "preorder",
      limits: { perAccount: 1 },
      timeZone: "Asia/Kolkata",
      shipWithinDays: 5,
    });
    expect(await registerBy(telephone(), saleId)).toBe("recorded");
  });

  it.each<[string, () => Promise<string>, string]>([
    ["a race", () => newSale(), "not_taken"],
    ["a code that nobody knows", async () => "nobody-made-this", "unknown_code"],
    ["a sale of another shop", saleOfAnotherShop, "unknown_code"],
    [
      "a registration that opens later",
      () => registeredSale({ registration: { opensAt: at(HOUR_MS / 2), closesAt: at(HOUR_MS) } }),
      "not_yet",
    ],
    [
      "one that has closed",
      () => registeredSale({ registration: { opensAt: at(-2 * HOUR_MS), closesAt: at(-HOUR_MS) } }),
      "closed",
    ],
  ])("of %s is refused with words", async (_, saleOf, template) => {
    const phone = telephone();
    expect(await phone.says(`REG ${await saleOf()}`)).toBe(template);
    expect(await phone.says(`YES ${phone.wrongDigits()}`)).toBe("wrong_digits");
  });

  it("with a postal code names the nearest store that has something left", async () => {
    const saleId = await registeredSale();
    const phone = telephone();
    await phone.send(`REG ${saleId} 400001`);
    expect(await phone.send(`YES ${phone.digits()}`)).toMatchObject({
      template: "recorded_store",
      vars: { store: "Fort & Sons, 400001" },
    });
    await phone.send(`REG ${saleId} ABC`);
    expect(await phone.says(`YES ${phone.digits()}`)).toBe("recorded");
  });

  it("speaks Hindi to who writes Hindi", async () => {
    const saleId = await registeredSale();
    const phone = telephone();
    expect(await phone.send(`पंजीकरण ${saleId}`)).toMatchObject({ template: "confirm", language: "hi" });
    expect((await phone.send(`हाँ ${phone.digits()}`))?.text).toContain("पंजीकरण हो गया");
  });
});

describe("digits", () => {
  it("are good for half an hour, for one number and for one time", async () => {
    const saleId = await registeredSale();
    const [phone, other] = [telephone(), telephone()];
    await phone.send(`REG ${saleId}`);
    expect(await other.says(`YES ${phone.digits()}`)).toBe("wrong_digits");
    await moveConversationClock(phone.number, TEXT_WAITING_MS);
    expect([await phone.says(`YES ${phone.digits()}`), await registrationsOf(saleId)]).toEqual(["wrong_digits", 0]);
    await phone.send(`REG ${saleId}`);
    expect([await phone.says(`YES ${phone.digits()}`), await phone.says(`YES ${phone.digits()}`)]).toEqual([
      "recorded",
      "wrong_digits",
    ]);
  });

  it("are refused after five wrong ones, and taken again an hour later", async () => {
    const saleId = await registeredSale();
    const phone = telephone();
    await phone.send(`REG ${saleId}`);
    for (let wrong = 0; wrong < 5; wrong += 1)
      expect(await phone.says(`YES ${phone.wrongDigits()}`)).toBe("wrong_digits");
    expect(await phone.says(`YES ${phone.digits()}`)).toBe("too_many_tries");
    await moveConversationClock(phone.number, HOUR_MS);
    expect(await registerBy(phone, saleId)).toBe("recorded");
  });

  it("stay good whatever else comes in the name of their number, but STOP ends them", async () => {
    const saleId = await registeredSale();
    const phone = telephone();
    await phone.send(`REG ${saleId}`);
    const digits = phone.digits();
    expect((await phone.send(`REG ${saleId}`))?.vars.digits).toBe(digits);
    await phone.send(`REG ${saleId} 110001`);
    await phone.send(`REG ${saleId} 999999`);
    expect(await phone.says(`REG ${saleId} 111111`)).toBe("waiting_full");
    expect(await phone.says(`YES ${digits}`)).toBe("recorded");
    await phone.send(`REG ${saleId} 222222`);
    expect(await phone.says("STOP")).toBe("stopped");
    expect(await phone.says(`YES ${phone.digits()}`)).toBe("wrong_digits");
    expect(await registrationsOf(saleId)).toBe(1);
  });
});

describe("a message that comes again", () => {
  it("gets the same bytes at once, in any number, after a restart and until 72 hours are over, and does nothing", async () => {
    const saleId = await registeredSale();
    const phone = telephone();
    await phone.send(`REG ${saleId}`);
    const body = textBody("plain", { messageId: "SM1", from: phone.number, text: `YES ${phone.digits()}` });
    const atOnce = await Promise.all(Array.from({ length: 10 }, () => deliver("plain", body)));
    await evictDurableObject(conversationStub(phone.number));
    await moveConversationClock(phone.number, TEXT_KEPT_MS - 60_000);
    const all = [...atOnce, await deliver("plain", body)];
    expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect([atOnce[0]?.text, await registrationsOf(saleId)]).toEqual([expect.stringContaining("recorded"), 1]);
  });

  it("does what a crash kept from its answer, however late", async () => {
    const saleId = await registeredSale();
    const phone = telephone();
    await phone.send(`REG ${saleId}`);
    const message = { messageId: "SM2", from: phone.number, text: `YES ${phone.digits()}` };
    const first = await deliver("plain", textBody("plain", message));
    // As a crash between effect and answer leaves it: registered, and nothing said.
    await runInDurableObject(conversationStub(phone.number), (_, { storage }) => {
      storage.sql.exec("UPDATE message SET reply = NULL WHERE message_id = 'SM2'");
    });
    await evictDurableObject(conversationStub(phone.number));
    await moveConversationClock(phone.number, 2 * TEXT_WAITING_MS);
    const repeated = await deliver("plain", textBody("plain", message));
    expect([repeated.text, await registrationsOf(saleId)]).toEqual([first.text, 1]);
    expect((await deliver("plain", textBody("plain", message))).text).toBe(first.text);
  });

  it("is another message where it says something else under the same id", async () => {
    const from = freshNumber();
    await deliver("plain", textBody("plain", { messageId: "SM3", from, text: "HELP" }));
    const seen = await deliver("plain", textBody("plain", { messageId: "SM3", from, text: "STATUS" }));
    expect([seen.status, slugOf(seen)]).toEqual([422, "idempotency-key-reused"]);
  });
});

describe("a number that writes too much", () => {
  it("is told so once, hears nothing from then on, and is answered again an hour later", async () => {
    const phone = telephone();
    for (let sent = 0; sent < TEXTS_PER_HOUR_MAX; sent += 1) expect(await phone.says("HELP")).toBe("help");
    expect([await phone.says("HELP"), await phone.says("HELP")]).toEqual(["limit", null]);
    expect(await telephone().says("HELP")).toBe("help");
    await moveConversationClock(phone.number, HOUR_MS);
    expect(await phone.says("HELP")).toBe("help");
  });
});

describe("what is kept of a number", () => {
  it("is neither the number nor what it wrote, and is gone after 72 hours", async () => {
    const saleId = await registeredSale();
    const phone = telephone();
    await registerBy(phone, saleId);
    const national = phone.number.slice(3);
    expect(await keptTexts(phone.number)).not.toContain(national);
    expect(await keptTexts(phone.number)).toContain("recorded");
    await moveConversationClock(phone.number, TEXT_KEPT_MS + 60_000);
    await runDurableObjectAlarm(conversationStub(phone.number));
    expect(await keptTexts(phone.number)).toBe("[]");
  });

  it.each([
    ["the number", (number: string) => ({ kind: "phone", value: number })],
    ["the account", (number: string) => ({ kind: "account", value: phoneAccountId(number) })],
  ])("is erased with the registration by %s", async (_, identifierOf) => {
    const saleId = await registeredSale();
    const [phone, other] = [telephone(), telephone()];
    await registerBy(phone, saleId);
    await registerBy(other, saleId);
    const erased = await call("/v1/erasures", { body: identifierOf(phone.number) });
    expect([erased.status, await keptTexts(phone.number), await registrationsOf(saleId)]).toEqual([200, "[]", 1]);
    expect(await keptTexts(other.number)).toContain("recorded");
    expect(await phone.says(`STATUS ${saleId}`)).toBe("status_none");
  });
});

describe("Twilio", () => {
  it("is answered in TwiML, with the same bytes to a repeat", async () => {
    const saleId = await registeredSale();
    const from = freshNumber();
    const asked = await deliver("twilio", textBody("twilio", { from, text: `REG ${saleId}` }));
    const [, digits = ""] = /YES (\d{4})/.exec(asked.text) ?? [];
    const body = textBody("twilio", { from, text: `YES ${digits}` });
    const answers = [await deliver("twilio", body), await deliver("twilio", body)].map(({ text }) => text);
    expect(answers[0]).toBe(
      `<?xml version="1.0" encoding="UTF-8"?><Response><Message>You are registered for ${saleId.toUpperCase()}. Send STATUS ${saleId.toUpperCase()} to see how it stands.</Message></Response>`,
    );
    expect(answers[1]).toBe(answers[0]);
    expect(await registrationsOf(saleId)).toBe(1);
  });
});

describe("an adapter's own words and language", () => {
  it("are what it answers with", async () => {
    const plain = await deliver("gateway", textBody("gateway", { text: "HELP" }));
    expect(plain.json).toMatchObject({ reply: { language: "hi", template: "help" } });
  });
});

describe("a delivery that is not what it should be", () => {
  const body = () => textBody("plain", { text: "HELP" });

  it.each<[string, () => ReturnType<typeof deliver>, number, string]>([
    ["to no adapter", () => deliver("plain", body(), { path: "/v1/channels/sms/nobody" }), 404, "not-found"],
    ["unsigned", () => call("/v1/channels/sms/plain", { body: body(), shop: undefined, key: "" }), 401, "unauthorized"],
    [
      "signed with nonsense",
      () => deliver("plain", body(), { headers: { "webhook-signature": "v1,AAAA" } }),
      401,
      "unauthorized",
    ],
    [
      "signed for another adapter",
      () => deliver("twilio", body(), { path: "/v1/channels/sms/plain" }),
      401,
      "unauthorized",
    ],
    [
      "with a shop key in place of a signature",
      () => call("/v1/channels/sms/plain", { body: body() }),
      401,
      "unauthorized",
    ],
    [
      "of another media type",
      () => deliver("plain", body(), { headers: { "Content-Type": "text/plain" } }),
      415,
      "media-type-unsupported",
    ],
    ["that is empty", () => deliver("plain", ""), 400, "request-invalid"],
    ["of no JSON", () => deliver("plain", "{"), 400, "request-invalid"],
    [
      "with a member more",
      () => deliver("plain", JSON.stringify({ ...JSON.parse(body()), more: 1 })),
      400,
      "request-invalid",
    ],
    [
      "from a name",
      () => deliver("plain", textBody("plain", { from: "MYBANK", text: "REG x" })),
      400,
      "request-invalid",
    ],
    [
      "to a number of nobody",
      () => deliver("plain", textBody("plain", { to: "+911140000000", text: "REG x" })),
      400,
      "request-invalid",
    ],
    ["of half a letter", () => deliver("plain", textBody("plain", { text: "REG \ud83d" })), 400, "request-invalid"],
    ["that is huge", () => deliver("plain", textBody("plain", { text: "x".repeat(40_000) })), 413, "body-too-large"],
    [
      "of Twilio with two texts",
      () => deliver("twilio", `${textBody("twilio", { text: "HELP" })}&Body=STOP`),
      400,
      "request-invalid",
    ],
    [
      "of Twilio as JSON",
      () => deliver("twilio", "{}", { headers: { "Content-Type": "application/json" } }),
      415,
      "media-type-unsupported",
    ],
  ])("is refused %s", async (_, attempt, status, slug) => {
    const seen = await attempt();
    expect([seen.status, slugOf(seen)]).toEqual([status, slug]);
  });

  it.each([
    ["an empty one", ""],
    ["one of many parts", "x".repeat(20_000)],
    ["joined ones", "REG x YES 1234"],
    ["another script", "Зарегистрируйте меня"],
    ["pictures", "🎉🎉🎉"],
    ["markup", "<Response><Message>"],
  ])("is answered as unreadable where the message is %s", async (_, words) => {
    expect(await telephone().says(words)).toBe("unreadable");
  });

  it("comes to the same conversation in whatever spelling its numbers are", async () => {
    const number = freshNumber();
    const national = `0${number.slice(3)}`;
    await deliver("plain", textBody("plain", { from: number, to: "56161", text: "HELP" }));
    await deliver("plain", textBody("plain", { from: national, to: "080 4567 8900", text: "HELP" }));
    expect(await keptTexts(number)).toMatch(/help.*help/);
    expect(SMS_ADAPTERS.plain.numbers).toContain("56161");
  });
});
