const HOME = "/console";

/** Where to go after signing in: a path of this origin, never another site. */
export function returnPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/")) return HOME;
  const base = "http://origin.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  return url?.origin === base ? url.pathname + url.search : HOME;
}
