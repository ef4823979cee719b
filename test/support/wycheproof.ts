import * as z from "zod";

/** Vectors of Wycheproof for one primitive, as far as these tests read them. */
const signatureFile = z.object({
  testGroups: z.array(
    z.object({
      publicKeyDer: z.string(),
      tests: z.array(
        z.object({ tcId: z.number(), comment: z.string(), msg: z.string(), sig: z.string(), result: z.string() }),
      ),
    }),
  ),
});

/**
 * Vectors on which this runtime's WebCrypto disagrees with Wycheproof.
 * @param file text of `ed25519_test.json` or `ecdsa_secp256r1_sha256_p1363_test.json`
 * @returns how many vectors were tried, and the ids and comments of those that came out otherwise
 */
export async function disagreements(file: string, alg: "Ed25519" | "ES256") {
  const importAs = alg === "Ed25519" ? { name: "Ed25519" } : { name: "ECDSA", namedCurve: "P-256" };
  const verifyAs = alg === "Ed25519" ? "Ed25519" : { name: "ECDSA", hash: "SHA-256" };
  const otherwise: string[] = [];
  let tried = 0;
  for (const { publicKeyDer, tests } of signatureFile.parse(JSON.parse(file)).testGroups) {
    const key = await crypto.subtle.importKey("spki", fromHex(publicKeyDer), importAs, false, ["verify"]);
    for (const { tcId, comment, msg, sig, result } of tests) {
      tried += 1;
      // A signature of the wrong length is false to one runtime and an exception to another; refused by both.
      const verified = crypto.subtle.verify(verifyAs, key, fromHex(sig), fromHex(msg));
      const isGood = await verified.catch(() => false);
      if (isGood !== (result === "valid")) otherwise.push(`${tcId} ${comment}`);
    }
  }
  return { tried, otherwise };
}

export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
