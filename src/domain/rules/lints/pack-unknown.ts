import { nearestHint } from "../nearest-name.ts";
import { packOf } from "../rule-file.ts";
import type { Lint } from "./lint.ts";

/** Packs are declared in policy.yaml, so that a folder that is not meant to be published stays out. */
export const packUnknown: Lint = {
  code: "pack-unknown",
  *check({ policy, rules }) {
    if (!policy) return;
    const packs = Object.keys(policy.value.packs);
    for (const [index, pack] of (policy.value.shadowWaived?.packs ?? []).entries()) {
      if (packs.includes(pack)) continue;
      const message = `packs declares no pack "${pack}".`;
      yield { at: policy, path: ["shadowWaived", "packs", index], message, hint: nearestHint(pack, packs) };
    }
    for (const rule of rules) {
      const { id } = rule.value;
      const pack = packOf(id);
      if (packs.includes(pack)) continue;
      const message = `policy.yaml declares no pack "${pack}".`;
      yield { at: rule, path: ["id"], rule: id, message, hint: nearestHint(pack, packs) };
    }
  },
};
