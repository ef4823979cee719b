import type { Lint } from "./lint.ts";

/**
 * The automated threats that OWASP numbers, OAT-001 to OAT-021.
 * @see https://owasp.org/www-project-automated-threats-to-web-applications/
 */
const THREATS_MAX = 21;

/** Each rule says which known abuse it meets, so that rules of different shops can be compared. */
export const owaspMissing: Lint = {
  code: "owasp-missing",
  *check({ rules }) {
    for (const rule of rules) {
      const cited = [...rule.value.why.matchAll(/\bOAT-(\d{3})\b/g)].map(([, number]) => Number(number));
      const known = cited.some((number) => number >= 1 && number <= THREATS_MAX);
      if (known) continue;
      const message = cited.length === 0 ? "No OWASP code is named." : "OWASP numbers its threats OAT-001 to OAT-021.";
      const hint = "Scalping is OAT-005, sniping OAT-013, account creation OAT-019, denial of inventory OAT-021.";
      yield { at: rule, path: ["why"], rule: rule.value.id, message, hint };
    }
  },
};
