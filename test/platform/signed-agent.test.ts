import fc from "fast-check";
import { createSignature, webcrypto } from "http-message-sig";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { type Config, parseConfig } from "../../src/config.ts";
import { assert } from "../../src/domain/result.ts";
import { signedAgent } from "../../src/platform/callers/signed-agent.ts";
import { validSettings } from "../support/settings.ts";

const AGENT = "https://signature-agent.test";
/** Vectors of the draft *HTTP Message Signatures for automated traffic*, which sign with the key `test-key-ed25519` of RFC 9421, B.1.4. */
const VECTOR_KEY = { kty: "OKP", crv: "Ed25519", x: "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs" };
const CREATED_MS = 1_735_689_600_000;
const AUTHORITY_ALONE = {
  Signature: "sig1=:+NA/cssf4Y2bQTMTkyvTGRCaVzp9quyUevdwwMtMOWhhOOZ2T1subBj0BtvdnrpDEuwSAbiTeElXDzHL3WWKCw==:",
  "Signature-Input":
    'sig1=("@authority");created=1735689600;keyid="poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U";alg="ed25519";expires=1735693200;nonce="mYotfW3CUjI68sbGw6oKd7kyXqPjZEtU8xFPGWFrqOAf5qC6MDe3pys3SWWCudB0MvwslHy32WXUpkR7u0lt/w==";tag="web-bot-auth"',
};
const WITH_AGENT = {
  Signature: "sig2=:jdq0SqOwHdyHr9+r5jw3iYZH6aNGKijYp/EstF4RQTQdi5N5YYKrD+mCT1HA1nZDsi6nJKuHxUi/5Syp3rLWBA==:",
  "Signature-Input":
    'sig2=("@authority" "signature-agent");created=1735689600;keyid="poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U";alg="ed25519";expires=1735693200;nonce="e8N7S2MFd/qrd6T2R3tdfAuuANngKI7LFtKYI/vowzk4lAZYadIX6wW25MwG7DCT9RUKAJ0qVkU0mEeLElW1qg==";tag="web-bot-auth"',
  "Signature-Agent": `"${AGENT}"`,
};

let config: Config;
let ownKey: Parameters<typeof webcrypto.signer>[0];
let ownKeyId: string;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair("Ed25519", { extractable: true });
  const own = await exportJWK(publicKey);
  [ownKey, ownKeyId] = [privateKey, await calculateJwkThumbprint(own)];
  const { settings } = await validSettings();
  const parsed = parseConfig({ ...settings, AGENTS: JSON.stringify({ [AGENT]: [VECTOR_KEY, own] }) });
  assert(parsed.ok, "the settings are valid");
  config = parsed.value;
});

function seen(headers: Record<string, string>, nowMs = CREATED_MS, url = "https://example.com/path/to/resource") {
  return signedAgent(config, new Request(url, { headers }), nowMs);
}

/** A request that is signed with the agent's own key, otherwise than its kind should be. */
async function signed(change: {
  components?: readonly string[];
  parameters?: object;
  keyid?: string;
}): Promise<Record<string, string>> {
  const agent = { "Signature-Agent": `"${AGENT}"` };
  const created = CREATED_MS / 1000;
  const { signature, signatureInput } = await createSignature(new Request("https://example.com/", { headers: agent }), {
    signer: webcrypto.signer(ownKey),
    components: change.components ?? ["@authority", "signature-agent"],
    parameters: {
      created,
      expires: created + 60,
      keyid: change.keyid ?? ownKeyId,
      tag: "web-bot-auth",
      ...change.parameters,
    },
  });
  return { ...agent, Signature: signature, "Signature-Input": signatureInput };
}

describe("an agent that says who it is", () => {
  it.each([
    ["over the authority alone", AUTHORITY_ALONE],
    ["over the authority and its own address", WITH_AGENT],
  ])("is known by the draft's own vector, signed %s", async (_, headers) => {
    expect(await seen(headers)).toEqual({ verified: true, name: AGENT });
  });

  it("is known by another of its keys", async () => {
    expect(await seen(await signed({}))).toEqual({ verified: true, name: AGENT });
  });

  it("is nobody where nothing is signed, and no fetch is made for a mere address", async () => {
    expect(await seen({ "Signature-Agent": '"https://attacker.example"' })).toBe(undefined);
  });
});

describe("a signature that does not count", () => {
  it.each<[string, Parameters<typeof seen>]>([
    ["for another host", [WITH_AGENT, CREATED_MS, "https://other.example/"]],
    ["an hour and more after it was made, when it has expired", [WITH_AGENT, CREATED_MS + 3_700_000]],
    ["before it was made", [WITH_AGENT, CREATED_MS - 3_600_000]],
    ["with the name of another agent", [{ ...WITH_AGENT, "Signature-Agent": '"https://other.example"' }]],
    ["that leaves the agent's address out", [{ ...AUTHORITY_ALONE, "Signature-Agent": `"${AGENT}"` }]],
    ["without itself", [{ "Signature-Input": WITH_AGENT["Signature-Input"] }]],
    ["with more than the headers may have", [{ ...WITH_AGENT, "Signature-Agent": "x".repeat(4096) }]],
  ])("%s", async (_, sent) => {
    expect(await seen(...sent)).toEqual({ verified: false });
  });

  it.each<[string, Parameters<typeof signed>[0]]>([
    ["for another purpose", { parameters: { tag: "http-message-signatures-directory" } }],
    ["without an end", { parameters: { expires: undefined } }],
    ["over no host, so that it would count for any", { components: ["@method", "signature-agent"] }],
    ["under a key that nobody set down", { keyid: "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0V" }],
    ["under the name of another key", { keyid: "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U" }],
    ["older than a day, whatever it says of its end", { parameters: { created: CREATED_MS / 1000 - 90_000 } }],
  ])("%s", async (_, change) => {
    expect(await seen(await signed(change))).toEqual({ verified: false });
  });

  it("is never an error, whatever is sent", async () => {
    const header = fc.stringMatching(/^[ -~]{0,80}$/);
    await fc.assert(
      fc.asyncProperty(header, header, header, async (signature, input, agent) => {
        const headers = { Signature: signature, "Signature-Input": `${input};x`, "Signature-Agent": agent };
        expect(await seen(headers)).toEqual({ verified: false });
      }),
    );
  });
});

it("settings with a key of another kind are refused", async () => {
  const { settings } = await validSettings();
  const parsed = parseConfig({
    ...settings,
    AGENTS: JSON.stringify({ [AGENT]: [{ kty: "RSA", n: "AA", e: "AQAB" }] }),
  });
  expect(parsed.ok ? [] : parsed.error).toContainEqual(expect.stringMatching(/^AGENTS.*OKP/));
});
