import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOST_LINE_CHARS_MAX, type NotAHost, parseHost } from "../../../../src/resellers/domain/host/parse-host.ts";

function asciiOf(text: string): string {
  const host = parseHost(text);
  return host.ok ? host.value.ascii : host.error;
}

describe("parseHost", () => {
  it("splits a host at its public suffix", () => {
    expect(parseHost("www.mi-store.co.in")).toEqual({
      ok: true,
      value: {
        ascii: "www.mi-store.co.in",
        unicode: "www.mi-store.co.in",
        labels: ["www", "mi-store"],
        suffix: ["co", "in"],
        isPlatform: false,
        hasBogusLabel: false,
      },
    });
  });

  it("takes the suffix of a hosting platform as a suffix, so that the seller's own label is the last one", () => {
    expect(parseHost("mi-store.myshopify.com")).toMatchObject({
      value: { labels: ["mi-store"], suffix: ["myshopify", "com"] },
    });
  });

  it("reads the platform itself as a host, and says that it is one", () => {
    expect(parseHost("myshopify.com")).toMatchObject({
      value: { labels: ["myshopify"], suffix: ["com"], isPlatform: true },
    });
  });

  it.each([
    ["Example.COM", "example.com"],
    ["example.com.", "example.com"],
    ["  example.com\r", "example.com"],
    ["\ufeffexample.com", "example.com"],
    ["ｅｘａｍｐｌｅ．com", "example.com"],
    ["example。com", "example.com"],
    ["exam\u00adple.com", "example.com"],
    ["exam\u200bple.com", "example.com"],
    ["_dmarc.example.com", "_dmarc.example.com"],
    ["shop-.example.com", "shop-.example.com"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["сяоми.рф", "xn--h1ahfl4e.xn--p1ai"],
  ])("normalises %j as a browser does", (text, ascii) => {
    expect(asciiOf(text)).toBe(ascii);
  });

  it("shows an A-label in the letters that a person sees", () => {
    expect(parseHost("xn--80ak6aa92e.com")).toMatchObject({ value: { unicode: "аррӏе.com" } });
  });

  it.each<[string, NotAHost]>([
    ["", "empty"],
    [" \t ", "empty"],
    ["\u200b", "empty"],
    [".", "empty"],
    [`${"a".repeat(HOST_LINE_CHARS_MAX)}.com`, "too-long"],
    [`${"abcdefg.".repeat(32)}com`, "too-long"],
    [`${"a".repeat(64)}.com`, "label-too-long"],
    [`${"é".repeat(64)}.com`, "label-too-long"],
    [`xn--${"a".repeat(64)}.com`, "label-too-long"],
    ["exam\u0000ple.com", "control-character"],
    ["exam\u001b[31mple.com", "control-character"],
    ["exam ple.com", "white-space"],
    ["https://example.com", "url"],
    ["example.com/path", "url"],
    ["example.com?x", "url"],
    ["example.com\\x", "url"],
    ["user:pass@example.com", "user-info"],
    ["example.com:443", "port"],
    ["192.0.2.1", "ip-literal"],
    ["0x7f.1", "ip-literal"],
    ["3232235777", "ip-literal"],
    ["[2001:db8::1]", "ip-literal"],
    ["2001:db8::1", "ip-literal"],
    ["a..example.com", "empty-label"],
    [".example.com", "empty-label"],
    ["=HYPERLINK(1)", "character"],
    ["exa<b>mple.com", "character"],
    ["*.example.com", "character"],
    ["exam\ud800ple.com", "character"],
    ["😀.example.com", "character"],
    ["localhost", "single-label"],
    ["co.jp", "public-suffix"],
  ])("refuses %j with its own reason", (text, reason) => {
    expect(parseHost(text)).toEqual({ ok: false, error: reason });
  });

  it.each(["xn--.example.com", "xn--abc-.example.com", "xn--99999999999.example.com", "xn--bcher-kv.example"])(
    "keeps %s as it stands and says that it encodes nothing",
    (text) => {
      expect(parseHost(text)).toMatchObject({ value: { ascii: text, unicode: text, hasBogusLabel: true } });
    },
  );

  it("gives the same answer for its own answer, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.string({ unit: "binary", maxLength: 60 })), (text) => {
        const host = parseHost(text);
        if (!host.ok) return;
        expect(parseHost(host.value.ascii)).toEqual(host);
        expect(parseHost(host.value.unicode)).toEqual(host);
      }),
      { numRuns: 500 },
    );
  });
});
