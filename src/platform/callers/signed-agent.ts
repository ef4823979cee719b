import { type Verifier, verifySignature, webcrypto } from "http-message-sig";
import { calculateJwkThumbprint, importJWK } from "jose";
import type { Config } from "../../config.ts";
import { AGENT_SIGNATURE_CHARS_MAX, AGENT_SIGNATURE_SECONDS_MAX } from "../../domain/limits.ts";
import { assert } from "../../domain/result.ts";
import type { SignedAgent } from "../../domain/signals/edge/edge-facts.ts";

/** Draft of the working group *webbotauth*: the tag of such signatures, and the header by which an agent says who it is. */
const TAG = "web-bot-auth";
const AGENT_HEADER = "signature-agent";
const CLOCK_SKEW_SECONDS = 60;
const HEADERS = ["signature", "signature-input", AGENT_HEADER];

type AgentKey = Verifier & { readonly agent: string };
/** The keys of the agents that a deployment knows, by their thumbprints. Nothing is fetched from an address that a caller names. */
const keysOf = new WeakMap<Config, Promise<ReadonlyMap<string, AgentKey>>>();

/**
 * Who a request says it is made by, by Web Bot Auth (HTTP Message Signatures, RFC 9421, tag `web-bot-auth`). A signature that was seen
 * may be sent again until it expires: that is harmless, since being an agent lets nobody in.
 * @returns undefined where nothing is signed; never throws
 */
export async function signedAgent(config: Config, request: Request, nowMs: number): Promise<SignedAgent | undefined> {
  if (!request.headers.has("signature-input")) return undefined;
  const sent = HEADERS.reduce((chars, name) => chars + (request.headers.get(name)?.length ?? 0), 0);
  if (sent > AGENT_SIGNATURE_CHARS_MAX) return { verified: false };
  try {
    const keys = await keysFor(config);
    const { verifier } = await verifySignature<AgentKey>(request, {
      policy: {
        algorithms: ["ed25519"],
        requiredComponents: ["@authority"],
        requiredParameters: ["created", "expires", "keyid", "tag"],
        maxAge: AGENT_SIGNATURE_SECONDS_MAX,
        clockSkew: CLOCK_SKEW_SECONDS,
        now: Math.floor(nowMs / 1000),
        validate: ({ parameters, components }) =>
          parameters.tag === TAG &&
          (!request.headers.has(AGENT_HEADER) || components.some(({ name }) => name === AGENT_HEADER)),
      },
      resolveVerifier: ({ parameters }) => {
        const key = keys.get(parameters.keyid ?? "");
        if (key === undefined) throw new TypeError("The key is no known agent's.");
        return key;
      },
    });
    return { verified: true, name: verifier.agent };
  } catch {
    // Whatever is sent, it is a fact about the request and no error of it.
    return { verified: false };
  }
}

function keysFor(config: Config): Promise<ReadonlyMap<string, AgentKey>> {
  const known = keysOf.get(config) ?? readKeys(config);
  keysOf.set(config, known);
  return known;
}

async function readKeys({ agents }: Config): Promise<ReadonlyMap<string, AgentKey>> {
  const all = [...agents].flatMap(([agent, keys]) => keys.map((key) => ({ agent, key })));
  const entries = all.map(async ({ agent, key }): Promise<[string, AgentKey]> => {
    const imported = await importJWK(key, "EdDSA");
    assert(imported instanceof CryptoKey, "a public key is no secret");
    return [await calculateJwkThumbprint(key), { ...webcrypto.verifier(imported), agent }];
  });
  return new Map(await Promise.all(entries));
}
