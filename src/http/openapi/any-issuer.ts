/** Stands for the address of a deployment in what the build writes for all of them; the name is reserved for nobody (RFC 2606). */
export const ANY_ISSUER = "https://issuer.invalid";

/**
 * The description of the API as the build wrote it, with the address of this deployment in it.
 * @param issuer as `parseConfig` lets it through, with nothing that JSON would escape
 */
export function withIssuer(template: string, issuer: string): string {
  return template.replaceAll(ANY_ISSUER, () => issuer);
}
