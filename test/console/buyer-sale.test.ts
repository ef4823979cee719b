import { describe, expect, it } from "vitest";
import { type BuyerSaleView, renderBuyerSale } from "../../src/console/pages/buyer-sale.tsx";
import {
  decisionSentences,
  type Mine,
  mineWords,
  nextMoment,
  type PublicSale,
  phaseHeadline,
  termSentences,
} from "../../src/console/view-models/buyer-sale.ts";
import { REGISTRATION_STATUSES } from "../../src/domain/registration/register.ts";

const SCRIPT = '"><script>alert(1)</script>';
const at = (minute: number) => new Date(minute * 60_000).toISOString();

const DRAWN: PublicSale = {
  saleId: "aurora",
  title: "Aurora 3",
  mode: "draw",
  phase: "scheduled",
  opensAt: at(30),
  closesAt: at(60),
  serverTimeMs: 0,
  limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
  stock: "available",
  price: { amountMinor: 1_399_900, currency: "INR" },
  holdTtlSeconds: 300,
  acceptedPayments: ["card", "cash_on_delivery"],
  clientSignals: "required",
  registration: { phase: "scheduled", opensAt: at(10), closesAt: at(20) },
  draw: { stage: "scheduled", drawAt: at(25), leadSeconds: 60, turnSeconds: 7200, weightMax: 1 },
};
const MINE: Mine = {
  registrationId: "reg_aurora_0_1",
  status: "recorded",
  recordedAt: at(11),
  weight: 1,
  drawAt: at(25),
  serverTimeMs: 0,
  pollAfterMs: 15_000,
};
const VIEW: BuyerSaleView = {
  sale: DRAWN,
  shop: { name: "A shop", hostname: "shop.example", address: "https://shop.example/" },
};

describe("a sale in words for its buyers", () => {
  it.each([
    [0, "Registration opens", 10],
    [10, "Registration closes", 20],
    [20, "The order is drawn", 25],
    [25, "The sale opens", 30],
    [30, "The sale closes", 60],
  ])("counts at minute %i down to what comes next", (minute, label, next) => {
    expect(nextMoment({ ...DRAWN, serverTimeMs: minute * 60_000 })).toEqual({ label, atMs: next * 60_000 });
  });

  it("counts down to nothing once it is over", () => {
    expect(nextMoment({ ...DRAWN, serverTimeMs: 3_600_000 })).toBeUndefined();
  });

  it.each([
    ["judging", "Registration is closed, and the draw comes next"],
    ["calling", "Places are called in the drawn order"],
    ["over", "The draw is over"],
    ["void", "The draw does not take place; the shop says why"],
  ] as const)("says of the stage %s how it stands", (stage, headline) => {
    const { draw, registration } = DRAWN;
    if (draw === undefined || registration === undefined) throw new TypeError("The sale is drawn.");
    const sale = { ...DRAWN, registration: { ...registration, phase: "closed" as const }, draw: { ...draw, stage } };
    expect(phaseHeadline(sale)).toBe(headline);
  });

  it("writes out price, limits, time to buy and payment", () => {
    expect(termSentences(DRAWN)).toEqual([
      "One costs ₹13,999.00.",
      "You may buy at most: 1 per account, 1 per device, 2 per household, 2 per payment instrument.",
      "When your place is called a unit is kept for you for 2 hours, to buy and pay.",
      "Payment: card, cash on delivery.",
    ]);
  });

  it("says of each way of selling how it is decided", () => {
    const { draw: _draw, ...registered } = DRAWN;
    const { registration: _registration, ...flash } = registered;
    expect(decisionSentences(DRAWN)[0]).toContain("registers in time");
    expect(decisionSentences({ ...DRAWN, fairWindowSeconds: 10 })[0]).toContain("first 10 seconds");
    expect(decisionSentences(registered)).toHaveLength(1);
    expect(decisionSentences(flash)[0]).toContain("served first");
  });

  it("has a headline for every status of a registration", () => {
    const headlines = REGISTRATION_STATUSES.map((status) => mineWords({ ...MINE, status }).headline);
    expect(new Set(headlines).size).toBe(REGISTRATION_STATUSES.length);
  });

  it("tells who waits how many are called before, and when waiting is of no use", () => {
    const { headline, sentences } = mineWords({ ...MINE, status: "waiting", ahead: 1, outlook: "none" });
    expect(headline).toBe("1 place is called before yours");
    expect(sentences).toEqual([["No unit is left for your place. This is final."]]);
  });

  it("tells until when a unit is kept", () => {
    const turn = { from: at(30), until: at(40) };
    expect(mineWords({ ...MINE, status: "your_turn", turn }).sentences).toEqual([
      ["A unit is kept for you until ", { atMs: 2_400_000 }, ". Buy it in the shop."],
    ]);
  });
});

describe("the page of a sale for its buyers", () => {
  it("is a whole document without inline script and style, and repeats no markup", async () => {
    const sale = { ...DRAWN, title: SCRIPT };
    const page = String(await renderBuyerSale({ ...VIEW, sale, asked: { receipt: SCRIPT, refusal: SCRIPT } }));
    expect(page).toMatch(/^<!doctype html><html lang="en">/);
    expect(page).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/);
    expect(page).not.toContain("<script>alert");
  });

  it("asks for no receipt where nobody registers", async () => {
    const { draw: _draw, registration: _registration, ...flash } = DRAWN;
    expect(String(await renderBuyerSale({ ...VIEW, sale: flash }))).not.toContain("<textarea");
    expect(String(await renderBuyerSale(VIEW))).toContain("<textarea");
  });

  it("tells script when to ask again, and leaves a way to ask without it", async () => {
    const page = String(await renderBuyerSale({ ...VIEW, asked: { receipt: "r", mine: MINE } }));
    expect(page).toContain('data-poll-ms="15000"');
    expect(page).toMatch(/<a class="button" href="\/sales\/aurora" data-without-script/);
  });
});
