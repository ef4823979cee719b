import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEmail } from "../../../src/domain/identity/email.ts";

describe("readEmail", () => {
  it("keeps a plain address as it is", () => {
    expect(readEmail("a.buyer@example.com")).toEqual({
      mailbox: "a.buyer@example.com",
      aliased: false,
      disposable: false,
      privateDomain: "example.com",
    });
  });

  it.each([
    ["A.Buyer@Example.COM", "a.buyer@example.com", false],
    ["a.b.uyer+sale@gmail.com", "abuyer@gmail.com", true],
    ["abuyer@googlemail.com", "abuyer@gmail.com", true],
    ["a.buyer+1@outlook.com", "a.buyer@outlook.com", true],
    ["a_buyer@protonmail.com", "abuyer@proton.me", true],
    ["abuyer@me.com", "abuyer@icloud.com", true],
    ["abuyer@ya.ru", "abuyer@yandex.ru", true],
    [" abuyer@example.com. ", "abuyer@example.com", true],
    ["ａbuyer@example.com", "abuyer@example.com", true],
    ["abuyer@xn--mnchen-3ya.de", "abuyer@münchen.de", false],
    ["abuyer@MÜNCHEN.de", "abuyer@münchen.de", false],
    ["abuyer@xn--99.de", "abuyer@xn--99.de", false],
    ["a.buyer+1@hotmail.fr", "a.buyer@hotmail.fr", true],
    ["a.buyer+1@outlook.de", "a.buyer@outlook.de", true],
    ["a.buyer+1@live.nl", "a.buyer@live.nl", true],
    ["a.buyer+1@zohomail.com", "a.buyer@zohomail.com", true],
    ["sale@abuyer.fastmail.com", "abuyer@fastmail.com", true],
    ["a.buyer+1@hotmail.it", "a.buyer@hotmail.it", true],
    ["a.buyer+1@live.com.mx", "a.buyer@live.com.mx", true],
    ["a.buyer+1@outlook.com.tr", "a.buyer@outlook.com.tr", true],
    ["a.buyer+1@zoho.in", "a.buyer@zoho.in", true],
    ["abuyer@yandex.kz", "abuyer@yandex.ru", true],
    ["a-buyer+1@ya.ru", "a.buyer@yandex.ru", true],
    ["abuyer+1@me.com", "abuyer@icloud.com", true],
    ["abuyer+1@mailbox.org", "abuyer@mailbox.org", true],
    ["abuyer@xn--bcher-kva.example", "abuyer@bücher.example", false],
    ["abuyer@BÜCHER.example", "abuyer@bücher.example", false],
    ["a\u200bbuyer@example.com", "abuyer@example.com", false],
  ])("folds %j into %j", (text, mailbox, aliased) => {
    expect(readEmail(text)).toMatchObject({ mailbox, aliased });
  });

  it("never folds where the provider's rules are unknown, since that would merge strangers", () => {
    expect(readEmail("a.buyer+x@example.com")?.mailbox).toBe("a.buyer+x@example.com");
  });

  it("keeps a local part that is nothing but ignored characters or a tag", () => {
    expect(readEmail("-_-@proton.me")?.mailbox).toBe("-_-@proton.me");
    expect(readEmail("+x@gmail.com")?.mailbox).toBe("+x@gmail.com");
  });

  it.each([
    "",
    "abuyer",
    "@example.com",
    "abuyer@",
    "abuyer@localhost",
    "a buyer@example.com",
    "a..buyer@example.com",
    ".abuyer@example.com",
    "abuyer.@example.com",
    "abuyer@-example.com",
    "abuyer@example..com",
    "a@b@example.com,",
    `${"a".repeat(65)}@example.com`,
    `abuyer@${"a".repeat(64)}.com`,
    `${"a@".repeat(16_000)}example.com`,
  ])("cannot read %.40j", (text) => {
    expect(readEmail(text)).toBeUndefined();
  });

  it("is total, and folding twice changes nothing", () => {
    const domain = fc.constantFrom("gmail.com", "proton.me", "icloud.com", "example.com");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), domain, (local, host) => {
        const once = readEmail(`${local}@${host}`);
        if (once !== undefined) expect(readEmail(once.mailbox)?.mailbox).toBe(once.mailbox);
      }),
    );
  });
});
