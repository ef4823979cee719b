import { base64url } from "jose";
import { describe, expect, it } from "vitest";
import { TOKEN_LENGTH_MAX } from "../../src/domain/limits.ts";
import { keyIdOf } from "../../src/platform/tokens/compact-token.ts";

const KIND = { alg: "EdDSA", typ: "allow+jwt" } as const;
const HEADER = '{"alg":"EdDSA","typ":"allow+jwt","kid":"key-1"}';
const tokenWith = (header: string, rest = "e30.AAAA") => `${base64url.encode(header)}.${rest}`;

describe("keyIdOf", () => {
  it("reads the key id of a token in the one spelling", () => {
    expect(keyIdOf(tokenWith(HEADER), KIND)).toBe("key-1");
  });

  it.each([
    ["another kind", HEADER.replace("allow", "visit")],
    ["another algorithm", HEADER.replace("EdDSA", "HS256")],
    ["members in another order", '{"typ":"allow+jwt","alg":"EdDSA","kid":"key-1"}'],
    ["white space", HEADER.replace(",", ", ")],
    ["a byte order mark", `\ufeff${HEADER}`],
    ["one member more", HEADER.replace("}", ',"b64":true}')],
    ["one member before", HEADER.replace("{", '{"crit":[],')],
    ["a repeated member", HEADER.replace("}", ',"kid":"key-1"}')],
    ["an empty key id", HEADER.replace("key-1", "")],
    ["a key id with a quote", HEADER.replace("key-1", 'a\\"b')],
    ["no key id", '{"alg":"EdDSA","typ":"allow+jwt"}'],
    ["something after it", `${HEADER} `],
    ["no JSON", "x"],
  ])("refuses a header with %s", (_, header) => {
    expect(keyIdOf(tokenWith(header), KIND)).toBe(undefined);
  });

  it.each(["", ".", "..", "...", "a.b", "a.b.c.d", "a.b.c.d.e"])("refuses %j, which has no three parts", (text) => {
    expect(keyIdOf(text, KIND)).toBe(undefined);
  });

  it.each([
    "e30.AAA=",
    "e30.AA+A",
    "e30.AA/A",
    "e30.A",
    "e30.AB",
    "e30.AAB",
    "e3 0.AAAA",
    "e30.AAAA\n",
    "e30.",
    ".AAAA",
  ])("refuses the spelling %j", (rest) => {
    expect(keyIdOf(tokenWith(HEADER, rest), KIND)).toBe(undefined);
  });

  it("reads nothing that is longer than a token may be", () => {
    const longest = tokenWith(HEADER, `${"A".repeat(TOKEN_LENGTH_MAX)}`).slice(0, TOKEN_LENGTH_MAX - 5);
    expect(keyIdOf(`${longest}.AAAA`, KIND)).toBe("key-1");
    expect(keyIdOf(`${longest}A.AAAA`, KIND)).toBe(undefined);
  });
});
