import domains from "disposable-email-domains/index.json" with { type: "json" };
import parents from "disposable-email-domains/wildcard.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { isDisposable } from "../../../src/domain/identity/disposable.ts";

const MAIL_FOR_LIFE =
  "gmail.com yahoo.com yahoo.co.in outlook.com hotmail.com live.com msn.com icloud.com me.com aol.com proton.me protonmail.com rediffmail.com zoho.com gmx.de web.de t-online.de orange.fr free.fr libero.it mail.ru yandex.ru qq.com 163.com 126.com naver.com fastmail.com tutanota.com duck.com mozmail.com privaterelay.appleid.com yahoo.co.jp btinternet.com comcast.net verizon.net".split(
    " ",
  );

describe("isDisposable", () => {
  it("knows every listed domain", () => {
    expect(domains.filter((domain) => !isDisposable(domain))).toEqual([]);
  });

  it("knows every listed parent and what is under it", () => {
    const unknown = parents.filter((parent) => !isDisposable(parent) || !isDisposable(`a.b.${parent}`));
    expect(unknown).toEqual([]);
  });

  it("takes a name that only ends in a parent's letters for what it is", () => {
    expect(isDisposable("not33mail.com")).toBe(false);
  });

  it("knows none of the providers whose mailboxes people keep", () => {
    expect(MAIL_FOR_LIFE.filter(isDisposable)).toEqual([]);
  });

  it("takes no more than one stranger in 800 for disposable", () => {
    const strangers = Array.from({ length: 40_000 }, (_, index) => `household-${index}.example`);
    expect(strangers.filter(isDisposable).length).toBeLessThan(strangers.length / 800);
  });
});
