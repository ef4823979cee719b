import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePunycode, encodePunycode } from "../../src/domain/punycode.ts";

/** From RFC 3492, section 7.1, those in lower case and short enough for a DNS label. */
const RFC_3492 = [
  ["egbpdaj6bu4bxfgehfvwxn", "ليهمابتكلموشعربي؟"],
  ["ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"],
  ["proprostnemluvesky-uyb24dma41a", "pročprostěnemluvíčesky"],
  ["4dbcagdahymbxekheh6e0a7fei0b", "למההםפשוטלאמדבריםעברית"],
  ["n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa", "なぜみんな日本語を話してくれないのか"],
  ["b1abfaaepdrnnbgefbadotcwatmq2g4l", "почемужеонинеговорятпорусски"],
  ["3b-ww4c5e180e575a65lsy2b", "3年b組金八先生"],
  ["d9juau41awczczp", "そのスピードで"],
] as const;

describe("Punycode", () => {
  it.each(RFC_3492)("reads and writes %s as RFC 3492 does", (encoded, unicode) => {
    expect(decodePunycode(encoded)).toEqual({ ok: true, value: unicode });
    expect(encodePunycode(unicode)).toEqual({ ok: true, value: encoded });
  });

  it.each(["", "9", "99999999", "a!b", "é-abc", "abc-é", "x".repeat(64)])("refuses %j", (encoded) => {
    expect(decodePunycode(encoded)).toEqual({ ok: false, error: "punycode" });
  });

  it("decodes what it encoded, whatever the label", () => {
    const label = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
      .filter((text) => text.toLowerCase() === text);
    fc.assert(
      fc.property(label, (text) => {
        const encoded = encodePunycode(text);
        if (!encoded.ok || encoded.value.length > 63) return;
        expect(decodePunycode(encoded.value)).toEqual({ ok: true, value: text });
      }),
    );
  });
});
