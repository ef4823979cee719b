/** Keys that are derived at the same time: the browser does it on threads of its own, so the page goes on. */
const AT_ONCE = 4;
const COUNTER_BYTES = 4;

/** The members of a puzzle that solving it needs; the rest goes back as it came. @see https://altcha.org/docs/v2/ */
export type Puzzle = {
  readonly parameters: {
    readonly algorithm: string;
    readonly cost: number;
    readonly keyLength: number;
    /** Hexadecimal, as are salt and prefix. */
    readonly nonce: string;
    readonly salt: string;
    readonly keyPrefix: string;
  };
};

export type Solution = { readonly counter: number; readonly derivedKey: string };

/**
 * Counts up from zero until the key derived from nonce and counter begins as the puzzle says. The page is never held up: each
 * key is derived by WebCrypto, outside of the page's thread.
 * @returns `undefined` where it was given up
 * @throws what WebCrypto says of a puzzle that is none
 */
export async function solvePuzzle({ parameters }: Puzzle, signal?: AbortSignal): Promise<Solution | undefined> {
  const { keyPrefix } = parameters;
  const derive = deriverOf(parameters);
  for (let first = 0; signal?.aborted !== true; first += AT_ONCE) {
    const counters = Array.from({ length: AT_ONCE }, (_, index) => first + index);
    const keys = await Promise.all(counters.map(derive));
    const found = keys.findIndex((key) => key.startsWith(keyPrefix));
    const derivedKey = keys[found];
    if (derivedKey !== undefined) return { counter: first + found, derivedKey };
  }
  return undefined;
}

function deriverOf({ algorithm, cost, keyLength, nonce, salt }: Puzzle["parameters"]) {
  const pbkdf2 = { name: "PBKDF2", salt: bytesOf(salt), iterations: cost, hash: algorithm.replace("PBKDF2/", "") };
  const start = bytesOf(nonce);
  return async (counter: number): Promise<string> => {
    const password = new Uint8Array(start.length + COUNTER_BYTES);
    password.set(start);
    new DataView(password.buffer).setUint32(start.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const bits = await crypto.subtle.deriveBits(pbkdf2, key, keyLength * 8);
    return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
}

function bytesOf(hexadecimal: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hexadecimal.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
