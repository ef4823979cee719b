import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EDGE_WORD_CHARS_MAX, edgeFacts } from "../../../../src/domain/signals/edge/edge-facts.ts";
import { isHosting } from "../../../../src/domain/signals/edge/hosting-networks.ts";
import { botScoreOf, readEdge } from "../../../../src/domain/signals/edge/read-edge.ts";
import { BROWSERS } from "./browsers.ts";

const CF = {
  asn: 55836,
  tlsVersion: "TLSv1.3",
  tlsCipher: "AEAD-AES128-GCM-SHA256",
  httpProtocol: "HTTP/3",
  botManagement: {
    score: 87,
    ja3Hash: "aa7744226c695c0b2e440419848cf700",
    ja4: "t13d1516h2_8daaf6152771_b186095e22b6",
  },
};

describe("what the edge saw of a browser", () => {
  it("is kept in classes: no version of a system, no model of a telephone, no list of languages", () => {
    const headers = BROWSERS["Samsung Internet"]?.headers;
    expect(readEdge({ header: (name) => headers?.[name], cf: CF })).toEqual({
      asn: 55836,
      tlsVersion: "TLSv1.3",
      tlsCipher: "AEAD-AES128-GCM-SHA256",
      tlsFingerprint: "t13d1516h2_8daaf6152771_b186095e22b6",
      protocol: "HTTP/3",
      claim: { platform: "linux", engine: "chromium", version: 130, mobile: true, inApp: false },
      hints: { platform: "linux", mobile: true, version: 130, headless: false },
      language: "en",
      fetchMetadata: true,
    });
  });

  it("never holds Cloudflare's score, which the browser could read in its visit", () => {
    expect(JSON.stringify(readEdge({ header: () => undefined, cf: CF }))).not.toContain("87");
    expect(botScoreOf(CF)).toBe(87);
  });

  it.each([
    [{ clientTrustScore: 30 }, 30],
    [{ botManagement: { score: 0 } }, undefined],
    [{ botManagement: "99" }, undefined],
    [{}, undefined],
  ])("has the score of %j: %s", (cf, score) => {
    expect(botScoreOf(cf)).toBe(score);
  });

  it("takes JA3's hash where there is no JA4", () => {
    const { ja3Hash } = CF.botManagement;
    expect(readEdge({ header: () => null, cf: { botManagement: { ja3Hash } } }).tlsFingerprint).toBe(ja3Hash);
  });

  it("always fits into a visit", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.record({ asn: fc.anything(), tlsVersion: fc.anything(), botManagement: fc.anything() }),
        (text, cf) => {
          const facts = readEdge({ header: () => text.repeat(EDGE_WORD_CHARS_MAX), cf });
          expect(edgeFacts.safeParse(JSON.parse(JSON.stringify(facts))).success).toBe(true);
        },
      ),
    );
  });
});

describe("networks of companies that let servers", () => {
  it.each([16509, 14061, 16276, 24940, 63949])("AS%i is one", (asn) => {
    expect(isHosting(asn)).toBe(true);
  });

  it.each([
    ["Jio", 55836],
    ["Airtel", 24560],
    ["Comcast", 7922],
    ["Deutsche Telekom", 3320],
    ["Cloudflare, by whose exits Apple's and its own tunnels come", 13335],
    ["Akamai, by whose exits Apple's tunnel comes", 36183],
    ["Fastly, by whose exits Apple's tunnel comes", 54113],
    ["Google, by whose exits its own tunnels come", 15169],
    ["Microsoft, by whose network its offices come", 8075],
    ["a carrier of houses that one of the lists names", 394330],
  ])("%s is none", (_, asn) => {
    expect(isHosting(asn)).toBe(false);
  });
});
