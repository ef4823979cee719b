/** Names of what pages keep in a browser begin so. */
const PREFIX = "firsthand:";

/** What this browser keeps under a name; undefined where it keeps nothing, or no page may keep anything. */
export function readKept(name: string): string | undefined {
  try {
    return localStorage.getItem(`${PREFIX}${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text, or forgets it. A browser that keeps nothing loses nothing but the convenience. */
export function writeKept(name: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(`${PREFIX}${name}`);
    else localStorage.setItem(`${PREFIX}${name}`, text);
  } catch {
    // Private windows and full stores refuse.
  }
}
