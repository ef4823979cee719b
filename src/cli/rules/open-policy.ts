import { readFileSync } from "node:fs";
import { checkPolicy } from "../../domain/rules/check-policy.ts";
import { type HashedPolicy, hashedPolicySchema } from "../../domain/rules/policy-document.ts";
import { readPolicyFolder } from "./policy-folder.ts";
import { hashPolicy } from "./policy-hash.ts";
import { problemReport } from "./problem-report.ts";

/**
 * A policy from its folder, checked, or from the one document that `rules bundle` writes.
 * @returns the policy, or a report of what is wrong with it
 */
export function openPolicy(path: string): HashedPolicy | { readonly report: string } {
  if (!path.endsWith(".json")) {
    const { document, problems } = checkPolicy(readPolicyFolder(path), Date.now());
    return document === undefined ? { report: problemReport(problems) } : hashPolicy(document);
  }
  const parsed = hashedPolicySchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (parsed.success && hashPolicy(parsed.data).hash === parsed.data.hash) return parsed.data;
  return { report: `${path} is not a policy that npm run rules bundle wrote.\n` };
}
